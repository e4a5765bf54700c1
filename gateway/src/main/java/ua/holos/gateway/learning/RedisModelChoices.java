package ua.holos.gateway.learning;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/// The choice in a Redis hash, changed by one script that compares its revision first.
final class RedisModelChoices implements ModelChoices {
  private static final String KEY = "holos:models";
  private static final String REPLICAS = "holos:models:replicas";
  private static final Duration LATELY = Duration.ofSeconds(30);

  private static final String CHANGE =
      """
      if (redis.call('HGET', KEYS[1], 'revision') or '0') ~= ARGV[1] then
        return 0
      end
      redis.call('DEL', KEYS[1])
      redis.call('HSET', KEYS[1], 'revision', ARGV[2], 'active', ARGV[3], 'previous', ARGV[4],
        'shadow', ARGV[5])
      return 1
      """;

  private final UnifiedJedis redis;
  private final InstantSource clock;

  RedisModelChoices(UnifiedJedis redis, InstantSource clock) {
    this.redis = redis;
    this.clock = clock;
  }

  @Override
  public ModelChoice current() {
    Map<String, String> fields = redis.hgetAll(KEY);
    String active = fields.get("active");
    return active == null
        ? ModelChoice.FIRST
        : new ModelChoice(
            Long.parseLong(fields.getOrDefault("revision", "0")),
            ModelRef.parse(active),
            ref(fields.get("previous")),
            ref(fields.get("shadow")));
  }

  private static @Nullable ModelRef ref(@Nullable String text) {
    return text == null || text.isEmpty() ? null : ModelRef.parse(text);
  }

  @Override
  public boolean change(ModelChoice next) {
    Object changed =
        redis.eval(
            CHANGE,
            List.of(KEY),
            List.of(
                Long.toString(next.revision() - 1),
                Long.toString(next.revision()),
                next.active().toString(),
                next.previous() == null ? "" : next.previous().toString(),
                next.shadow() == null ? "" : next.shadow().toString()));
    return Long.valueOf(1).equals(changed);
  }

  @Override
  public void report(Replica replica) {
    redis.hset(
        REPLICAS,
        replica.id(),
        String.join(
            "\n",
            Long.toString(replica.at().toEpochMilli()),
            replica.active(),
            replica.shadow(),
            replica.trouble()));
  }

  @Override
  public List<Replica> replicas() {
    List<Replica> all = new ArrayList<>();
    Instant since = clock.instant().minus(LATELY);
    redis
        .hgetAll(REPLICAS)
        .forEach((id, value) -> {
          String[] parts = value.split("\n", 4);
          Instant at = Instant.ofEpochMilli(Long.parseLong(parts[0]));
          if (at.isBefore(since)) {
            redis.hdel(REPLICAS, id);
          } else {
            all.add(new Replica(id, at, parts[1], parts[2], parts[3]));
          }
        });
    all.sort(java.util.Comparator.comparing(Replica::id));
    return all;
  }
}
