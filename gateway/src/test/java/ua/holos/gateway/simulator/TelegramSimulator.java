package ua.holos.gateway.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A Telegram in this process: citizens write, press buttons, block; the bot calls the Bot API at
/// [#apiUrl()]. Keeps its updates until they are confirmed, by polling or by the webhook's 200 (one
/// after another per chat, as Telegram does), and everything that the bot sends.
///
/// ```
/// try (TelegramSimulator telegram = TelegramSimulator.start(TelegramSimulator.Limits.NONE)) {
///   // start Holos with --holos.telegram.token=42:TEST --holos.telegram.api-url=<telegram.apiUrl()>
///   telegram.writes(777, "На Хрещатику 25 немає води");
///   await().until(() -> !telegram.sentTo(777).isEmpty());
/// }
/// ```
public final class TelegramSimulator implements AutoCloseable {

  /// What Telegram bears before it answers 429; an infinite rate is no limit.
  ///
  /// @param perSecond messages a second to all chats
  /// @param perChatPerSecond messages a second to one chat; a burst of three is borne
  public record Limits(double perSecond, double perChatPerSecond) {
    /// No limits: for load runs.
    public static final Limits NONE =
        new Limits(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    /// Those of the real Telegram.
    public static final Limits REAL = new Limits(30, 1);
  }

  /// A message that the bot sent.
  ///
  /// @param nanoTime when it came, by [System#nanoTime()]
  /// @param buttons texts and payloads in reading order; the payload is empty on a keyboard in
  ///   place of letters
  public record Sent(
      long chat, int messageId, String text, List<Button> buttons, JsonNode raw, long nanoTime) {
    public Sent {
      buttons = List.copyOf(buttons);
    }

    /// The button with this text.
    public Button button(String text) {
      return buttons.stream()
          .filter(button -> button.text().equals(text))
          .findFirst()
          .orElseThrow(
              () -> new IllegalArgumentException("No button '" + text + "' in " + buttons));
    }
  }

  /// A button under a message.
  public record Button(String text, String payload) {}

  /// A call of the Bot API.
  public record Call(String method, JsonNode arguments) {}

  private record Answer(int status, String body) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  static {
    // Read by the JDK's server when its first one starts: without them each answer waits 40 ms for
    // the client's acknowledgement, and connections above 200 are closed after use.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "4000");
  }

  private final Limits limits;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .executor(threads)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final AtomicInteger updateIds = new AtomicInteger(1000);
  private final AtomicInteger messageIds = new AtomicInteger(1);
  private final AtomicLong refusedForSpeed = new AtomicLong();
  private final Map<Long, List<Sent>> sent = new ConcurrentHashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Set<Long> blocked = ConcurrentHashMap.newKeySet();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Set<String> failing = ConcurrentHashMap.newKeySet();
  private final List<Consumer<Sent>> listeners = new CopyOnWriteArrayList<>();
  private final Speed overall;
  private final Map<Long, Speed> perChat = new ConcurrentHashMap<>();

  /// Updates that the bot hasn't confirmed yet, by id.
  private final ConcurrentSkipListMap<Integer, ObjectNode> unconfirmed =
      new ConcurrentSkipListMap<>();

  private final Object news = new Object();
  private final Map<Long, Deque<Integer>> queues = new HashMap<>();
  private final Set<Long> delivering = new HashSet<>();
  private volatile @Nullable URI webhook;
  private volatile String secret = "";
  private volatile int pollers;
  private volatile boolean closed;

