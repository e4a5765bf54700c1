package ua.holos.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import ua.holos.bot.channel.SendOutcome;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Terms;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.QuickReply;
import ua.holos.bot.message.Reply;
import ua.holos.channel.support.BackOff;
import ua.holos.gateway.log.DeliveryNote;
import ua.holos.gateway.log.EffectCarrier.Carried;
import ua.holos.gateway.log.OutboxEntry;

class MessageDeliveryTest {
  private static final Instant COMMITTED = Instant.parse("2026-11-22T10:00:00Z");

  private Instant now = COMMITTED.plusMillis(5);
  private final FakeAdapter telegram = FakeAdapter.telegram();
  private final FakeAdapter sms = FakeAdapter.sms();
  private final DeliveryHealth health = new DeliveryHealth();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MessageDelivery delivery =
      new MessageDelivery(
          new ChannelAdapters(List.of(telegram, sms)),
          new ProcessPace(),
          new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(2), () -> 0L),
          () -> now,
          health,
          new DeliveryMeters(registry));

  private static OutboxEntry entry(String contact, Reply reply) {
    return new OutboxEntry(
        contact + ":4:0", new ConversationId(contact), new Effect.SendMessage(reply), COMMITTED, 1);
  }

  private static Reply reply(String text) {
    return new Reply(text, List.of(), Priority.REPLY);
  }

  private static OutboxEntry toOlena() {
    return entry("telegram:777", reply("Дякуємо."));
  }

  private static OutboxEntry toOlena(int turn) {
    return new OutboxEntry(
        "telegram:777:" + turn + ":0",
        new ConversationId("telegram:777"),
        new Effect.SendMessage(reply("Дякуємо.")),
        COMMITTED,
        1);
  }

  private static Carried later(Duration delay) {
    return new Carried.Later(delay, List.of());
  }

  private Carried failed(String reason, String told) {
    return new Carried.Finished(
        List.of(new Event.SendFailed(now, "telegram:777:4:0", reason)),
        new DeliveryNote("telegram:777:4:0", "failed", List.of(), told),
        reason.equals("gone") ? null : told);
  }

  private double counted(String outcome) {
    var counter = registry.find("holos.delivery.messages").tag("outcome", outcome).counter();
    return counter == null ? 0 : counter.count();
  }

  @Test
  void carriesMessagesAndNothingElse() {
    assertThat(delivery.carries(new Effect.SendMessage(reply("а")))).isTrue();
    assertThat(delivery.carries(new Effect.CallOperator("asked"))).isFalse();
    assertThat(delivery.carries(new Effect.CancelTimer("reminder"))).isFalse();
    assertThat(new OperatorCalls().carries(new Effect.CallOperator("asked"))).isTrue();
    assertThat(new OperatorCalls().carries(new Effect.DismissOperator())).isTrue();
    assertThat(new OperatorCalls().carries(new Effect.SendMessage(reply("а")))).isFalse();
  }

  @Test
  void sendsByTheContactsChannelAndNotesIt() {
    assertThat(delivery.carry(toOlena()))
        .isEqualTo(
            new Carried.Finished(
                List.of(), new DeliveryNote("telegram:777:4:0", "sent", List.of("id-1"), "")));
    assertThat(telegram.sent).hasSize(1);
    assertThat(telegram.sent.getFirst().to().toString()).isEqualTo("telegram:777");
    assertThat(sms.sent).isEmpty();
    assertThat(counted("accepted")).isEqualTo(1);
    assertThat(registry.get("holos.delivery.time").timer().count()).isEqualTo(1);
  }

  @Test
  void turnsButtonsIntoANumberedListWhereThereAreNone() {
    Reply asking =
        new Reply(
            "Усе правильно?",
            List.of(List.of(QuickReply.of("yes", "Так"), QuickReply.of("no", "Ні"))),
            Priority.REPLY);
    delivery.carry(entry("tel:+380441234567", asking));
    assertThat(sms.sent.getFirst().reply()).isEqualTo(reply("Усе правильно?\n\n1. Так\n2. Ні"));
    delivery.carry(entry("telegram:777", asking));
    assertThat(telegram.sent.getFirst().reply()).isEqualTo(asking);
  }

  @Test
  void waitsExactlyAsLongAsThePlatformWants() {
    telegram.answer(new SendOutcome.Throttled(Duration.ofSeconds(17)));
    assertThat(delivery.carry(toOlena())).isEqualTo(later(Duration.ofSeconds(17)));
    assertThat(counted("throttled")).isEqualTo(1);

    now = now.plusSeconds(10);
    assertThat(delivery.carry(toOlena())).isEqualTo(later(Duration.ofSeconds(7)));
    assertThat(telegram.sent).hasSize(1);

    now = now.plusSeconds(7);
    assertThat(delivery.carry(toOlena())).isInstanceOf(Carried.Finished.class);
  }

  @Test
  void backsOffLongerAfterEachFaultAndForgetsThemAfterSuccess() {
    telegram.answer(
        new SendOutcome.Unreachable("502"),
        new SendOutcome.Unreachable("502"),
        new SendOutcome.Unreachable("502"));
    for (int seconds : new int[] {1, 2, 4}) {
      assertThat(delivery.carry(toOlena())).isEqualTo(later(Duration.ofSeconds(seconds)));
      now = now.plusSeconds(seconds);
    }
    assertThat(delivery.carry(toOlena())).isInstanceOf(Carried.Finished.class);
    now = now.plusSeconds(60);
    telegram.answer(new SendOutcome.Unreachable("502"));
    assertThat(delivery.carry(toOlena(5))).isEqualTo(later(Duration.ofSeconds(1)));
  }

  @Test
  void givesUpAReplyAfterADay() {
    now = COMMITTED.plus(Duration.ofHours(24));
    assertThat(delivery.carry(toOlena(3))).isInstanceOf(Carried.Finished.class);
    assertThat(telegram.sent).hasSize(1);
    now = now.plusSeconds(1);
    assertThat(delivery.carry(toOlena())).isEqualTo(failed("expired", "expired"));
    assertThat(telegram.sent).hasSize(1);
    assertThat(counted("expired")).isEqualTo(1);
  }

  @Test
  void keepsAStatusLonger() {
    now = COMMITTED.plus(Duration.ofDays(6));
    assertThat(
            delivery.carry(
                entry("telegram:777", new Reply("Виконано", List.of(), Priority.STATUS))))
        .isEqualTo(
            new Carried.Finished(
                List.of(), new DeliveryNote("telegram:777:4:0", "sent", List.of("id-1"), "")));
  }

  @Test
  void tellsTheConversationWhoIsGone() {
    telegram.answer(new SendOutcome.RecipientGone("blocked"));
    assertThat(delivery.carry(toOlena())).isEqualTo(failed("gone", "gone: blocked"));
  }

  @Test
  void tellsTheConversationWhatWasRefused() {
    telegram.answer(new SendOutcome.Rejected("400", "Bad Request: BUTTON_DATA_INVALID"));
    assertThat(delivery.carry(toOlena()))
        .isEqualTo(failed("rejected", "rejected: 400 Bad Request: BUTTON_DATA_INVALID"));
  }

  @Test
  void keepsMessagesAndShowsItWhileASettingIsWrong() {
    telegram.answer(new SendOutcome.Misconfigured("holos.telegram.token"));
    assertThat(delivery.carry(toOlena())).isEqualTo(later(Duration.ofSeconds(1)));
    assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED");
    assertThat(health.health().getDetails())
        .containsEntry("wrongSettings", Map.of("telegram", "holos.telegram.token"));

    now = now.plusSeconds(5);
    delivery.carry(toOlena());
    assertThat(health.health().getStatus().getCode()).isEqualTo("UP");
  }

  @Test
  void keepsMessagesOfAChannelThatIsOff() {
    assertThat(delivery.carry(entry("viber:x=", reply("а"))))
        .isEqualTo(later(Duration.ofSeconds(1)));
    assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED");
  }

  @Test
  void keepsOneChatsPace() {
    for (int turn = 1; turn <= 3; turn++) {
      assertThat(delivery.carry(toOlena(turn))).isInstanceOf(Carried.Finished.class);
    }
    assertThat(delivery.carry(toOlena(4))).isEqualTo(later(Duration.ofSeconds(1)));
    assertThat(telegram.sent).hasSize(3);
  }

  /// The log carries an entry out again when it lost the partition before it could note the end.
  @Test
  void sendsNoMessageTwiceWhileTheProcessLives() {
    Carried first = delivery.carry(toOlena());
    assertThat(delivery.carry(toOlena())).isEqualTo(first);
    assertThat(telegram.sent).hasSize(1);
  }

  @Test
  void twoChannelsOfOneTypeStopTheStart() {
    assertThatThrownBy(() -> new ChannelAdapters(List.of(telegram, FakeAdapter.telegram())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'telegram'");
  }

  private Carried.Finished finished(OutboxEntry entry) {
    return (Carried.Finished) delivery.carry(entry);
  }

  private static DeliveryNote note(Carried.Finished finished) {
    return java.util.Objects.requireNonNull(finished.delivery());
  }

  private static OutboxEntry onTerms(String contact, String text, Terms terms) {
    return new OutboxEntry(
        contact + ":4:0",
        new ConversationId(contact),
        new Effect.SendMessage(reply(text), terms),
        COMMITTED,
        1);
  }

  @Test
  void tellsWhatAMessageCostsByItsParts() {
    DeliveryNote note = note(finished(entry("tel:+380441234567", reply("а".repeat(300)))));
    assertThat(note.parts()).isEqualTo(3);
    assertThat(note.cost()).isEqualByComparingTo("3");
  }

  @Test
  void anOpenSessionCostsNothing() {
    FakeAdapter viber = FakeAdapter.viber();
    MessageDelivery byViber =
        new MessageDelivery(
            new ChannelAdapters(List.of(viber)),
            new ProcessPace(),
            new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(2), () -> 0L),
            () -> now,
            health,
            new DeliveryMeters(registry));
    Terms heard = new Terms(null, false, false, false, null, now.minus(Duration.ofHours(23)));
    Terms silent = new Terms(null, false, false, false, null, now.minus(Duration.ofHours(25)));
    assertThat(
            note((Carried.Finished) byViber.carry(onTerms("viber:A=", "Дякуємо.", heard))).cost())
        .isZero();
    assertThat(
            note((Carried.Finished) byViber.carry(onTerms("viber:B=", "Дякуємо.", silent))).cost())
        .isEqualByComparingTo("0.65");
  }

  @Test
  void peopleDecideAboutWhatWasRefusedOrCameTooLateUnlessTheConversationSeesToIt() {
    telegram.answer(
        new SendOutcome.Rejected("400", "bad"),
        new SendOutcome.RecipientGone("blocked"),
        new SendOutcome.Rejected("400", "bad"));
    assertThat(finished(onTerms("telegram:1", "а", Terms.PLAIN)).givenUp())
        .isEqualTo("rejected: 400 bad");
    assertThat(finished(onTerms("telegram:2", "а", Terms.PLAIN)).givenUp()).isNull();
    Terms followed = new Terms("appeal:5-1", false, false, true, null, null);
    assertThat(finished(onTerms("telegram:3", "а", followed)).givenUp()).isNull();
    now = COMMITTED.plus(Duration.ofDays(30));
    assertThat(finished(onTerms("telegram:4", "а", Terms.PLAIN)).givenUp()).isEqualTo("expired");
    assertThat(finished(onTerms("telegram:5", "а", followed)).givenUp()).isNull();
  }
}
