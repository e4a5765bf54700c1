package ua.holos.gateway.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.DeskCase;
import ua.holos.gateway.store.JsonCodec;
import ua.holos.gateway.store.UnreadableRecordException;

/// The live desk in one hash. Pictures come in the order of a conversation's turns, but an outlived
/// owner may still bring one afterwards: each has its turn's number, which is remembered for a day
/// after the conversation has left, and an older one changes nothing.
final class RedisDesk implements LiveDesk {
  private static final Logger log = LoggerFactory.getLogger(RedisDesk.class);

  // One hash tag: the scripts need the keys on one node of a cluster.
  private static final String CASES = "holos:{desk}:cases";
  private static final String LEFT = "holos:{desk}:left";
  private static final String LEFT_AT = "holos:{desk}:left-at";

  private static final Duration REMEMBERED = Duration.ofDays(1);

  /// So long after it left, a conversation may still be open on a page.
  private static final Duration LATELY = Duration.ofMinutes(10);

  private static final String KNOWN =
      """
      local function known()
        local entry = redis.call('HGET', KEYS[1], ARGV[1])
        local turn = entry and string.match(entry, '^%d+') or redis.call('HGET', KEYS[2], ARGV[1])
        return tonumber(turn or '-1'), entry
      end
      local turn, before = known()
      if turn >= tonumber(ARGV[2]) then return false end
      """;

  /// ARGV: conversation, turn, entry. Answers what was there, or an empty string.
  private static final String SHOW =
      KNOWN
          + """
          redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
          redis.call('HDEL', KEYS[2], ARGV[1])
          redis.call('ZREM', KEYS[3], ARGV[1])
          return before or ''
          """;

  /// ARGV: conversation, turn, now, what left before is forgotten.
  private static final String LEAVE =
      KNOWN
          + """
          redis.call('HDEL', KEYS[1], ARGV[1])
          redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
          redis.call('ZADD', KEYS[3], ARGV[3], ARGV[1])
          local old = redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', ARGV[4], 'LIMIT', 0, 100)
          for _, one in ipairs(old) do
            redis.call('HDEL', KEYS[2], one)
            redis.call('ZREM', KEYS[3], one)
          end
          return before or ''
          """;

  /// ARGV: conversation, the entry as it was read, the entry as it should be or empty.
  private static final String MEND =
      """
      if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
      if ARGV[3] == '' then
        return redis.call('HDEL', KEYS[1], ARGV[1])
      end
      redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
      return 1
      """;

  /// ARGV: lately, conversations.
  private static final String SHOWN =
      """
      local shown = {}
      for i = 2, #ARGV do
        local left = redis.call('ZSCORE', KEYS[3], ARGV[i])
        if redis.call('HEXISTS', KEYS[1], ARGV[i]) == 1
            or (left and tonumber(left) >= tonumber(ARGV[1])) then
          shown[#shown + 1] = ARGV[i]
        end
      end
      return shown
      """;

  private static final List<String> KEYS = List.of(CASES, LEFT, LEFT_AT);

  private final UnifiedJedis redis;
  private final JsonCodec codec;

  /// What was stored when all were read last, with what it means: many pages read all of them again
  /// and again, and few of them change.
  private volatile Map<String, Read> lastRead = Map.of();

  private final SharedReading<List<LiveCase>> sorted = new SharedReading<>(this::readAll);

  private record Read(String stored, DeskEntry entry) {}

  RedisDesk(UnifiedJedis redis, JsonCodec codec) {
    this.redis = redis;
    this.codec = codec;
  }

  /// What a change found.
  ///
  /// @param changed whether it was news
  /// @param before what was shown until then, null when nothing was
  record Found(boolean changed, @Nullable DeskCase before) {
    static final Found OLD = new Found(false, null);
  }

  /// Shows the conversation as it is after a turn; nothing when a later turn is known.
  Found show(ConversationId conversation, long turn, DeskCase shown, Instant now) {
    String entry = new DeskEntry(turn, now, shown).write(codec);
    return found(redis.eval(SHOW, KEYS, List.of(conversation.value(), Long.toString(turn), entry)));
  }

  /// Takes the conversation off the desk after a turn; nothing when a later turn is known.
  Found leave(ConversationId conversation, long turn, Instant now) {
    return found(
        redis.eval(
            LEAVE,
            KEYS,
            List.of(
                conversation.value(),
                Long.toString(turn),
                Long.toString(now.toEpochMilli()),
                Long.toString(now.minus(REMEMBERED).toEpochMilli()))));
  }

  private Found found(@Nullable Object answer) {
    if (answer == null) {
      return Found.OLD;
    }
    String before = answer.toString();
    return new Found(
        true, before.isEmpty() ? null : read(before).map(DeskEntry::shown).orElse(null));
  }

  private Optional<DeskEntry> read(String stored) {
    try {
      return Optional.of(DeskEntry.read(stored, codec));
    } catch (UnreadableRecordException e) {
      // Of a newer version, which looks after it.
      log.warn("An entry of the desk can't be read by this version");
      return Optional.empty();
    }
  }

  /// Whoever comes while another reads waits, and shares what is read next: when something happens
  /// all open pages ask at once, and none may see what was before it asked.
  @Override
  public List<LiveCase> all() {
    return sorted.get();
  }

  private List<LiveCase> readAll() {
    List<LiveCase> cases = new ArrayList<>();
    entries()
        .forEach((conversation, entry) -> cases.add(new LiveCase(conversation, entry.shown())));
    cases.sort(DeskOrder.AS_SHOWN);
    return List.copyOf(cases);
  }

  /// All, with their turns.
  Map<ConversationId, DeskEntry> entries() {
    Map<ConversationId, DeskEntry> entries = new HashMap<>();
    Map<String, Read> before = lastRead;
    Map<String, Read> now = new HashMap<>();
    redis
        .hgetAll(CASES)
        .forEach((id, stored) -> {
          Read known = before.get(id);
          Optional<DeskEntry> entry =
              known != null && known.stored().equals(stored)
                  ? Optional.of(known.entry())
                  : read(stored);
          entry.ifPresent(one -> {
            entries.put(new ConversationId(id), one);
            now.put(id, new Read(stored, one));
          });
        });
    lastRead = now;
    return entries;
  }

  @Override
  public Optional<LiveCase> find(ConversationId conversation) {
    String stored = redis.hget(CASES, conversation.value());
    return stored == null
        ? Optional.empty()
        : read(stored).map(entry -> new LiveCase(conversation, entry.shown()));
  }

  /// Those of the conversations that are on the desk, or left it lately.
  Set<String> shown(Collection<String> conversations, Instant now) {
    List<String> arguments = new ArrayList<>();
    arguments.add(Long.toString(now.minus(LATELY).toEpochMilli()));
    arguments.addAll(conversations);
    Set<String> shown = new HashSet<>();
    ((List<?>) redis.eval(SHOWN, KEYS, arguments)).forEach(one -> shown.add(one.toString()));
    return shown;
  }

  /// Puts an entry right, unless it has changed since it was read.
  ///
  /// @param right null when the conversation doesn't belong on the desk
  boolean mend(ConversationId conversation, DeskEntry read, @Nullable DeskEntry right) {
    Object mended =
        redis.eval(
            MEND,
            KEYS,
            List.of(
                conversation.value(), read.write(codec), right == null ? "" : right.write(codec)));
    return Long.valueOf(1).equals(mended);
  }
}