  private TelegramSimulator(Limits limits, int port) throws IOException {
    this.limits = limits;
    this.overall = new Speed(limits.perSecond(), limits.perSecond());
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /// Starts on a free port.
  public static TelegramSimulator start(Limits limits) {
    return start(limits, 0);
  }

  /// Starts on this port, 0 for a free one.
  public static TelegramSimulator start(Limits limits, int port) {
    try {
      return new TelegramSimulator(limits, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What `holos.telegram.api-url` has to be.
  public String apiUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  // What citizens do. Each returns the id of the update.

  /// A citizen writes a text; their id is the chat's.
  public int writes(long citizen, String text) {
    return message(citizen, body -> body.put("text", text));
  }

  /// A citizen presses a button of the last message that has one with this text; on a keyboard in
  /// place of letters that is the text itself.
  public int presses(long citizen, String text) {
    List<Sent> shown = sentTo(citizen);
    for (Sent message : shown.reversed()) {
      for (Button button : message.buttons()) {
        if (button.text().equals(text)) {
          return button.payload().isEmpty()
              ? writes(citizen, text)
              : pressesPayload(citizen, message, button.payload());
        }
      }
    }
    throw new IllegalStateException("No button '" + text + "' was sent to " + citizen);
  }

  /// A citizen presses the button with this payload under a message.
  public int pressesPayload(long citizen, Sent under, String payload) {
    ObjectNode update = JSON.createObjectNode();
    ObjectNode query = update.putObject("callback_query");
    query.put("id", "query-" + updateIds.get());
    query.set("from", person(citizen));
    query.put("chat_instance", "1").put("data", payload);
    ObjectNode message = query.putObject("message");
    message.put("message_id", under.messageId()).put("date", now()).put("text", under.text());
    message.set("chat", chat(citizen));
    JsonNode markup = under.raw().path("reply_markup");
    if (markup.has("inline_keyboard")) {
      message.set("reply_markup", markup);
    }
    return happens(citizen, update);
  }

  /// A citizen sends a photo of these bytes, with a caption that may be empty.
  public int sendsPhoto(long citizen, byte[] bytes, String caption, @Nullable String album) {
    String id = "photo-" + files.size() + "-" + citizen;
    files.put(id, bytes.clone());
    return message(
        citizen,
        body -> {
          ArrayNode sizes = body.putArray("photo");
          size(sizes.addObject(), id + "-small", 90, 1000);
          size(sizes.addObject(), id, 1280, bytes.length);
          if (!caption.isEmpty()) {
            body.put("caption", caption);
          }
          if (album != null) {
            body.put("media_group_id", album);
          }
        });
  }

  private static void size(ObjectNode size, String id, int width, int bytes) {
    size.put("file_id", id).put("file_unique_id", "u" + id).put("file_size", bytes);
    size.put("width", width).put("height", width * 3 / 4);
  }

  /// A citizen shares a point on the map.
  public int sendsLocation(long citizen, double latitude, double longitude) {
    return message(
        citizen,
        body -> body.putObject("location").put("latitude", latitude).put("longitude", longitude));
  }

  /// A citizen shares their own phone number.
  public int sharesPhone(long citizen, String phone) {
    return message(
        citizen,
        body ->
            body.putObject("contact")
                .put("phone_number", phone)
                .put("first_name", "Громадянин")
                .put("user_id", citizen));
  }

  /// A citizen sends a message with these fields beside the usual ones.
  public int message(long citizen, Consumer<ObjectNode> fields) {
    ObjectNode update = JSON.createObjectNode();
    ObjectNode message = update.putObject("message");
    message.put("message_id", messageIds.getAndIncrement()).put("date", now());
    message.set("from", person(citizen));
    message.set("chat", chat(citizen));
    fields.accept(message);
    return happens(citizen, update);
  }

  /// A citizen blocks the bot: sends are answered by 403 from now on.
  public int blocks(long citizen) {
    blocked.add(citizen);
    return happens(citizen, membership(citizen, "member", "kicked"));
  }

  /// A citizen unblocks the bot.
  public int unblocks(long citizen) {
    blocked.remove(citizen);
    return happens(citizen, membership(citizen, "kicked", "member"));
  }

  private static ObjectNode membership(long citizen, String before, String after) {
    ObjectNode update = JSON.createObjectNode();
    ObjectNode changed = update.putObject("my_chat_member");
    changed.set("chat", chat(citizen));
    changed.set("from", person(citizen));
    changed.put("date", now());
    for (Map.Entry<String, String> side :
        Map.of("old_chat_member", before, "new_chat_member", after).entrySet()) {
      ObjectNode member = changed.putObject(side.getKey());
      member.put("status", side.getValue());
      member.putObject("user").put("id", 42).put("is_bot", true).put("first_name", "Holos");
      if (side.getValue().equals("kicked")) {
        member.put("until_date", 0);
      }
    }
    return update;
  }

  private static ObjectNode person(long citizen) {
    return JSON.createObjectNode()
        .put("id", citizen)
        .put("is_bot", false)
        .put("first_name", "Громадянин")
        .put("last_name", String.valueOf(citizen))
        .put("language_code", "uk");
  }

  private static ObjectNode chat(long citizen) {
    return JSON.createObjectNode()
        .put("id", citizen)
        .put("type", "private")
        .put("first_name", "Громадянин");
  }

  private static long now() {
    return System.currentTimeMillis() / 1000;
  }

  private int happens(long citizen, ObjectNode update) {
    int id = updateIds.getAndIncrement();
    update.put("update_id", id);
    synchronized (news) {
      unconfirmed.put(id, update);
      queues.computeIfAbsent(citizen, _ -> new ArrayDeque<>()).add(id);
      news.notifyAll();
    }
    deliverNext(citizen);
    return id;
  }

  // What is seen from outside.

  /// What the bot sent to a citizen, in order.
  public List<Sent> sentTo(long citizen) {
    return List.copyOf(sent.getOrDefault(citizen, List.of()));
  }

  /// What the bot sent to everybody, by citizen.
  public Map<Long, List<Sent>> sent() {
    Map<Long, List<Sent>> copy = new HashMap<>();
    sent.forEach((citizen, messages) -> copy.put(citizen, List.copyOf(messages)));
    return copy;
  }

  /// Is told of each message as it is accepted, on the thread that serves the bot.
  public void onSent(Consumer<Sent> listener) {
    listeners.add(listener);
  }

  /// Calls of the Bot API other than `sendMessage` and `getUpdates`, in order.
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /// How many updates the bot hasn't confirmed yet.
  public int unconfirmed() {
    return unconfirmed.size();
  }

  /// How many sends were answered by 429.
  public long refusedForSpeed() {
    return refusedForSpeed.get();
  }

  /// The address that the bot set as its webhook, null while there is none.
  public @Nullable URI webhook() {
    return webhook;
  }

  /// Lets a method fail with 502 until [#mend(String)]; `sendmessage`, `getupdates`, …
  public void breakDown(String method) {
    failing.add(method.toLowerCase(Locale.ROOT));
  }

  /// Ends [#breakDown(String)].
  public void mend(String method) {
    failing.remove(method.toLowerCase(Locale.ROOT));
  }

  // Delivery to the webhook: per chat one after another, the head until it is accepted.

  private void deliverNext(long citizen) {
    synchronized (news) {
      Deque<Integer> queue = queues.get(citizen);
      if (webhook == null || queue == null || queue.isEmpty() || !delivering.add(citizen)) {
        return;
      }
    }
    threads.execute(() -> deliver(citizen));
  }

  private void deliver(long citizen) {
    int failures = 0;
    while (!closed) {
      Integer id;
      ObjectNode update;
      URI to = webhook;
      synchronized (news) {
        Deque<Integer> queue = queues.get(citizen);
        id = queue == null ? null : queue.peek();
        if (id == null || to == null) {
          delivering.remove(citizen);
          return;
        }
        update = unconfirmed.get(id);
      }
      if (update == null || post(to, update)) {
        failures = 0;
        synchronized (news) {
          queues.getOrDefault(citizen, new ArrayDeque<>()).remove(id);
          unconfirmed.remove(id);
        }
      } else {
        pause(failures++);
      }
    }
  }

  private boolean post(URI to, ObjectNode update) {
    try {
      HttpResponse<Void> response =
          client.send(
              HttpRequest.newBuilder(to)
                  .timeout(Duration.ofSeconds(30))
                  .header("Content-Type", "application/json")
                  .header("X-Telegram-Bot-Api-Secret-Token", secret)
                  .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(update)))
                  .build(),
              HttpResponse.BodyHandlers.discarding());
      return response.statusCode() >= 200 && response.statusCode() < 300;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Telegram waits 0, 2, 4, 8 … seconds; here a tenth of it, so that tests are quick.
  private void pause(int failures) {
    if (failures == 0) {
      return;
    }
    try {
      Thread.sleep(Math.min(100L << Math.min(failures, 6), 5000));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // The Bot API.

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] request = exchange.getRequestBody().readAllBytes();
      if (path.startsWith("/file/")) {
        serveFile(exchange, path.substring(path.lastIndexOf('/') + 1));
        return;
      }
      String method = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
      JsonNode arguments = request.length == 0 ? JSON.createObjectNode() : JSON.readTree(request);
      Answer answer =
          failing.contains(method)
              ? new Answer(502, "<html>Bad Gateway</html>")
              : answer(method, arguments);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    } catch (JsonProcessingException e) {
      exchange.sendResponseHeaders(400, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serveFile(HttpExchange exchange, String id) throws IOException {
    byte[] bytes = files.get(id);
    if (bytes == null) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private Answer answer(String method, JsonNode arguments) throws InterruptedException {
    if (!method.equals("sendmessage") && !method.equals("getupdates")) {
      calls.add(new Call(method, arguments));
    }
    return switch (method) {
      case "sendmessage" -> send(arguments);
      case "getupdates" -> updates(arguments);
      case "setwebhook" -> setWebhook(arguments);
      case "deletewebhook" -> {
        webhook = null;
        yield ok("true");
      }
      case "getfile" -> file(arguments.path("file_id").asText());
      case "getme" ->
          ok("{\"id\":42,\"is_bot\":true,\"first_name\":\"Holos\",\"username\":\"holos_bot\"}");
      case "answercallbackquery", "setmycommands" -> ok("true");
      default -> refusal(404, "Not Found: method not found");
    };
  }

  private static Answer ok(String result) {
    return new Answer(200, "{\"ok\":true,\"result\":" + result + "}");
  }

  private static Answer refusal(int code, String description) {
    return new Answer(
        code,
        "{\"ok\":false,\"error_code\":%d,\"description\":\"%s\"}".formatted(code, description));
  }

  private Answer send(JsonNode arguments) {
    long chat = arguments.path("chat_id").asLong();
    String text = arguments.path("text").asText();
    if (chat == 0) {
      return refusal(400, "Bad Request: chat not found");
    }
    if (text.isBlank()) {
      return refusal(400, "Bad Request: message text is empty");
    }
    if (text.length() > 4096) {
      return refusal(400, "Bad Request: message is too long");
    }
    if (blocked.contains(chat)) {
      return refusal(403, "Forbidden: bot was blocked by the user");
    }
    List<Button> buttons = buttons(arguments.path("reply_markup"));
    if (buttons.stream().anyMatch(b -> b.payload().getBytes(StandardCharsets.UTF_8).length > 64)) {
      return refusal(400, "Bad Request: BUTTON_DATA_INVALID");
    }
    int wait = tooFast(chat);
    if (wait > 0) {
      refusedForSpeed.incrementAndGet();
      return new Answer(
          429,
          """
          {"ok":false,"error_code":429,"description":"Too Many Requests: retry after %d",\
          "parameters":{"retry_after":%d}}\
          """
              .formatted(wait, wait));
    }
    Sent message =
        new Sent(chat, messageIds.getAndIncrement(), text, buttons, arguments, System.nanoTime());
    sent.computeIfAbsent(chat, _ -> new CopyOnWriteArrayList<>()).add(message);
    listeners.forEach(listener -> listener.accept(message));
    return ok(
        "{\"message_id\":%d,\"date\":%d,\"chat\":{\"id\":%d,\"type\":\"private\"}}"
            .formatted(message.messageId(), now(), chat));
  }

  private static List<Button> buttons(JsonNode markup) {
    List<Button> buttons = new ArrayList<>();
    for (String kind : List.of("inline_keyboard", "keyboard")) {
      for (JsonNode row : markup.path(kind)) {
        for (JsonNode button : row) {
          buttons.add(
              new Button(button.path("text").asText(), button.path("callback_data").asText("")));
        }
      }
    }
    return buttons;
  }

  /// Seconds to wait, zero when the bot keeps the limits.
  private int tooFast(long chat) {
    if (limits.equals(Limits.NONE)) {
      return 0;
    }
    long nanos = System.nanoTime();
    Speed ofChat = perChat.computeIfAbsent(chat, _ -> new Speed(limits.perChatPerSecond(), 3));
    int wait = Math.max(ofChat.secondsToWait(nanos), overall.secondsToWait(nanos));
    if (wait == 0) {
      ofChat.take(nanos);
      overall.take(nanos);
    }
    return wait;
  }

  /// A bucket of tokens.
  private static final class Speed {
    private final double perSecond;
    private final double most;
    private double tokens;
    private long at = System.nanoTime();

    private Speed(double perSecond, double most) {
      this.perSecond = perSecond;
      this.most = Math.max(1, most);
      this.tokens = this.most;
    }

    private synchronized int secondsToWait(long nanos) {
      fill(nanos);
      return tokens >= 1 ? 0 : (int) Math.ceil((1 - tokens) / perSecond);
    }

    private synchronized void take(long nanos) {
      fill(nanos);
      tokens -= 1;
    }

    private void fill(long nanos) {
      tokens = Math.min(most, tokens + Math.max(0, nanos - at) / 1e9 * perSecond);
      at = Math.max(at, nanos);
    }
  }

  private Answer updates(JsonNode arguments) throws InterruptedException {
    if (webhook != null) {
      return refusal(409, "Conflict: can't use getUpdates method while webhook is active");
    }
    int offset = arguments.path("offset").asInt(0);
    int limit = Math.clamp(arguments.path("limit").asInt(100), 1, 100);
    long deadline =
        System.nanoTime() + Duration.ofSeconds(arguments.path("timeout").asInt(0)).toNanos();
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
          return refusal(409, "Conflict: terminated by other getUpdates request");
        }
      }
      ArrayNode batch = JSON.createArrayNode();
      unconfirmed.values().stream().limit(limit).forEach(batch::add);
      return ok(batch.toString());
    }
  }

  private Answer setWebhook(JsonNode arguments) {
    String url = arguments.path("url").asText("");
    secret = arguments.path("secret_token").asText("");
    webhook = url.isEmpty() ? null : URI.create(url);
    List<Long> waiting;
    synchronized (news) {
      news.notifyAll();
      waiting = List.copyOf(queues.keySet());
    }
    waiting.forEach(this::deliverNext);
    return ok("true");
  }

  private Answer file(String id) {
    byte[] bytes = files.get(id);
    return bytes == null
        ? refusal(400, "Bad Request: invalid file_id")
        : ok(
            "{\"file_id\":\"%s\",\"file_unique_id\":\"u\",\"file_size\":%d,\"file_path\":\"%s\"}"
                .formatted(id, bytes.length, id));
  }

  @Override
  public void close() {
    closed = true;
    synchronized (news) {
      news.notifyAll();
    }
    server.stop(0);
    threads.shutdownNow();
    client.shutdownNow();
  }
}
