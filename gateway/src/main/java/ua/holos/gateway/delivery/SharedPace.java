package ua.holos.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.Priority;

/// The pace that all replicas keep together, through Redis: one lane for each channel.
final class SharedPace implements Pace {
  private final UnifiedJedis redis;
  private final String replica;
  private final Supplier<String> clock;
  private final LongSupplier timer;
  private final PaceMeters meters;
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

  /// @param replica this process's name, unlike all others'
  SharedPace(UnifiedJedis redis, String replica, PaceMeters meters) {
    this(redis, replica, () -> "", System::nanoTime, meters);
  }

  /// @param clock microseconds since 1970 instead of Redis's time; empty for that
  /// @param timer nanoseconds of this process
  SharedPace(
      UnifiedJedis redis,
      String replica,
      Supplier<String> clock,
      LongSupplier timer,
      PaceMeters meters) {
    this.redis = redis;
    this.replica = replica;
    this.clock = clock;
    this.timer = timer;
    this.meters = meters;
  }

  @Override
  public Duration take(
      ChannelAdapter channel,
      ContactUrn contact,
      Priority priority,
      String key,
      int messages,
      @Nullable Instant heardAt) {
    return lane(channel).take(contact.path(), priority, key, messages, heardAt);
  }

  @Override
  public void pause(ChannelAdapter channel, ContactUrn contact, Duration wait) {
    lane(channel).pause(contact.path(), wait);
  }

  private Lane lane(ChannelAdapter channel) {
    Lane lane = lanes.get(channel.type().code());
    return lane != null ? lane : lanes.computeIfAbsent(channel.type().code(), _ -> open(channel));
  }

  private Lane open(ChannelAdapter channel) {
    String code = channel.type().code();
    LaneLimits limits = LaneLimits.of(channel.pace());
    if (limits.none()) {
      return new FreeLane(timer);
    }
    PaceStore store = new PaceStore(redis, code, replica, limits, clock);
    Lane lane = new ChannelLane(code, limits, store, timer, meters);
    meters.watch(code, lane);
    return lane;
  }
}
