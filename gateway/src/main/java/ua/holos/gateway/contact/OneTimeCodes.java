package ua.holos.gateway.contact;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.UnifiedJedis;
import ua.holos.bot.conversation.ConversationId;

/// One-time codes: six digits, good for ten minutes and five tries, for one conversation and one
/// number. Only a salted hash is kept.
///
/// At most three an hour are sent to a number and asked for by a conversation, ten a day to a
/// number: so nobody is flooded, and of a million codes fifteen an hour can be tried. For the whole
/// city there is a limit too, because anybody can open web chats by the thousand and type numbers
/// at the city's cost.
final class OneTimeCodes {
  static final Duration LASTS = Duration.ofMinutes(10);
  static final int TRIES = 5;
  static final int AN_HOUR = 3;
  static final int A_DAY = 10;
  static final int AN_HOUR_IN_ALL = 300;

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final int CODES = 1_000_000;
  private static final long RIGHT = 100;

  // ARGV: now, length of the window in milliseconds, how many in it
  private static final String ALLOW =
      """
      local oldest = redis.call('LINDEX', KEYS[1], ARGV[3] - 1)
      if oldest and tonumber(oldest) > ARGV[1] - ARGV[2] then
        return 0
      end
      redis.call('LPUSH', KEYS[1], ARGV[1])
      redis.call('LTRIM', KEYS[1], 0, ARGV[3] - 1)
      redis.call('PEXPIRE', KEYS[1], ARGV[2])
      return 1
      """;

  // ARGV: key of the try, number, hash of what was typed, tries, what stands for "right". A try
  // that is carried out again is answered as before.
  private static final String CHECK =
      """
      local kept = redis.call('HMGET', KEYS[1], 'hash', 'phone', 'tries', 'last', 'answer')
      if not kept[1] or kept[2] ~= ARGV[2] then
        return 0
      end
      if kept[4] == ARGV[1] then
        return tonumber(kept[5])
      end
      local tries = tonumber(kept[3])
      local answer = 0
      if tries < tonumber(ARGV[4]) then
        tries = tries + 1
        if kept[1] == ARGV[3] then
          answer = tonumber(ARGV[5])
          tries = tonumber(ARGV[4])
        else
          answer = tonumber(ARGV[4]) - tries
        end
      end
      redis.call('HSET', KEYS[1], 'tries', tries, 'last', ARGV[1], 'answer', answer)
      return answer
      """;

  private final UnifiedJedis redis;
  private final SecureRandom random;

  OneTimeCodes(UnifiedJedis redis, SecureRandom random) {
    this.redis = redis;
    this.random = random;
  }

  /// How many codes in how long.
  private record Limit(String what, int most, Duration window) {
    String key() {
      return "holos:codes:" + what;
    }
  }

  /// A code that was made; `id` is another for every code.
  record Issued(String code, String id) {
    /// Never the code.
    @Override
    public String toString() {
      return "code " + id;
    }
  }

  /// What a try came to.
  ///
  /// @param left how many more tries there are, 0 when the code counts no more
  record Checked(boolean right, int left) {}

  /// Makes a code; the one before counts no more.
  ///
  /// @param key of the request: asked for again by the same, it isn't counted again
  /// @return empty when there were too many lately
  Optional<Issued> issue(String phone, ConversationId conversation, String key, Instant now) {
    String kept = codeKey(conversation);
    boolean again = key.equals(redis.hget(kept, "key"));
    if (!again && !allowed(phone, conversation, now)) {
      return Optional.empty();
    }
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    String salt = HexFormat.of().formatHex(bytes);
    String code = "%06d".formatted(random.nextInt(CODES));
    redis.del(kept);
    redis.hset(
        kept,
        Map.of("key", key, "phone", phone, "salt", salt, "hash", hash(salt, code), "tries", "0"));
    redis.pexpire(kept, LASTS.toMillis());
    return Optional.of(new Issued(code, salt));
  }

  private boolean allowed(String phone, ConversationId conversation, Instant now) {
    List<Limit> limits =
        List.of(
            new Limit("conversation:" + conversation.value(), AN_HOUR, HOUR),
            new Limit("number:" + phone, AN_HOUR, HOUR),
            new Limit("day:" + phone, A_DAY, DAY),
            new Limit("all", AN_HOUR_IN_ALL, HOUR));
    for (Limit limit : limits) {
      if (!allowed(limit, now)) {
        // What was refused uses up nothing. Taken back rather than looked at first: so no limit is
        // exceeded by two requests at once, although each is another key.
        limits.subList(0, limits.indexOf(limit)).forEach(one -> takeBack(one, now));
        return false;
      }
    }
    return true;
  }

  private boolean allowed(Limit limit, Instant now) {
    Object answer =
        redis.eval(
            ALLOW,
            List.of(limit.key()),
            List.of(
                Long.toString(now.toEpochMilli()),
                Long.toString(limit.window().toMillis()),
                Integer.toString(limit.most())));
    return Long.valueOf(1).equals(answer);
  }

  private void takeBack(Limit limit, Instant now) {
    redis.lrem(limit.key(), 1, Long.toString(now.toEpochMilli()));
  }

  /// Compares what was typed.
  ///
  /// @param key of the try: the same try is counted once
  Checked check(String phone, ConversationId conversation, String key, String typed) {
    String kept = codeKey(conversation);
    String salt = redis.hget(kept, "salt");
    if (salt == null) {
      return new Checked(false, 0);
    }
    long answer =
        (Long)
            redis.eval(
                CHECK,
                List.of(kept),
                List.of(
                    key, phone, hash(salt, typed), Integer.toString(TRIES), Long.toString(RIGHT)));
    return answer == RIGHT ? new Checked(true, 0) : new Checked(false, (int) answer);
  }

  private static String codeKey(ConversationId conversation) {
    return "holos:code:" + conversation.value();
  }

  private static String hash(String salt, String code) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((salt + code).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
