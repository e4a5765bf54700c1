package ua.holos.gateway.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Tells the bot's webhook what happens, signed. Each person's events leave in order; one that
/// isn't answered by 200 is overtaken by later ones and comes again, for an hour.
final class ViberCallbacks implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> MANDATORY =
      Set.of("message", "subscribed", "unsubscribed", "webhook");
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration TRIED = Duration.ofHours(1);

  private record Event(byte[] body, Consumer<byte[]> answer) {}

  private final ViberOptions options;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CallbackPost post = new CallbackPost(threads);
  private final AtomicLong tokens = new AtomicLong(5_741_311_803_571_721_087L);
  private final Map<String, Deque<Event>> queues = new HashMap<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger acknowledgementsToLose = new AtomicInteger();
  private final AtomicLong repeated = new AtomicLong();
  private volatile @Nullable URI webhook;
  private volatile Set<String> wanted = Set.of();

  ViberCallbacks(ViberOptions options) {
    this.options = options;
  }

  /// A message token: beyond what a double can hold exactly, as Viber's are.
  long nextToken() {
    return tokens.getAndAdd(2);
  }

  @Nullable URI webhook() {
    return webhook;
  }

  /// Events that the bot hasn't taken yet.
  int open() {
    return open.get();
  }

  /// How often an event was told once more.
  long repeated() {
    return repeated.get();
  }

  void loseAcknowledgements(int count) {
    acknowledgementsToLose.set(count);
  }

  /// Sets the webhook if it answers the event `webhook` by 200.
  ///
  /// @param to null for none
  /// @param events that the bot wants besides the mandatory ones; empty for all
  boolean set(@Nullable URI to, Set<String> events) {
    if (to != null && post(to, bytes(event("webhook"))).status() != 200) {
      return false;
    }
    webhook = to;
    wanted = events;
    return true;
  }

  /// An event of this kind, without what it is about.
  ObjectNode event(String kind) {
    return JSON.createObjectNode()
        .put("event", kind)
        .put("timestamp", options.clock().millis())
        .put("message_token", nextToken());
  }

  void tell(String person, ObjectNode event) {
    tell(person, event, _ -> {});
  }

  /// @param answer takes the body of the bot's answer
  void tell(String person, ObjectNode event, Consumer<byte[]> answer) {
    String kind = event.path("event").asText();
    if (webhook == null
        || !(MANDATORY.contains(kind) || wanted.isEmpty() || wanted.contains(kind))) {
      return;
    }
    open.incrementAndGet();
    synchronized (queues) {
      Deque<Event> queue = queues.get(person);
      boolean idle = queue == null;
      queues.computeIfAbsent(person, _ -> new ArrayDeque<>()).add(new Event(bytes(event), answer));
      if (idle) {
        start(() -> deliver(person));
      }
    }
  }

  private void start(Runnable work) {
    try {
      threads.execute(work);
    } catch (RejectedExecutionException e) {
      // Closed: nobody is told any more.
    }
  }

  private void deliver(String person) {
    while (!threads.isShutdown()) {
      Event event;
      synchronized (queues) {
        Deque<Event> queue = queues.get(person);
        event = queue == null ? null : queue.poll();
        if (event == null) {
          queues.remove(person);
          return;
        }
      }
      if (!told(event)) {
        start(() -> again(event));
      }
    }
  }

  private boolean told(Event event) {
    URI to = webhook;
    if (to == null) {
      open.decrementAndGet();
      return true;
    }
    CallbackPost.Reply reply = post(to, event.body());
    if (reply.status() != 200 || acknowledgementsToLose.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      return false;
    }
    open.decrementAndGet();
    event.answer().accept(reply.body());
    return true;
  }

  private void again(Event event) {
    Duration pause = PATIENCE;
    for (Duration spent = Duration.ZERO;
        spent.compareTo(TRIED) < 0 && !threads.isShutdown();
        spent = spent.plus(pause), pause = pause.multipliedBy(2)) {
      try {
        Thread.sleep(pause.dividedBy(options.hurry()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      repeated.incrementAndGet();
      if (told(event)) {
        return;
      }
    }
    open.decrementAndGet();
  }

  private CallbackPost.Reply post(URI to, byte[] body) {
    return post.post(
        to,
        Map.of("X-Viber-Content-Signature", signature(options.token(), body)),
        body,
        PATIENCE.dividedBy(options.hurry()).plusMillis(500));
  }

  /// The signature of a callback: HMAC-SHA256 of the body by the bot's token, in hexadecimal.
  static String signature(String token, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(ObjectNode event) {
    try {
      return JSON.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    post.close();
  }
}
