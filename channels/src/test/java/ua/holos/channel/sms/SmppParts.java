package ua.holos.channel.sms;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import ua.holos.bot.channel.InboundUpdate;
import ua.holos.bot.channel.SendOutcome;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.Content;
import ua.holos.bot.message.OutboundMessage;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.Reply;
import ua.holos.channel.support.BackOff;
import ua.holos.channel.support.RecordingSink;
import ua.holos.channel.support.RememberedFiles;

/// The SMS channel by SMPP, connected to an SMSC in this process.
final class SmppParts implements AutoCloseable {
  static final String NUMBER = "380441234567";
  static final ContactUrn CITIZEN = new ContactUrn("tel", "+" + NUMBER);

  static {
    // It writes every byte that goes over the line.
    LoggingSystem.get(SmppParts.class.getClassLoader()).setLogLevel("org.jsmpp", LogLevel.OFF);
  }

  final FakeSmsc smsc = new FakeSmsc();
  final RecordingSink sink = new RecordingSink();
  final RememberedFiles files = new RememberedFiles();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final SmsState state = new SmsState();
  final MessageIds ids;
  final SmppInbox inbox;
  final SmppConnection connection;
  final SmppAdapter adapter;
  volatile Instant now = Instant.ofEpochSecond(1_790_000_000);

  SmppParts(Path folder) {
    this(folder, "HOLOS", Duration.ofHours(24), Duration.ofSeconds(20));
  }

  SmppParts(Path folder, String sender, Duration validity, Duration answerWithin) {
    SmsSettings.Smpp settings = settings(smsc.port, sender, validity, answerWithin);
    ids = new MessageIds(settings.messageId());
    inbox =
        new SmppInbox(
            sink,
            () -> now,
            meters,
            DefaultAlphabet.GSM,
            ids,
            new InboundParts(new PartFolder(folder)),
            SenderAddress.of(sender));
    connection =
        new SmppConnection(
            settings,
            inbox,
            state,
            new BackOff(Duration.ofMillis(20), Duration.ofMillis(100), () -> 0L));
    adapter = adapter(settings, Integer.MAX_VALUE);
    connection.start();
    bound();
  }

  private SmppAdapter adapter(SmsSettings.Smpp settings, int answersPerHour) {
    return new SmppAdapter(
        connection,
        state,
        ids,
        settings,
        new BigDecimal("1.00"),
        new AnswerLimit(answersPerHour, () -> now),
        files);
  }

  /// One that gives a number only so many answers within an hour.
  SmppAdapter limited(int answersPerHour) {
    return adapter(
        settings(smsc.port, "1551", Duration.ofHours(1), Duration.ofSeconds(20)), answersPerHour);
  }

  static SmsSettings.Smpp settings(
      int port, String sender, Duration validity, Duration answerWithin) {
    return new SmsSettings.Smpp(
        "127.0.0.1",
        port,
        false,
        "holos",
        "secret",
        "",
        sender,
        10,
        4,
        validity,
        MessageIdForm.AUTO,
        DefaultAlphabet.GSM,
        Duration.ofSeconds(1),
        answerWithin);
  }

  /// Waits until both sides know the session.
  void bound() {
    standing(SmsState.Standing.WORKING);
    smsc.session();
  }

  void standing(SmsState.Standing expected) {
    await()
        .atMost(20, TimeUnit.SECONDS)
        .pollInterval(5, TimeUnit.MILLISECONDS)
        .until(() -> state.standing() == expected);
  }

  SendOutcome send(String text) {
    return send("a:1:0", text);
  }

  SendOutcome send(String key, String text) {
    return adapter.send(
        new OutboundMessage(key, CITIZEN, new Reply(text, List.of(), Priority.REPLY)));
  }

  /// Somebody writes a text in UCS-2.
  int write(String text) {
    return smsc.deliver(0, 8, NUMBER, text.getBytes(StandardCharsets.UTF_16BE));
  }

  /// The SMSC sends a receipt.
  int receipt(String id, String state) {
    return smsc.deliver(4, 0, NUMBER, receiptText(id, state));
  }

  static byte[] receiptText(String id, String state) {
    return ("id:"
            + id
            + " sub:001 dlvrd:001 submit date:2611281200 done date:2611281201 stat:"
            + state
            + " err:000 text:stat:UNDELIV")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  List<InboundUpdate.DeliveryReported> reports() {
    return sink.stored().stream()
        .filter(InboundUpdate.DeliveryReported.class::isInstance)
        .map(InboundUpdate.DeliveryReported.class::cast)
        .toList();
  }

  List<String> written() {
    return sink.stored().stream()
        .filter(InboundUpdate.MessageArrived.class::isInstance)
        .map(update -> ((InboundUpdate.MessageArrived) update).content())
        .map(content -> content instanceof Content.Text text ? text.text() : content.toString())
        .toList();
  }

  double counted(String kind, String result) {
    var counter = meters.find("holos.sms.received").tags("kind", kind, "result", result).counter();
    return counter == null ? 0 : counter.count();
  }

  @Override
  public void close() {
    connection.stop();
    smsc.close();
  }
}
