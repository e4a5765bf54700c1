package ua.holos.gateway.log;

import io.micrometer.core.instrument.MeterRegistry;
import ua.holos.gateway.store.JsonCodec;

/// What the parts of the log share, and what can be used before anybody takes turns: the inbox.
///
/// @param sole whether no other process can be using this Redis
record LogBeginning(
    Redis redis,
    Partitions partitions,
    Owners owners,
    GroupWriter writer,
    RedisInbox inbox,
    JsonCodec codec,
    LogMetrics metrics,
    LogSettings.Tuning tuning,
    boolean sole)
    implements AutoCloseable {

  static LogBeginning open(
      Redis redis, LogSettings settings, JsonCodec codec, MeterRegistry meters, boolean sole) {
    Partitions partitions = Partitions.open(redis, settings.partitions());
    Owners owners = new Owners();
    GroupWriter writer = new GroupWriter(redis, partitions, owners);
    LogMetrics metrics = new LogMetrics(meters, redis);
    return new LogBeginning(
        redis,
        partitions,
        owners,
        writer,
        new RedisInbox(partitions, writer, codec, metrics),
        codec,
        metrics,
        settings.log(),
        sole);
  }

  ConversationStates states() {
    return new RedisStates(redis, partitions, codec);
  }

  DeadLetters deadLetters() {
    return new DeadLetters(redis, partitions, codec);
  }

  WaitingMessages waitingMessages() {
    return new WaitingMessages(redis, partitions, codec);
  }

  @Override
  public void close() {
    writer.close();
  }
}
