package ua.holos.gateway.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Updates that the bot hasn't confirmed yet. They leave by long polling, or by the webhook: there
/// per chat one after another, the head again and again until it is accepted. Presses of buttons
/// have a queue of their own per person, as at Telegram.
final class TelegramQueues implements AutoCloseable {

  /// A queue at Telegram.
  ///
  /// @param presses of buttons, not messages
  record Queue(long citizen, boolean presses) {}

  private record Waiting(ObjectNode update, Instant expires) {}

  /// How long Telegram keeps an update, and how long a press of a button.
  private static final Duration KEPT = Duration.ofHours(24);

  private static final Duration PRESS_KEPT = Duration.ofSeconds(150);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CallbackPost post = new CallbackPost(threads);
  private final AtomicInteger ids = new AtomicInteger(1000);
  private final AtomicInteger acknowledgementsToLose = new AtomicInteger();
  private final ConcurrentSkipListMap<Integer, Waiting> unconfirmed = new ConcurrentSkipListMap<>();
  private final Object news = new Object();
  private final Map<Queue, Deque<Integer>> queues = new HashMap<>();
  private final Set<Queue> delivering = new HashSet<>();
  private volatile @Nullable URI webhook;
  private volatile String secret = "";
  private volatile int pollers;
  private volatile boolean closed;

  TelegramQueues(InstantSource clock) {
    this.clock = clock;
  }

  /// Queues an update and gives it its id.
  int add(long citizen, String kind, ObjectNode content) {
    boolean press = kind.equals("callback_query");
    Queue queue = new Queue(citizen, press);
    int id = ids.getAndIncrement();
    ObjectNode update = TelegramUpdates.JSON.createObjectNode().put("update_id", id);
    update.set(kind, content);
    Instant expires = clock.instant().plus(press ? PRESS_KEPT : KEPT);
    synchronized (news) {
      unconfirmed.put(id, new Waiting(update, expires));
      queues.computeIfAbsent(queue, _ -> new ArrayDeque<>()).add(id);
      news.notifyAll();
    }
    deliverNext(queue);
    return id;
  }

  int unconfirmed() {
    return unconfirmed.size();
  }

  boolean confirmed(int id) {
    return !unconfirmed.containsKey(id);
  }

  @Nullable URI webhook() {
    return webhook;
  }

  /// @param to null for none
  void setWebhook(@Nullable URI to, String secret) {
    this.secret = secret;
    webhook = to;
    List<Queue> waiting;
    synchronized (news) {
      news.notifyAll();
      waiting = List.copyOf(queues.keySet());
    }
    waiting.forEach(this::deliverNext);
  }

  /// The next so many acceptances of the webhook get lost on their way back.
  void loseAcknowledgements(int count) {
    acknowledgementsToLose.set(count);
  }

  /// One call of `getUpdates`; nothing when another one has taken over.
  Optional<ArrayNode> poll(int offset, int limit, Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    synchronized (news) {
      int me = ++pollers;
      news.notifyAll();
      unconfirmed.headMap(offset).clear();
      while (!closed && unconfirmed.isEmpty()) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          break;
        }
        news.wait(Math.max(1, left / 1_000_000));
        if (pollers != me) {
          return Optional.empty();
        }
      }
      ArrayNode batch = TelegramUpdates.JSON.createArrayNode();
      Instant now = clock.instant();
      unconfirmed.values().removeIf(waiting -> now.isAfter(waiting.expires()));
      unconfirmed.values().stream().limit(limit).map(Waiting::update).forEach(batch::add);
      return Optional.of(batch);
    }
  }

  private void deliverNext(Queue queue) {
    synchronized (news) {
      Deque<Integer> ids = queues.get(queue);
      if (closed || webhook == null || ids == null || ids.isEmpty() || !delivering.add(queue)) {
        return;
      }
    }
    threads.execute(() -> deliver(queue));
  }

  private void deliver(Queue queue) {
    int failures = 0;
    while (!closed) {
      URI to = webhook;
      Integer id;
      Waiting head;
      synchronized (news) {
        Deque<Integer> ids = queues.get(queue);
        id = ids == null ? null : ids.peek();
        if (ids == null || id == null || to == null) {
          delivering.remove(queue);
          if (ids != null && ids.isEmpty()) {
            queues.remove(queue);
          }
          return;
        }
        head = unconfirmed.get(id);
        if (head == null || clock.instant().isAfter(head.expires())) {
          ids.remove();
          unconfirmed.remove(id);
          continue;
        }
      }
      CallbackPost.Reply reply =
          post.post(
              to,
              Map.of("X-Telegram-Bot-Api-Secret-Token", secret),
              bytes(head.update()),
              PATIENCE);
      if (reply.accepted() && acknowledgementsToLose.getAndUpdate(n -> Math.max(0, n - 1)) == 0) {
        failures = 0;
        synchronized (news) {
          queues.getOrDefault(queue, new ArrayDeque<>()).remove(id);
          unconfirmed.remove(id);
        }
      } else {
        pause(failures++, reply.retryAfter());
      }
    }
  }

  private static byte[] bytes(ObjectNode update) {
    try {
      return TelegramUpdates.JSON.writeValueAsBytes(update);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Telegram tries at once, then after 2, 4, 8 … seconds or what `Retry-After` asks for; here a
  /// tenth of it, so that tests are quick.
  private static void pause(int failures, int retryAfter) {
    long own = failures == 0 ? 0 : Math.min(100L << Math.min(failures, 6), 6_000);
    long millis = Math.max(own, Math.min(retryAfter, 3_600) * 100L);
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    synchronized (news) {
      news.notifyAll();
    }
    threads.shutdownNow();
    post.close();
  }
}
