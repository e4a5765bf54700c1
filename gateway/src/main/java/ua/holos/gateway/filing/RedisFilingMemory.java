package ua.holos.gateway.filing;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;
import ua.holos.bot.appeal.AppealStatus;
import ua.holos.bot.channel.InboxUnavailableException;
import ua.holos.bot.conversation.ConversationId;

/// What filing and the status watch must remember, in Redis; for appeals that Redis has forgotten,
/// the record in SQL is asked. Every key stands alone, so that it works on a Redis Cluster.
final class RedisFilingMemory implements AppealLinks, FilingNotes, PollCursor {
  /// An appeal is watched for over a year: complaints about roads are reopened after a winter.
  private static final long APPEAL_SECONDS = Duration.ofDays(400).toSeconds();

  private static final long FILING_SECONDS = Duration.ofDays(90).toSeconds();
  private static final String CURSOR = "holos:core:cursor";
  private static final String LEASE = "holos:core:poller";

  private final UnifiedJedis redis;
  private final JdbcClient record;

  RedisFilingMemory(UnifiedJedis redis, JdbcClient record) {
    this.redis = redis;
    this.record = record;
  }

  // --- links ---

  @Override
  public void link(String number, ConversationId conversation, Instant filedAt) {
    String key = appealKey(number);
    run(() -> {
      Map<String, String> fields = new LinkedHashMap<>();
      fields.put("conversation", conversation.value());
      fields.put("filed", filedAt.toString());
      redis.hset(key, fields);
      return redis.expire(key, APPEAL_SECONDS);
    });
  }

  @Override
  public Optional<Link> find(String number) {
    Map<String, String> fields = run(() -> redis.hgetAll(appealKey(number)));
    String conversation = fields.get("conversation");
    if (conversation == null) {
      return inRecord(number);
    }
    String status = fields.get("status");
    return Optional.of(
        new Link(
            new ConversationId(conversation),
            Instant.parse(fields.getOrDefault("filed", Instant.EPOCH.toString())),
            status == null ? null : AppealStatus.valueOf(status)));
  }

  private Optional<Link> inRecord(String number) {
    try {
      return record
          .sql("select conversation_id from appeal where number = :number")
          .param("number", number)
          .query(String.class)
          .optional()
          .map(id -> new Link(new ConversationId(id), Instant.EPOCH, null));
    } catch (DataAccessException e) {
      throw new InboxUnavailableException("The record can't be asked for an appeal now", e);
    }
  }

  @Override
  public boolean knows(String number, String updateId) {
    return run(() -> redis.sismember(toldKey(number), updateId));
  }

  @Override
  public void remember(String number, String updateId, @Nullable AppealStatus status) {
    run(() -> {
      redis.sadd(toldKey(number), updateId);
      redis.expire(toldKey(number), APPEAL_SECONDS);
      if (status != null) {
        redis.hset(appealKey(number), "status", status.name());
        redis.expire(appealKey(number), APPEAL_SECONDS);
      }
      return true;
    });
  }

  // --- filings ---

  @Override
  public boolean starting(String reference) {
    return run(() ->
        redis.set(filingKey(reference), "", SetParams.setParams().nx().ex(FILING_SECONDS)) == null);
  }

  @Override
  public void keepToken(String reference, String token) {
    run(() -> redis.setex(filingKey(reference), FILING_SECONDS, token));
  }

  @Override
  public Optional<String> token(String reference) {
    return Optional.ofNullable(run(() -> redis.get(filingKey(reference))))
        .filter(token -> !token.isEmpty());
  }

  @Override
  public void ownUpdate(String number, String updateId) {
    remember(number, updateId, null);
  }

  @Override
  public void finished(String reference) {
    run(() -> redis.del(filingKey(reference)));
  }

  // --- cursor ---

  @Override
  public Optional<Instant> position() {
    return Optional.ofNullable(run(() -> redis.get(CURSOR))).map(Instant::parse);
  }

  @Override
  public void moveTo(Instant position) {
    run(() -> redis.set(CURSOR, position.toString()));
  }

  @Override
  public boolean mine(Duration time) {
    return run(() ->
        redis.set(LEASE, "1", SetParams.setParams().nx().px(Math.max(1, time.toMillis()))) != null);
  }

  // --- small things ---

  private static String appealKey(String number) {
    return "holos:core:appeal:" + number;
  }

  private static String toldKey(String number) {
    return "holos:core:told:" + number;
  }

  private static String filingKey(String reference) {
    return "holos:core:filing:" + reference;
  }

  private static <T extends @Nullable Object> T run(Supplier<T> command) {
    try {
      return command.get();
    } catch (JedisException e) {
      throw new InboxUnavailableException("Redis can't be reached", e);
    }
  }
}
