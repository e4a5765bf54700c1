package ua.holos.gateway.desk;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.DeskAnswer;
import ua.holos.bot.conversation.DeskAnswer.Outcome;
import ua.holos.bot.conversation.Operator;

/// What became of requests: kept for a while, so that whoever asks finds it whichever replica gave
/// it, and asking again gets the same.
final class DeskAnswers {
  private static final String WIRE = "answer";
  private static final Duration KEPT = Duration.ofMinutes(10);

  /// A call may be lost: looked for again.
  private static final Duration LOOK = Duration.ofMillis(500);

  private final UnifiedJedis redis;
  private final DeskWire wire;
  private final Map<String, List<Semaphore>> waiting = new ConcurrentHashMap<>();

  DeskAnswers(UnifiedJedis redis, DeskWire wire) {
    this.redis = redis;
    this.wire = wire;
    wire.hear(
        WIRE,
        key -> waiting.getOrDefault(key, List.of()).forEach(Semaphore::release),
        () -> waiting.values().forEach(all -> all.forEach(Semaphore::release)));
  }

  void give(ConversationId conversation, String request, DeskAnswer answer) {
    String key = key(conversation, request);
    Operator holder = answer.holder();
    redis.set(
        key,
        answer.outcome().name() + (holder == null ? "" : "\n" + holder.id() + "\n" + holder.name()),
        SetParams.setParams().ex(KEPT.toSeconds()));
    wire.call(WIRE, key);
  }

  /// The answer, if there is one yet.
  ///
  /// @throws JedisException when Redis can't be reached
  Optional<DeskAnswer> find(ConversationId conversation, String request) {
    String stored = redis.get(key(conversation, request));
    if (stored == null) {
      return Optional.empty();
    }
    String[] parts = stored.split("\n", 3);
    return Optional.of(
        new DeskAnswer(
            Outcome.valueOf(parts[0]), parts.length < 3 ? null : new Operator(parts[1], parts[2])));
  }

  /// Does something that leads to an answer, and waits for it.
  Optional<DeskAnswer> after(
      Runnable asking, ConversationId conversation, String request, Duration patience) {
    String key = key(conversation, request);
    Semaphore called = new Semaphore(0);
    waiting.compute(
        key,
        (_, others) -> {
          List<Semaphore> all = others == null ? new CopyOnWriteArrayList<>() : others;
          all.add(called);
          return all;
        });
    try {
      asking.run();
      return await(called, conversation, request, System.nanoTime() + patience.toNanos());
    } finally {
      waiting.computeIfPresent(
          key,
          (_, all) -> {
            all.remove(called);
            return all.isEmpty() ? null : all;
          });
    }
  }

  private Optional<DeskAnswer> await(
      Semaphore called, ConversationId conversation, String request, long end) {
    while (true) {
      try {
        Optional<DeskAnswer> answer = find(conversation, request);
        if (answer.isPresent()) {
          return answer;
        }
      } catch (JedisException e) {
        // What was asked is kept; the answer may still be found.
      }
      long left = end - System.nanoTime();
      if (left <= 0) {
        return Optional.empty();
      }
      try {
        var _ = called.tryAcquire(Math.min(left, LOOK.toNanos()), TimeUnit.NANOSECONDS);
        called.drainPermits();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
  }

  private static String key(ConversationId conversation, String request) {
    return "holos:desk:answer:" + conversation.value() + ":" + request;
  }
}
