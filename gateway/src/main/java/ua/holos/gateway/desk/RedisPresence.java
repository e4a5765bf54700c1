package ua.holos.gateway.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Operator;

/// Who is at the desk, in one hash with the fields `<what>:<operator>`.
final class RedisPresence implements Presence {
  private static final String KEY = "holos:{desk}:present";

  /// Who stopped writing without a word about it.
  private static final Duration TYPING = Duration.ofSeconds(6);

  /// After so long an operator's fields are dropped.
  private static final Duration FORGOTTEN = Duration.ofDays(1);

  // ARGV: operator, name, now, conversation or empty, typing, milliseconds after which somebody
  // comes anew. A second page of theirs that doesn't type doesn't end what the first one does.
  private static final String BEAT =
      """
      local id, now = ARGV[1], tonumber(ARGV[3])
      local function get(what) return redis.call('HGET', KEYS[1], what .. ':' .. id) end
      local function set(what, value) redis.call('HSET', KEYS[1], what .. ':' .. id, value) end
      local changed = 0
      local seen = get('seen')
      if not seen or now - tonumber(seen) > tonumber(ARGV[6]) then
        redis.call('HDEL', KEYS[1], 'state:' .. id, 'typing:' .. id, 'where:' .. id)
        set('idle', ARGV[3])
        changed = 1
      end
      if (get('looking') or '') ~= ARGV[4] then changed = 1 end
      if ARGV[5] == '1' then
        local since = tonumber(get('typing') or '0')
        if now - since > 6000 or get('where') ~= ARGV[4] then changed = 1 end
        set('typing', ARGV[3])
        set('where', ARGV[4])
      elseif get('where') == ARGV[4] then
        redis.call('HDEL', KEYS[1], 'typing:' .. id, 'where:' .. id)
        changed = 1
      end
      set('seen', ARGV[3])
      set('name', ARGV[2])
      set('looking', ARGV[4])
      return changed
      """;

  // ARGV: operator, milliseconds.
  private static final String LET_GO =
      """
      if redis.call('HEXISTS', KEYS[1], 'seen:' .. ARGV[1]) == 1 then
        redis.call('HSET', KEYS[1], 'idle:' .. ARGV[1], ARGV[2])
      end
      return 1
      """;

  private final UnifiedJedis redis;
  private final DeskNews news;
  private final Duration patience;
  private final InstantSource clock;
  private final Consumer<Operator> freeing;

  /// @param freeing frees what an operator holds who has left
  RedisPresence(
      UnifiedJedis redis,
      DeskNews news,
      Duration patience,
      InstantSource clock,
      Consumer<Operator> freeing) {
    this.redis = redis;
    this.news = news;
    this.patience = patience;
    this.clock = clock;
    this.freeing = freeing;
  }

  @Override
  public void beat(Operator operator, @Nullable ConversationId looking, boolean typing) {
    Object changed =
        redis.eval(
            BEAT,
            List.of(KEY),
            List.of(
                operator.id(),
                operator.name(),
                Long.toString(clock.millis()),
                looking == null ? "" : looking.value(),
                typing && looking != null ? "1" : "0",
                Long.toString(patience.toMillis())));
    if (Long.valueOf(1).equals(changed)) {
      tell();
    }
  }

  @Override
  public void state(Operator operator, State state) {
    redis.hset(KEY, "state:" + operator.id(), state.name());
    tell();
  }

  @Override
  public void left(Operator operator) {
    forget(operator.id());
    tell();
    freeing.accept(operator);
  }

  /// An operator let a conversation go, by whatever way.
  void letGo(Operator operator, Instant at) {
    redis.eval(LET_GO, List.of(KEY), List.of(operator.id(), Long.toString(at.toEpochMilli())));
  }

  @Override
  public List<Present> present() {
    Instant oldest = clock.instant().minus(patience);
    return everybody().stream().filter(one -> !one.seenAt().isBefore(oldest)).toList();
  }

  @Override
  public Duration patience() {
    return patience;
  }

  /// When each operator was heard of last, those who are gone too.
  Map<String, Instant> seen() {
    Map<String, Instant> seen = new HashMap<>();
    Instant forgotten = clock.instant().minus(FORGOTTEN);
    for (Present one : everybody()) {
      if (one.seenAt().isBefore(forgotten)) {
        forget(one.operator().id());
      }
      seen.put(one.operator().id(), one.seenAt());
    }
    return seen;
  }

  private List<Present> everybody() {
    Map<String, String> fields = redis.hgetAll(KEY);
    Instant now = clock.instant();
    List<Present> everybody = new ArrayList<>();
    for (String field : fields.keySet()) {
      if (field.startsWith("seen:")) {
        String id = field.substring("seen:".length());
        Instant seenAt = time(fields, "seen", id);
        Instant typing = time(fields, "typing", id);
        String looking = fields.getOrDefault("looking:" + id, "");
        everybody.add(
            new Present(
                new Operator(id, fields.getOrDefault("name:" + id, "")),
                State.valueOf(fields.getOrDefault("state:" + id, State.TAKING.name())),
                seenAt,
                looking.isEmpty() ? null : new ConversationId(looking),
                typing.plus(TYPING).isAfter(now)
                    && Objects.equals(fields.get("where:" + id), looking),
                time(fields, "idle", id)));
      }
    }
    everybody.sort(
        Comparator.comparing((Present one) -> one.operator().name())
            .thenComparing(one -> one.operator().id()));
    return everybody;
  }

  private static Instant time(Map<String, String> fields, String what, String id) {
    return Instant.ofEpochMilli(Long.parseLong(fields.getOrDefault(what + ":" + id, "0")));
  }

  private void forget(String id) {
    redis.hdel(
        KEY,
        "seen:" + id,
        "name:" + id,
        "state:" + id,
        "looking:" + id,
        "typing:" + id,
        "where:" + id,
        "idle:" + id);
  }

  private void tell() {
    news.tell(new DeskNews.Change(DeskNews.Kind.PRESENCE, null));
  }
}
