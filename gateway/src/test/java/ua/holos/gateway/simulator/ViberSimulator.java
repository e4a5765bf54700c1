package ua.holos.gateway.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A Viber in this process: citizens open the chat, write, press, read, leave; the bot calls the
/// REST API at [#apiUrl()]. The rules and numbers are Viber's: what is too much is answered by a
/// `status`, who wrote within 24 hours is free, who doesn't answer gets 100 messages an hour.
///
/// ```
/// try (ViberSimulator viber = ViberSimulator.start()) {
///   // start Holos with --holos.viber.token=<viber.token()> --holos.viber.api-url=<viber.apiUrl()>
///   viber.writes("olena", "На Хрещатику 25 немає води");
///   await().until(() -> !viber.sentTo("olena").isEmpty());
/// }
/// ```
public final class ViberSimulator implements AutoCloseable {

  /// A message that the bot sent.
  ///
  /// @param buttons of the keyboard, in reading order
  public record Sent(
      String person,
      long token,
      String type,
      String text,
      List<Button> buttons,
      JsonNode raw,
      Charge charge) {
    public Sent {
      buttons = List.copyOf(buttons);
    }
  }

  /// A button of a keyboard.
  ///
  /// @param text without the markup
  /// @param columns its width, 1 to 6
  /// @param rows its height, 1 or 2
  public record Button(String text, String action, String body, int columns, int rows) {
    static List<Button> of(JsonNode keyboard) {
      List<Button> buttons = new ArrayList<>();
      for (JsonNode button : keyboard.path("Buttons")) {
        buttons.add(
            new Button(
                plain(button.path("Text").asText("")),
                button.path("ActionType").asText("reply"),
                button.path("ActionBody").asText(""),
                button.path("Columns").asInt(6),
                button.path("Rows").asInt(1)));
      }
      return buttons;
    }

    private static String plain(String html) {
      return html.replaceAll("(?i)<br\\s*/?>", " ")
          .replaceAll("<[^>]*>", "")
          .replace("&lt;", "<")
          .replace("&gt;", ">")
          .replace("&quot;", "\"")
          .replace("&#39;", "'")
          .replace("&amp;", "&")
          .strip();
    }
  }

  /// Who pays for a message.
  public enum Charge {
    /// Nobody: the greeting of somebody who opened the chat.
    WELCOME,
    /// Nobody: the person wrote within 24 hours.
    SESSION,
    /// The city.
    CHARGED
  }

  /// What became of a message.
  public enum Fate {
    SENT,
    DELIVERED,
    SEEN,
    FAILED
  }

  private final ViberOptions options;
  private final ReceiptTimer timer;
  private final ViberCallbacks callbacks;
  private final ViberDevices devices;
  private final ViberApi api;
  private final SimulatedHttp http;

  private ViberSimulator(ViberOptions options) {
    this.options = options;
    this.timer = new ReceiptTimer(options.receipts());
    this.callbacks = new ViberCallbacks(options);
    this.devices = new ViberDevices(callbacks, timer);
    this.api = new ViberApi(options, callbacks, devices);
    this.http = new SimulatedHttp(options.port(), "X-Viber-Auth-Token", api);
  }

  /// Starts on a free port.
  public static ViberSimulator start() {
    return start(ViberOptions.DEFAULT);
  }

  /// Starts as told.
  public static ViberSimulator start(ViberOptions options) {
    return new ViberSimulator(options);
  }

  /// What `holos.viber.api-url` has to be.
  public String apiUrl() {
    return http.address() + "/pa";
  }

  /// What `holos.viber.token` has to be.
  public String token() {
    return options.token();
  }

  // What citizens do. A person is any id; Viber knows them from then on.

  /// A citizen opens the chat, from a link whose context may be empty; gets the bot's welcome.
  public void opens(String person, String context) {
    ViberPerson who = api.person(person);
    ObjectNode event =
        callbacks
            .event("conversation_started")
            .put("type", "open")
            .put("context", context)
            .put("subscribed", who.subscribed());
    event.set("user", ViberDevices.user(who));
    callbacks.tell(person, event, body -> api.welcome(who, body));
  }

  /// A citizen taps "subscribe".
  public void subscribes(String person) {
    ViberPerson who = api.person(person);
    who.subscribe();
    ObjectNode event = callbacks.event("subscribed");
    event.set("user", ViberDevices.user(who));
    callbacks.tell(person, event);
  }

  /// A citizen leaves: sends are answered by status 6 from now on.
  public void unsubscribes(String person) {
    api.person(person).unsubscribe();
    callbacks.tell(person, callbacks.event("unsubscribed").put("user_id", person));
  }

  /// A citizen blocks the bot or lets it in again: status 7, and the bot isn't told.
  public void blocks(String person, boolean on) {
    api.person(person).block(on);
  }

