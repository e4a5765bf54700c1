package ua.holos.gateway.log;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import redis.clients.jedis.UnifiedJedis;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Transition;
import ua.holos.gateway.store.JsonCodec;

/// One replica of the real log, for tests of other packages.
public final class TestLog implements AutoCloseable {
  private final Redis redis;
  private final LogBeginning beginning;
  private final ConversationLog log;
  private volatile List<EffectCarrier> carriers = List.of();
  private volatile List<JournalProjection> projections = List.of();

  TestLog(RedisAddress address, BiFunction<Conversation, Event, Transition> engine) {
    redis = Redis.connect(address);
    beginning =
        LogBeginning.open(
            redis,
            new LogSettings(
                Path.of("unused"),
                8,
                new LogSettings.RedisSettings(""),
                new LogSettings.Tuning(
                    Duration.ofSeconds(2), Duration.ofDays(28), 64, 64, Duration.ofMillis(20))),
            new JsonCodec(),
            new SimpleMeterRegistry(),
            false);
    log =
        new ConversationLog(
            beginning,
            () ->
                (state, event) -> {
                  Conversation begun = state.turn() == 0 ? state.countedFrom(event.at()) : state;
                  return new TurnTaker.Turn(event, engine.apply(begun, event));
                },
            () -> carriers,
            () -> projections);
  }

  public UnifiedJedis redis() {
    return redis.client();
  }

  public EventInbox inbox() {
    return beginning.inbox();
  }

  public ConversationStates states() {
    return beginning.states();
  }

  public void start(List<EffectCarrier> newCarriers, List<JournalProjection> newProjections) {
    carriers = newCarriers;
    projections = newProjections;
    log.start();
  }

  /// Takes no more turns and carries nothing more; what is under way stays for others.
  public void stop() {
    log.stop();
  }

  /// How many partitions it owns.
  public int owned() {
    return log.owned().size();
  }

  @Override
  public void close() {
    log.stop();
    beginning.close();
    redis.close();
  }
}
