package ua.holos.gateway.staff;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.session.SessionRepository;
import redis.clients.jedis.UnifiedJedis;

/// The sessions of the desk in Redis, so that they outlive a replica and any replica knows them.
/// One hash each, under the hash of its id: whoever reads Redis's keys can't take over a session.
/// Every command has one key, as Redis Cluster demands.
final class RedisSessions implements SessionRepository<RedisSession> {
  /// Of somebody who hasn't signed in (yet).
  static final Duration STRANGERS_IDLE = Duration.ofMinutes(30);

  private static final Logger LOG = LoggerFactory.getLogger(RedisSessions.class);
  private static final String ATTRIBUTE = "a:";

  // KEYS: the session. ARGV: whether it is new, its end, how many fields to drop, those, then
  // fields and values. A session that was ended meanwhile doesn't come back.
  private static final byte[] SAVE =
      """
      if ARGV[1] == '0' and redis.call('EXISTS', KEYS[1]) == 0 then
        return 0
      end
      local drop = tonumber(ARGV[3])
      for i = 4, 3 + drop do
        redis.call('HDEL', KEYS[1], ARGV[i])
      end
      for i = 4 + drop, #ARGV, 2 do
        redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
      end
      redis.call('PEXPIREAT', KEYS[1], ARGV[2])
      return 1
      """
          .getBytes(StandardCharsets.UTF_8);

  private final UnifiedJedis redis;
  private final SecureRandom random;
  private final InstantSource clock;

  RedisSessions(UnifiedJedis redis, SecureRandom random, InstantSource clock) {
    this.redis = redis;
    this.random = random;
    this.clock = clock;
  }

  Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }

  String newId() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public RedisSession createSession() {
    Instant now = now();
    return new RedisSession(this, newId(), now, now, STRANGERS_IDLE, Map.of(), true);
  }

  @Override
  public void save(RedisSession session) {
    if (!session.worthStoring()) {
      return;
    }
    String before = session.idBefore();
    List<byte[]> arguments = new ArrayList<>();
    arguments.add(bytes(session.fresh() ? "1" : "0"));
    arguments.add(bytes(Long.toString(session.ends().toEpochMilli())));
    arguments.add(bytes(Integer.toString(session.toDrop().size())));
    session.toDrop().forEach(name -> arguments.add(bytes(ATTRIBUTE + name)));
    add(arguments, "created", bytes(Long.toString(session.getCreationTime().toEpochMilli())));
    add(arguments, "accessed", bytes(Long.toString(session.getLastAccessedTime().toEpochMilli())));
    add(arguments, "idle", bytes(Long.toString(session.getMaxInactiveInterval().toMillis())));
    for (String name : session.toStore()) {
      Object value = session.getAttribute(name);
      if (value != null) {
        add(arguments, ATTRIBUTE + name, SessionBytes.write(value));
      }
    }
    redis.eval(SAVE, List.of(key(session.getId())), arguments);
    if (before != null) {
      redis.del(key(before));
    }
    session.stored();
  }

  private static void add(List<byte[]> arguments, String field, byte[] value) {
    arguments.add(bytes(field));
    arguments.add(value);
  }

  @Override
  public @Nullable RedisSession findById(String id) {
    Map<String, byte[]> fields = new HashMap<>();
    redis
        .hgetAll(key(id))
        .forEach((name, value) -> fields.put(new String(name, StandardCharsets.UTF_8), value));
    if (!fields.containsKey("created")) {
      return null;
    }
    Map<String, Object> attributes = new HashMap<>();
    for (Map.Entry<String, byte[]> field : fields.entrySet()) {
      if (field.getKey().startsWith(ATTRIBUTE)) {
        Object value = SessionBytes.read(field.getValue());
        if (value == null) {
          // Of another version of Holos, or not of Holos at all: they sign in again.
          LOG.info("A session can't be read and is ended");
          deleteById(id);
          return null;
        }
        attributes.put(field.getKey().substring(ATTRIBUTE.length()), value);
      }
    }
    RedisSession session =
        new RedisSession(
            this,
            id,
            instant(fields, "created"),
            instant(fields, "accessed"),
            Duration.ofMillis(number(fields, "idle")),
            attributes,
            false);
    if (session.isExpired()) {
      deleteById(id);
      return null;
    }
    return session;
  }

  @Override
  public void deleteById(String id) {
    redis.del(key(id));
  }

  private static byte[] key(String id) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes(id));
      return bytes("holos:session:" + HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 belongs to every JDK", e);
    }
  }

  private static Instant instant(Map<String, byte[]> fields, String name) {
    return Instant.ofEpochMilli(number(fields, name));
  }

  private static long number(Map<String, byte[]> fields, String name) {
    return Long.parseLong(
        new String(fields.getOrDefault(name, bytes("0")), StandardCharsets.UTF_8));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
