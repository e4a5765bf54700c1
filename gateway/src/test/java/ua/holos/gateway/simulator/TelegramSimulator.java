package ua.holos.gateway.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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
  /// @param text its text, or the caption of its file
  /// @param file the photo, video or document, null for a text
  public record Sent(
      long chat,
      int messageId,
      String text,
      List<Button> buttons,
      JsonNode raw,
      @Nullable SentFile file,
      long nanoTime) {
    public Sent {
      buttons = List.copyOf(buttons);
    }

    /// The same with a file.
    Sent with(SentFile sent) {
      return new Sent(chat, messageId, text, buttons, raw, sent, nanoTime);
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

  /// A file that the bot sent.
  ///
  /// @param kind `photo`, `video` or `document`
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record SentFile(String kind, String name, byte[] bytes) {
    SentFile as(String shown) {
      return new SentFile(shown, name, bytes);
    }
  }

  /// A button under a message.
  public record Button(String text, String payload) {}

  /// A call of the Bot API.
  public record Call(String method, JsonNode arguments) {}

  private final InstantSource clock;
  private final TelegramQueues queues;
  private final TelegramChats chats;
  private final TelegramFiles files = new TelegramFiles();
  private final TelegramBotApi api;
  private final SimulatedHttp http;

  private TelegramSimulator(Limits limits, int port, InstantSource clock) {
    this.clock = clock;
    this.queues = new TelegramQueues(clock);
    this.chats = new TelegramChats(limits, clock);
    this.api = new TelegramBotApi(queues, chats, files);
    this.http = new SimulatedHttp(port, "Authorization", api);
  }

  /// Starts on a free port.
  public static TelegramSimulator start(Limits limits) {
    return start(limits, 0);
  }

  /// Starts on this port, 0 for a free one.
  public static TelegramSimulator start(Limits limits, int port) {
    return start(limits, port, InstantSource.system());
  }

  /// Starts with a clock of its own for limits and dates.
  public static TelegramSimulator start(Limits limits, int port, InstantSource clock) {
    return new TelegramSimulator(limits, port, clock);
  }

  /// What `holos.telegram.api-url` has to be.
  public String apiUrl() {
    return http.address();
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
    return queues.add(
        citizen,
        "callback_query",
        TelegramUpdates.press(
            citizen, "query-" + chats.nextMessageId(), under, payload, seconds()));
  }

  /// A citizen sends a photo of these bytes, with a caption that may be empty.
  public int sendsPhoto(long citizen, byte[] bytes, String caption, @Nullable String album) {
    String id = files.add(citizen, bytes);
    return message(
        citizen,
        body -> {
          body.set("photo", TelegramUpdates.photo(id, bytes.length));
          if (!caption.isEmpty()) {
            body.put("caption", caption);
          }
          if (album != null) {
            body.put("media_group_id", album);
          }
        });
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
    ObjectNode message = TelegramUpdates.message(citizen, chats.nextMessageId(), seconds());
    fields.accept(message);
    chats.met(citizen);
    return queues.add(citizen, "message", message);
  }

  /// A citizen blocks the bot: sends are answered by 403 from now on.
  public int blocks(long citizen) {
    chats.block(citizen, true);
    return queues.add(
        citizen,
        "my_chat_member",
        TelegramUpdates.membership(citizen, "member", "kicked", seconds()));
  }

  /// A citizen unblocks the bot.
  public int unblocks(long citizen) {
    chats.block(citizen, false);
    return queues.add(
        citizen,
        "my_chat_member",
        TelegramUpdates.membership(citizen, "kicked", "member", seconds()));
  }

  /// A citizen deletes their account: sends are answered by 403, and the bot isn't told.
  public void deletesAccount(long citizen) {
    chats.delete(citizen);
  }

  private long seconds() {
    return clock.instant().getEpochSecond();
  }

  // What is seen from outside.

  /// Whether a citizen blocks the bot.
  public boolean blocked(long citizen) {
    return chats.blocked(citizen);
  }

  /// What the bot sent to a citizen, in order.
  public List<Sent> sentTo(long citizen) {
    return chats.sentTo(citizen);
  }

  /// What the bot sent to everybody, by citizen.
  public Map<Long, List<Sent>> sent() {
    return chats.sent();
  }

  /// Is told of each message as it is accepted, on the thread that serves the bot.
  public void onSent(Consumer<Sent> listener) {
    chats.onSent(listener);
  }

  /// Calls of the Bot API other than `sendMessage` and `getUpdates`, in order.
  public List<Call> calls() {
    return api.calls();
  }

  /// How many updates the bot hasn't confirmed yet.
  public int unconfirmed() {
    return queues.unconfirmed();
  }

  /// Whether the bot has taken this update.
  public boolean confirmed(int update) {
    return queues.confirmed(update);
  }

  /// How many sends were answered by 429.
  public long refusedForSpeed() {
    return chats.refusedForSpeed();
  }

  /// The address that the bot set as its webhook, null while there is none.
  public @Nullable URI webhook() {
    return queues.webhook();
  }

  // What goes wrong.

  /// From now on a bot can't write to somebody who never wrote to it, as at the real Telegram.
  public void refuseStrangers() {
    chats.refuseStrangers();
  }

  /// The next so many acceptances of the webhook are lost on their way: these updates come again.
  public void loseAcknowledgements(int count) {
    queues.loseAcknowledgements(count);
  }

  /// Lets a method fail with 502 until [#mend(String)]; `sendmessage`, `getupdates`, …
  public void breakDown(String method) {
    api.breakDown(method);
  }

  /// Ends [#breakDown(String)].
  public void mend(String method) {
    api.mend(method);
  }

  /// All of the Bot API fails this way, until [Outage#NONE].
  public void breakDown(Outage how) {
    http.breakDown(how);
  }

  @Override
  public void close() {
    queues.close();
    http.close();
  }
}
