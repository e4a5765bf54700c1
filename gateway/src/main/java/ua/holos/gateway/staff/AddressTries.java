package ua.holos.gateway.staff;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import redis.clients.jedis.UnifiedJedis;

/// Counts failed tries to sign in by address: whoever tries one password with a hundred logins
/// locks no account out, and yet comes to an end. An office of fifty shares an address, so there is
/// room for its slips.
final class AddressTries {
  static final int MOST = 60;
  static final Duration WITHIN = Duration.ofMinutes(10);

  private static final String COUNT =
      """
      local tries = redis.call('INCR', KEYS[1])
      if tries == 1 then
        redis.call('PEXPIRE', KEYS[1], ARGV[1])
      end
      return tries
      """;

  private final UnifiedJedis redis;

  AddressTries(UnifiedJedis redis) {
    this.redis = redis;
  }

  /// Whether an address has had its tries.
  boolean tooMany(String address) {
    String tries = redis.get(key(address));
    return tries != null && Long.parseLong(tries) >= MOST;
  }

  void failed(String address) {
    redis.eval(COUNT, List.of(key(address)), List.of(Long.toString(WITHIN.toMillis())));
  }

  /// Not the address itself: Redis keeps no more of people than it needs.
  private static String key(String address) {
    return "holos:sign-in:" + UUID.nameUUIDFromBytes(address.getBytes(StandardCharsets.UTF_8));
  }
}