  /// A citizen writes a text, and is a subscriber from then on.
  public void writes(String person, String text) {
    message(person, "text", body -> body.put("text", text));
  }

  /// A citizen presses a button of the keyboard that they see.
  ///
  /// @throws IllegalStateException when there is no such button
  public void presses(String person, String text) {
    Button button =
        Button.of(api.person(person).keyboard()).stream()
            .filter(shown -> shown.text().equals(text))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("No button '" + text + "' is shown"));
    if (!button.action().equals("reply")) {
      throw new IllegalStateException(
          "'" + text + "' is " + button.action() + ": use sharesPhone or sendsLocation");
    }
    writes(person, button.body());
  }

  /// A citizen sends a picture of these bytes, which the bot gets at an address of this server.
  public void sendsPicture(String person, byte[] bytes, String caption) {
    String url = http.address() + api.keep(bytes, "jpg");
    message(
        person,
        "picture",
        body -> {
          body.put("media", url).put("thumbnail", url).put("size", bytes.length);
          body.put("file_name", "photo.jpg");
          if (!caption.isEmpty()) {
            body.put("text", caption);
          }
        });
  }

  /// A citizen shares a point on the map.
  public void sendsLocation(String person, double latitude, double longitude) {
    message(
        person,
        "location",
        body -> body.putObject("location").put("lat", latitude).put("lon", longitude));
  }

  /// A citizen shares their own phone number, such as `380670001122`.
  public void sharesPhone(String person, String phone) {
    message(
        person,
        "contact",
        body -> body.putObject("contact").put("name", "Громадянин").put("phone_number", phone));
  }

  /// A citizen sends a message of this type with these fields besides.
  public void message(String person, String type, Consumer<ObjectNode> fields) {
    ViberPerson who = api.person(person);
    who.subscribe();
    who.wrote(options.clock().instant());
    ObjectNode event = callbacks.event("message").put("chat_hostname", "SN-CHAT-SIMULATED_");
    event.set("sender", ViberDevices.user(who));
    ObjectNode body = event.putObject("message").put("type", type);
    fields.accept(body);
    if (!who.trackingData().isEmpty()) {
      body.put("tracking_data", who.trackingData());
    }
    event.put("silent", false);
    callbacks.tell(person, event);
  }

  /// A citizen looks at the chat: one `seen` for everything unread.
  public void reads(String person) {
    devices.read(api.person(person));
  }

  /// How many devices a citizen has; each one says `delivered`.
  public void hasDevices(String person, int count) {
    api.person(person).setDevices(count);
  }

  /// A citizen has a Viber that knows the API up to this version; a current one is 10.
  public void hasVersion(String person, int apiVersion) {
    api.person(person).setApiVersion(apiVersion);
  }

  /// A citizen's phone is switched off or on; off, messages wait without a receipt.
  public void phoneOff(String person, boolean off) {
    devices.turn(api.person(person), off);
  }

  /// The next message to this person is answered by status 0, and then `failed` with these words.
  public void failsNext(String person, String why) {
    api.person(person).failNext(why);
  }

  // What is seen from outside.

  /// What the bot sent to a citizen, in order.
  public List<Sent> sentTo(String person) {
    return api.person(person).sent();
  }

  /// Is told of each message as it is accepted, on the thread that serves the bot.
  public void onSent(Consumer<Sent> listener) {
    api.onSent(listener);
  }

  /// The keyboard that a citizen sees now.
  public List<Button> keyboard(String person) {
    return Button.of(api.person(person).keyboard());
  }

  /// What became of a message.
  public Fate fate(String person, long token) {
    return api.person(person).fate(token);
  }

  /// Whether the bot may write to a citizen.
  public boolean subscribed(String person) {
    return api.person(person).subscribed();
  }

  /// How many messages the city pays for.
  public int charged() {
    return api.charged();
  }

  /// How many messages were free because the person wrote within 24 hours.
  public int inSession() {
    return api.inSession();
  }

  /// How many sends were answered by status 12.
  public long throttled() {
    return api.answered(ViberStatus.TOO_MANY_REQUESTS);
  }

  /// The address that the bot set as its webhook, null while there is none.
  public @Nullable URI webhook() {
    return callbacks.webhook();
  }

  /// How many events the bot hasn't taken yet.
  public int unconfirmed() {
    return callbacks.open();
  }

  /// How often an event was told once more, because there was no 200.
  public long repeated() {
    return callbacks.repeated();
  }

  // What goes wrong.

  /// The next so many 200s of the bot are lost on their way: these events come again.
  public void loseAcknowledgements(int count) {
    callbacks.loseAcknowledgements(count);
  }

  /// The API fails this way, until [Outage#NONE].
  public void breakDown(Outage how) {
    http.breakDown(how);
  }

  @Override
  public void close() {
    timer.close();
    callbacks.close();
    http.close();
  }
}
