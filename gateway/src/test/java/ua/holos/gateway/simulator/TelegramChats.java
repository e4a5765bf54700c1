package ua.holos.gateway.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// What the bot sent to people, and why it may not.
final class TelegramChats {
  private static final int MOST_TEXT = 4096;
  private static final int MOST_PAYLOAD = 64;
  private static final int MOST_BUTTONS = 100;

  /// How many messages to one chat are borne at once.
  private static final int BURST = 3;

  private final TelegramSimulator.Limits limits;
  private final InstantSource clock;
  private final Speed overall;
  private final Map<Long, Speed> perChat = new ConcurrentHashMap<>();
  private final AtomicInteger messageIds = new AtomicInteger(1);
  private final AtomicLong refusedForSpeed = new AtomicLong();
  private final Map<Long, List<TelegramSimulator.Sent>> sent = new ConcurrentHashMap<>();
  private final Set<Long> known = ConcurrentHashMap.newKeySet();
  private final Set<Long> blocked = ConcurrentHashMap.newKeySet();
  private final Set<Long> deleted = ConcurrentHashMap.newKeySet();
  private final List<Consumer<TelegramSimulator.Sent>> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean strangersRefused;

  TelegramChats(TelegramSimulator.Limits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
    this.overall = new Speed(clock, limits.perSecond(), limits.perSecond());
  }

  int nextMessageId() {
    return messageIds.getAndIncrement();
  }

  void met(long citizen) {
    known.add(citizen);
  }

  void block(long citizen, boolean on) {
    if (on) {
      blocked.add(citizen);
    } else {
      blocked.remove(citizen);
    }
  }

  boolean blocked(long citizen) {
    return blocked.contains(citizen);
  }

  void delete(long citizen) {
    deleted.add(citizen);
  }

  void refuseStrangers() {
    strangersRefused = true;
  }

  List<TelegramSimulator.Sent> sentTo(long citizen) {
    return List.copyOf(sent.getOrDefault(citizen, List.of()));
  }

  Map<Long, List<TelegramSimulator.Sent>> sent() {
    Map<Long, List<TelegramSimulator.Sent>> copy = new HashMap<>();
    sent.forEach((citizen, messages) -> copy.put(citizen, List.copyOf(messages)));
    return copy;
  }

  void onSent(Consumer<TelegramSimulator.Sent> listener) {
    listeners.add(listener);
  }

  long refusedForSpeed() {
    return refusedForSpeed.get();
  }

  SimulatedHttp.Answer send(JsonNode arguments) {
    long chat = arguments.path("chat_id").asLong();
    String refusal = refusal(chat, arguments);
    if (!refusal.isEmpty()) {
      return TelegramBotApi.refusal(refusal.startsWith("Forbidden") ? 403 : 400, refusal);
    }
    int wait = tooFast(chat);
    if (wait > 0) {
      return slowDown(wait);
    }
    TelegramSimulator.Sent message = message(chat, nextMessageId(), arguments);
    sent.computeIfAbsent(chat, _ -> new CopyOnWriteArrayList<>()).add(message);
    listeners.forEach(listener -> listener.accept(message));
    return accepted(message);
  }

  /// Messages with files; those of an album are answered as a list.
  SimulatedHttp.Answer send(List<TelegramUpload.Message> messages, String method) {
    if (messages.isEmpty()) {
      return TelegramBotApi.refusal(400, "Bad Request: there is no file in the request");
    }
    for (TelegramUpload.Message message : messages) {
      long chat = message.arguments().path("chat_id").asLong();
      String refusal = message.refusal();
      refusal = refusal.isEmpty() ? refusal(chat, message.arguments(), true) : refusal;
      if (!refusal.isEmpty()) {
        return TelegramBotApi.refusal(
            refusal.startsWith("Forbidden") ? 403 : refusal.startsWith("Request") ? 413 : 400,
            refusal);
      }
    }
    int wait = tooFast(messages.getFirst().arguments().path("chat_id").asLong());
    if (wait > 0) {
      return slowDown(wait);
    }
    List<String> taken = new ArrayList<>();
    for (TelegramUpload.Message one : messages) {
      long chat = one.arguments().path("chat_id").asLong();
      TelegramSimulator.Sent message =
          message(chat, nextMessageId(), one.arguments()).with(one.file());
      sent.computeIfAbsent(chat, _ -> new CopyOnWriteArrayList<>()).add(message);
      listeners.forEach(listener -> listener.accept(message));
      taken.add(shown(message));
    }
    return TelegramBotApi.ok(
        method.equals("sendmediagroup") ? "[" + String.join(",", taken) + "]" : taken.getFirst());
  }

