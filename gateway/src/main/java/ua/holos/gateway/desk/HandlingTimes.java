package ua.holos.gateway.desk;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.UnifiedJedis;

/// How long the last conversations were with an operator before they left the desk.
final class HandlingTimes {
  private static final String KEY = "holos:{desk}:handled";
  private static final int KEPT = 100;

  private final UnifiedJedis redis;

  HandlingTimes(UnifiedJedis redis) {
    this.redis = redis;
  }

  void add(Duration handled) {
    redis.lpush(KEY, Long.toString(Math.max(0, handled.toSeconds())));
    redis.ltrim(KEY, 0, KEPT - 1);
  }

  /// The median of the last hundred; empty before the first.
  Optional<Duration> median() {
    List<Long> seconds =
        redis.lrange(KEY, 0, KEPT - 1).stream().map(Long::valueOf).sorted().toList();
    return seconds.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(seconds.get(seconds.size() / 2)));
  }
}
