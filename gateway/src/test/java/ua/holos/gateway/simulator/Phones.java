package ua.holos.gateway.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.function.Consumer;

/// Three phones of one imaginary citizen: Telegram, Viber, SMS.
final class Phones {
  static final String NUMBER = "380670001122";
  static final String SHORT_NUMBER = "4321";
  private static final long TELEGRAM_ID = 670_001_122L;
  private static final String VIBER_ID = "xJ4kTq0V9n8b2cW5rY7uZA==";
  private static final double LATITUDE = 50.4449;
  private static final double LONGITUDE = 30.5207;

  private final TelegramSimulator telegram;
  private final ViberSimulator viber;
  private final SmscSimulator smsc;
  private final PhoneLog telegramLog = new PhoneLog();
  private final PhoneLog viberLog = new PhoneLog();
  private final PhoneLog smsLog = new PhoneLog();
  private volatile boolean viberBlocked;
  private volatile boolean viberOff;
  private volatile boolean telegramDown;
  private volatile boolean viberDown;
  private volatile boolean smscDown;

  Phones(TelegramSimulator telegram, ViberSimulator viber, SmscSimulator smsc) {
    this.telegram = telegram;
    this.viber = viber;
    this.smsc = smsc;
    telegram.onSent(this::show);
    viber.onSent(this::show);
    smsc.onReceived(
        NUMBER,
        sms ->
            smsLog.bots(line -> line.put("text", sms.text()).put("parts", sms.parts()), _ -> {}));
  }

  private void show(TelegramSimulator.Sent sent) {
    telegramLog.bots(
        line -> {
          line.put("id", sent.messageId()).put("text", sent.text());
          TelegramSimulator.SentFile file = sent.file();
          if (file != null && file.kind().equals("photo")) {
            line.put("photo", dataAddress(file.bytes()));
          } else if (file != null) {
            line.put("file", file.name());
          }
          line.set("markup", sent.raw().path("reply_markup"));
        },
        line ->
            telegram.sentTo(TELEGRAM_ID).stream()
                .filter(now -> now.messageId() == sent.messageId() && !now.equals(sent))
                .forEach(edited -> {
                  line.put("text", edited.text()).put("edited", true);
                  line.set("markup", edited.raw().path("reply_markup"));
                }));
  }

  private void show(ViberSimulator.Sent sent) {
    viberLog.bots(
        line -> {
          line.put("text", sent.text()).put("charge", sent.charge().name());
          String media = sent.raw().path("media").asText("");
          if (sent.type().equals("picture")) {
            line.put("photo", media);
          } else if (!media.isEmpty()) {
            line.put("file", sent.raw().path("file_name").asText(media)).put("address", media);
          }
        },
        line -> line.put("fate", viber.fate(VIBER_ID, sent.token()).name()));
  }

  /// What the page shows.
  ObjectNode state() {
    ObjectNode state = PhoneLog.JSON.createObjectNode();
    ObjectNode t = state.putObject("telegram");
    t.set("lines", telegramLog.lines());
    t.put("blocked", telegram.blocked(TELEGRAM_ID)).put("down", telegramDown);
    ObjectNode v = state.putObject("viber");
    v.set("lines", viberLog.lines());
    v.set("keyboard", PhoneLog.JSON.valueToTree(viber.keyboard(VIBER_ID)));
    v.put("subscribed", viber.subscribed(VIBER_ID)).put("blocked", viberBlocked);
    v.put("off", viberOff).put("down", viberDown);
    ObjectNode s = state.putObject("sms");
    s.set("lines", smsLog.lines());
    s.put("state", smsc.state(NUMBER).name()).put("down", smscDown);
    s.put("sessions", smsc.sessions());
    state
        .putObject("counters")
        .put("telegram429", telegram.refusedForSpeed())
        .put("viberCharged", viber.charged())
        .put("viberFree", viber.inSession())
        .put("viber12", viber.throttled())
        .put("smsParts", smsc.parts())
        .put("sms58", smsc.throttled());
    return state;
  }

  /// The citizen does something.
  ///
  /// @param request `phone`, `action` and what the action needs
  /// @throws IllegalArgumentException when there is no such action
  void act(JsonNode request) {
    String action = request.path("action").asText();
    switch (request.path("phone").asText()) {
      case "telegram" -> telegram(action, request);
      case "viber" -> viber(action, request);
      case "sms" -> sms(action, request);
      default -> throw new IllegalArgumentException("phone");
    }
  }