  /// `editMessageText`: counts as a message where speed is concerned.
  SimulatedHttp.Answer edit(JsonNode arguments) {
    long chat = arguments.path("chat_id").asLong();
    int id = arguments.path("message_id").asInt();
    List<TelegramSimulator.Sent> shown = sent.getOrDefault(chat, List.of());
    TelegramSimulator.Sent before =
        shown.stream().filter(message -> message.messageId() == id).findFirst().orElse(null);
    if (before == null) {
      return TelegramBotApi.refusal(400, "Bad Request: message to edit not found");
    }
    String refusal = refusal(chat, arguments);
    if (!refusal.isEmpty()) {
      return TelegramBotApi.refusal(refusal.startsWith("Forbidden") ? 403 : 400, refusal);
    }
    TelegramSimulator.Sent after = message(chat, id, arguments);
    if (after.text().equals(before.text()) && after.buttons().equals(before.buttons())) {
      return TelegramBotApi.refusal(400, "Bad Request: message is not modified");
    }
    int wait = tooFast(chat);
    if (wait > 0) {
      return slowDown(wait);
    }
    shown.set(shown.indexOf(before), after);
    return accepted(after);
  }

  private SimulatedHttp.Answer accepted(TelegramSimulator.Sent message) {
    return TelegramBotApi.ok(shown(message));
  }

  private String shown(TelegramSimulator.Sent message) {
    return ("{\"message_id\":%d,\"date\":%d,\"chat\":{\"id\":%d,\"type\":\"private\"}}"
        .formatted(message.messageId(), clock.instant().getEpochSecond(), message.chat()));
  }

  private TelegramSimulator.Sent message(long chat, int id, JsonNode arguments) {
    return new TelegramSimulator.Sent(
        chat,
        id,
        arguments.path("text").asText(),
        buttons(arguments.path("reply_markup")),
        arguments,
        null,
        System.nanoTime());
  }

  /// Why Telegram doesn't take a message, empty when it does.
  private String refusal(long chat, JsonNode arguments) {
    return refusal(chat, arguments, false);
  }

  private String refusal(long chat, JsonNode arguments, boolean file) {
    String text = arguments.path("text").asText();
    if (chat == 0 || (strangersRefused && !known.contains(chat))) {
      return "Bad Request: chat not found";
    }
    if (text.isBlank() && !file) {
      return "Bad Request: message text is empty";
    }
    if (text.length() > MOST_TEXT) {
      return "Bad Request: message is too long";
    }
    if (deleted.contains(chat)) {
      return "Forbidden: user is deactivated";
    }
    if (blocked.contains(chat)) {
      return "Forbidden: bot was blocked by the user";
    }
    List<TelegramSimulator.Button> buttons = buttons(arguments.path("reply_markup"));
    if (buttons.size() > MOST_BUTTONS) {
      return "Bad Request: REPLY_MARKUP_TOO_LONG";
    }
    return buttons.stream()
            .anyMatch(b -> b.payload().getBytes(StandardCharsets.UTF_8).length > MOST_PAYLOAD)
        ? "Bad Request: BUTTON_DATA_INVALID"
        : "";
  }

  private static List<TelegramSimulator.Button> buttons(JsonNode markup) {
    List<TelegramSimulator.Button> buttons = new ArrayList<>();
    for (String kind : List.of("inline_keyboard", "keyboard")) {
      for (JsonNode row : markup.path(kind)) {
        for (JsonNode button : row) {
          buttons.add(
              new TelegramSimulator.Button(
                  button.path("text").asText(), button.path("callback_data").asText("")));
        }
      }
    }
    return buttons;
  }

  /// Seconds to wait, zero when the bot keeps the limits.
  private int tooFast(long chat) {
    if (limits.equals(TelegramSimulator.Limits.NONE)) {
      return 0;
    }
    Speed ofChat =
        perChat.computeIfAbsent(chat, _ -> new Speed(clock, limits.perChatPerSecond(), BURST));
    // Both buckets are looked at and taken from as one: many threads send at a time.
    synchronized (overall) {
      Duration chatWait = ofChat.toWait();
      Duration overallWait = overall.toWait();
      Duration wait = chatWait.compareTo(overallWait) > 0 ? chatWait : overallWait;
      if (wait.isZero()) {
        ofChat.take();
        overall.take();
      }
      return (int) Math.ceilDiv(wait.toNanos(), 1_000_000_000L);
    }
  }

  private SimulatedHttp.Answer slowDown(int wait) {
    refusedForSpeed.incrementAndGet();
    return SimulatedHttp.Answer.json(
        429,
        """
        {"ok":false,"error_code":429,"description":"Too Many Requests: retry after %d",\
        "parameters":{"retry_after":%d}}\
        """
            .formatted(wait, wait));
  }
}