  private void telegram(String action, JsonNode request) {
    switch (action) {
      case "text" -> {
        String text = request.path("text").asText();
        said(telegram.writes(TELEGRAM_ID, text), line -> line.put("text", text));
      }
      case "press" ->
          telegram.sentTo(TELEGRAM_ID).stream()
              .filter(sent -> sent.messageId() == request.path("id").asInt())
              .forEach(sent ->
                  telegram.pressesPayload(TELEGRAM_ID, sent, request.path("payload").asText()));
      case "phone" ->
          said(telegram.sharesPhone(TELEGRAM_ID, NUMBER), line -> line.put("contact", NUMBER));
      case "location" ->
          said(
              telegram.sendsLocation(TELEGRAM_ID, LATITUDE, LONGITUDE),
              line -> line.put("location", true));
      case "photo" ->
          said(
              telegram.sendsPhoto(TELEGRAM_ID, photo(request), "", null),
              line -> line.put("photo", request.path("photo").asText()));
      case "block" -> {
        telegram.blocks(TELEGRAM_ID);
        telegramLog.note("blocked");
      }
      case "unblock" -> {
        telegram.unblocks(TELEGRAM_ID);
        telegramLog.note("unblocked");
      }
      case "down" -> {
        telegramDown = request.path("on").asBoolean();
        telegram.breakDown(telegramDown ? Outage.BAD_GATEWAY : Outage.NONE);
      }
      default -> throw new IllegalArgumentException(action);
    }
  }

  private void said(int update, Consumer<ObjectNode> content) {
    telegramLog.mine(content, () -> telegram.confirmed(update));
  }

  private void viber(String action, JsonNode request) {
    switch (action) {
      case "open" -> {
        viberLog.note("opened");
        viber.opens(VIBER_ID, "");
      }
      case "text" -> {
        String text = request.path("text").asText();
        viber.writes(VIBER_ID, text);
        saidInViber(line -> line.put("text", text));
      }
      case "phone" -> {
        viber.sharesPhone(VIBER_ID, NUMBER);
        saidInViber(line -> line.put("contact", NUMBER));
      }
      case "location" -> {
        viber.sendsLocation(VIBER_ID, LATITUDE, LONGITUDE);
        saidInViber(line -> line.put("location", true));
      }
      case "photo" -> {
        viber.sendsPicture(VIBER_ID, photo(request), "");
        saidInViber(line -> line.put("photo", request.path("photo").asText()));
      }
      case "read" -> viber.reads(VIBER_ID);
      case "unsubscribe" -> {
        viber.unsubscribes(VIBER_ID);
        viberLog.note("unsubscribed");
      }
      case "subscribe" -> {
        viber.subscribes(VIBER_ID);
        viberLog.note("subscribed");
      }
      case "block" -> {
        viberBlocked = request.path("on").asBoolean();
        viber.blocks(VIBER_ID, viberBlocked);
        viberLog.note(viberBlocked ? "blocked" : "unblocked");
      }
      case "off" -> {
        viberOff = request.path("on").asBoolean();
        viber.phoneOff(VIBER_ID, viberOff);
      }
      case "down" -> {
        viberDown = request.path("on").asBoolean();
        viber.breakDown(viberDown ? Outage.BAD_GATEWAY : Outage.NONE);
      }
      default -> throw new IllegalArgumentException(action);
    }
  }

  private void saidInViber(Consumer<ObjectNode> content) {
    viberLog.mine(content, () -> viber.unconfirmed() == 0);
  }

  private void sms(String action, JsonNode request) {
    switch (action) {
      case "text" -> {
        String text = request.path("text").asText();
        smsc.writes(NUMBER, SHORT_NUMBER, text);
        smsLog.mine(line -> line.put("text", text), () -> smsc.waiting() == 0);
      }
      case "state" ->
          smsc.becomes(NUMBER, SmscSimulator.PhoneState.valueOf(request.path("state").asText()));
      case "down" -> {
        smscDown = request.path("on").asBoolean();
        if (smscDown) {
          smsc.goesAway();
        } else {
          smsc.comesBack();
        }
      }
      default -> throw new IllegalArgumentException(action);
    }
  }

  private static String dataAddress(byte[] picture) {
    return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(picture);
  }

  /// The picture of a `data:` address.
  private static byte[] photo(JsonNode request) {
    String data = request.path("photo").asText();
    return Base64.getDecoder().decode(data.substring(data.indexOf(',') + 1));
  }
}
