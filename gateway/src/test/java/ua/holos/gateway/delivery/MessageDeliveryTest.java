package ua.holos.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.channel.ChannelPace;
import ua.holos.bot.channel.SendOutcome;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.HandOff;
import ua.holos.bot.conversation.Mode;
import ua.holos.bot.conversation.Operator;
import ua.holos.bot.conversation.Person;
import ua.holos.bot.conversation.QuietHours;
import ua.holos.bot.conversation.Terms;
import ua.holos.bot.message.ContactUrn;
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
  private final FakeAdapter viber = FakeAdapter.viber();
  private final KnownConversations people = new KnownConversations();
  private final DeliveryHealth health = new DeliveryHealth();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final BotSends botSends = new BotSends();
  private final MessageDelivery delivery =
      new MessageDelivery(
          new ChannelAdapters(List.of(telegram, sms, viber, FakeAdapter.web())),
          new ProcessPace(() -> now),
          new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(2), () -> 0L),
          () -> now,
          health,
          new DeliveryMeters(registry),
          QuietHours.STANDARD,
          new DeliverySettings(Map.of("viber", Duration.ofHours(3))),
          people,
          botSends);

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

  /// The conversation sees to what it follows: people have nothing to decide.
  private Carried givenBack(String reason) {
    return new Carried.Finished(
        List.of(new Event.SendFailed(now, "telegram:777:4:0", reason)),
        new DeliveryNote("telegram:777:4:0", "failed", List.of(), reason));
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
    assertThat(delivery.carry(entry("signal:x", reply("а"))))
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

  private static final ConversationId VIBER = new ConversationId("viber:Zm9v=");

  private static Terms followed(@Nullable String topic, boolean urgent, @Nullable Instant until) {
    return new Terms(topic, true, urgent, true, until, null);
  }

  private static OutboxEntry news(ConversationId to, Terms terms, String... behind) {
    Reply status = new Reply("Взято в роботу", List.of(), Priority.STATUS, "в роботі");
    return new OutboxEntry(
        to.value() + ":4:0",
        to,
        new Effect.SendMessage(status, terms),
        COMMITTED,
        1,
        Set.of(behind));
  }

  private static ConversationId to(String contact) {
    return new ConversationId(contact);
  }

  private Carried told(String contact, String status, String id, @Nullable Instant due) {
    return new Carried.Finished(
        List.of(new Event.MessageSent(now, contact + ":4:0", List.of(id), due)),
        new DeliveryNote(contact + ":4:0", status, List.of(id), "", 1, price(contact)));
  }

  private BigDecimal price(String contact) {
    return Stream.of(telegram, sms, viber)
        .filter(adapter -> contact.startsWith(adapter.type().code()))
        .map(adapter -> adapter.capabilities().price().hryvnias())
        .findFirst()
        .orElse(BigDecimal.ZERO);
  }

  @Test
  void tellsWhoFollowsAMessageThatItLeftAndUntilWhenAReceiptIsAwaited() {
    Terms terms = followed(null, false, null);
    assertThat(delivery.carry(news(to("tel:+380441234567"), terms)))
        .isEqualTo(told("tel:+380441234567", "accepted", "id-1", now.plus(Duration.ofMinutes(30))));
    assertThat(delivery.carry(news(VIBER, terms)))
        .isEqualTo(told("viber:Zm9v=", "accepted", "id-1", now.plus(Duration.ofHours(3))));
    assertThat(delivery.carry(news(to("telegram:777"), terms)))
        .as("Telegram tells nothing more")
        .isEqualTo(told("telegram:777", "sent", "id-1", null));
    assertThat(delivery.carry(news(to("web:1"), terms)))
        .as("a page that perhaps nobody looks at")
        .isEqualTo(told("web:1", "sent", "id-1", now));
  }

  @Test
  void awaitsNoReceiptForAMessageThatThePlatformGaveNoId() {
    viber.answer(new SendOutcome.Accepted(List.of()));
    Carried.Finished taken =
        (Carried.Finished) delivery.carry(news(VIBER, followed(null, false, null)));
    assertThat(taken.events())
        .containsExactly(new Event.MessageSent(now, "viber:Zm9v=:4:0", List.of(), null));
  }

  @Test
  void aMessageThatHadToWaitKnowsWhatThePersonWroteMeanwhile() {
    FakeAdapter strict =
        new FakeAdapter(
            "strict",
            viber.capabilities(),
            new ChannelPace(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 100));
    List<Instant> heard = new ArrayList<>();
    Pace noting =
        new Pace() {
          @Override
          public Duration take(
              ChannelAdapter channel,
              ContactUrn contact,
              Priority priority,
              String key,
              int messages,
              @Nullable Instant heardAt) {
            heard.add(java.util.Objects.requireNonNull(heardAt));
            return Duration.ofSeconds(30);
          }

          @Override
          public void pause(ChannelAdapter channel, ContactUrn contact, Duration wait) {}
        };
    MessageDelivery waiting =
        new MessageDelivery(
            new ChannelAdapters(List.of(strict)),
            noting,
            new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(2), () -> 0L),
            () -> now,
            health,
            new DeliveryMeters(registry),
            QuietHours.STANDARD,
            new DeliverySettings(Map.of()),
            people,
            botSends);
    Instant before = now.minus(Duration.ofHours(2));
    people.put("strict:1", new Person(null, null, false, now, null, List.of(), null));
    Terms terms = new Terms(null, false, false, false, null, before);

    waiting.carry(onTerms("strict:1", "Дякуємо.", terms, 1));
    waiting.carry(onTerms("strict:1", "Дякуємо.", terms, 2));

    assertThat(heard).containsExactly(before, now);
  }

  @Test
  void aChannelThatThereIsNotStopsTheStart() {
    DeliverySettings misspelt = new DeliverySettings(Map.of("sms", Duration.ofMinutes(1)));
    assertThatThrownBy(() -> misspelt.requireKnown(Set.of("telegram")))
        .hasMessage(
            "holos.delivery.receipt-within.sms: found the channel 'sms', expected viber or tel"
                + " (SMS)");
    new DeliverySettings(Map.of("cityapp", Duration.ofMinutes(1))).requireKnown(Set.of("cityapp"));
  }

  @Test
  void tellsTheSameWhenAskedAgain() {
    Carried first = delivery.carry(news(VIBER, followed(null, false, null)));
    now = now.plusSeconds(3);
    assertThat(delivery.carry(news(VIBER, followed(null, false, null)))).isEqualTo(first);
    assertThat(viber.sent).hasSize(1);
  }

  @Test
  void sendsAPaidChannelTheShortForm() {
    delivery.carry(news(to("tel:+380441234567"), followed(null, false, null)));
    assertThat(sms.sent.getFirst().reply().text()).isEqualTo("в роботі");
  }

  @Test
  void dropsAStateWhenSomethingNewerOfItsTopicWaitsBehind() {
    Terms terms = followed("appeal:6-5", false, null);
    assertThat(delivery.carry(news(to("telegram:777"), terms, "appeal:6-6", "appeal:6-5")))
        .isEqualTo(givenBack("superseded"));
    assertThat(delivery.carry(news(to("telegram:777"), terms, "appeal:6-6")))
        .isInstanceOf(Carried.Finished.class);
    assertThat(telegram.sent).hasSize(1);
  }

  @Test
  void dropsAStateThatBecameSuperfluousWhileTheProviderWasDown() {
    Terms terms = followed("appeal:6-5", false, null);
    telegram.answer(new SendOutcome.Unreachable("502"));
    assertThat(delivery.carry(news(to("telegram:777"), terms)))
        .isEqualTo(later(Duration.ofSeconds(1)));
    assertThat(delivery.carry(news(to("telegram:777"), terms, "appeal:6-5")))
        .isEqualTo(givenBack("superseded"));
  }

  @Test
  void sendsNewsThatIsMoreThanAStateWhateverWaitsBehind() {
    Terms terms = new Terms("appeal:6-5", false, false, true, null, null);
    delivery.carry(news(to("telegram:777"), terms, "appeal:6-5"));
    assertThat(telegram.sent).hasSize(1);
  }

  @Test
  void givesNewsBackAtNightUnlessItIsUrgent() {
    now = Instant.parse("2026-11-22T20:00:00Z");
    assertThat(delivery.carry(news(to("telegram:777"), followed(null, false, null))))
        .isEqualTo(givenBack("quiet"));
    assertThat(telegram.sent).isEmpty();
    delivery.carry(news(to("telegram:777"), followed(null, true, null)));
    assertThat(telegram.sent).hasSize(1);
    now = Instant.parse("2026-11-23T06:00:00Z");
    delivery.carry(news(VIBER, followed(null, false, null)));
    assertThat(viber.sent).as("at eight in the morning").hasSize(1);
  }

  @Test
  void tellsNewsAtNightToWhoeverWroteJustNow() {
    now = Instant.parse("2026-11-22T20:00:00Z");
    Terms awake = new Terms(null, true, false, true, null, now.minusSeconds(899));
    delivery.carry(news(to("telegram:777"), awake));
    assertThat(telegram.sent).hasSize(1);
    now = now.plusSeconds(1);
    assertThat(delivery.carry(news(VIBER, awake))).isInstanceOf(Carried.Finished.class);
    assertThat(viber.sent).isEmpty();
  }

  @Test
  void answersPeopleAtAnyHour() {
    now = COMMITTED.plus(Duration.ofHours(12));
    delivery.carry(toOlena());
    assertThat(telegram.sent).hasSize(1);
  }

  @Test
  void givesUpWhenTheConversationWantsItTo() {
    Instant until = COMMITTED.plus(Duration.ofHours(2));
    telegram.answer(new SendOutcome.Unreachable("502"));
    now = until;
    assertThat(delivery.carry(news(to("telegram:777"), followed(null, false, until))))
        .isEqualTo(later(Duration.ofSeconds(1)));
    now = until.plusSeconds(1);
    assertThat(delivery.carry(news(to("telegram:777"), followed(null, false, until))))
        .isEqualTo(givenBack("expired"));
  }

  @Test
  void aWithdrawalItselfSaysNothing() {
    Effect withdrawal = new Effect.Withdraw("appeal:6-5");
    assertThat(delivery.carries(withdrawal)).isTrue();
    assertThat(
            delivery.carry(
                new OutboxEntry("telegram:777:4:0", to("telegram:777"), withdrawal, now, 1)))
        .isEqualTo(new Carried.Finished(List.of(), null));
  }

  @Test
  void aPatienceOutOfRangeStopsTheStart() {
    assertThatThrownBy(() -> new DeliverySettings(Map.of("tel", Duration.ofSeconds(1))))
        .hasMessageContaining("holos.delivery.receipt-within.tel: found PT1S, expected 10s to 14d");
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
    return onTerms(contact, text, terms, 1);
  }

  private static OutboxEntry onTerms(String contact, String text, Terms terms, int attempt) {
    return new OutboxEntry(
        contact + ":4:0",
        new ConversationId(contact),
        new Effect.SendMessage(reply(text), terms),
        COMMITTED,
        attempt);
  }

  @Test
  void tellsWhatAMessageCostsByItsParts() {
    DeliveryNote note = note(finished(entry("tel:+380441234567", reply("а".repeat(300)))));
    assertThat(note.parts()).isEqualTo(3);
    assertThat(note.cost()).isEqualByComparingTo("3");
  }

  @Test
  void anOpenSessionCostsNothing() {
    Terms heard = new Terms(null, false, false, false, null, now.minus(Duration.ofHours(23)));
    Terms silent = new Terms(null, false, false, false, null, now.minus(Duration.ofHours(25)));
    assertThat(note(finished(onTerms("viber:A=", "Дякуємо.", heard))).cost()).isZero();
    assertThat(note(finished(onTerms("viber:B=", "Дякуємо.", silent))).cost())
        .isEqualByComparingTo("0.8");
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
    Terms code = new Terms(null, false, true, false, now.plus(Duration.ofMinutes(10)), null);
    telegram.answer(new SendOutcome.Rejected("400", "bad"));
    assertThat(finished(onTerms("telegram:6", "а", code)).givenUp())
        .as("what has an end of its own is of no use later")
        .isNull();
    now = COMMITTED.plus(Duration.ofDays(30));
    assertThat(finished(onTerms("telegram:4", "а", Terms.PLAIN)).givenUp()).isEqualTo("expired");
    assertThat(finished(onTerms("telegram:5", "а", followed)).givenUp()).isNull();
  }

  private void taken() {
    Operator olena = new Operator("o-1", "Олена");
    HandOff handOff = new HandOff("asked", now, false, null);
    people.hold(
        "telegram:777", new Mode.WithOperator(olena, now, handOff, false, now, null, null, null));
  }

  @Test
  void whatTheBotSaidBeforeAnOperatorTookTheConversationIsNotSentAfterwards() {
    taken();
    Carried carried = delivery.carry(toOlena());
    assertThat(carried)
        .isEqualTo(
            new Carried.Finished(
                List.of(new Event.SendFailed(now, "telegram:777:4:0", "held")),
                new DeliveryNote("telegram:777:4:0", "failed", List.of(), "held"),
                null));
    assertThat(telegram.sent).isEmpty();
  }

  @Test
  void aMessageIsOnItsWayFromTheLookAtWhoHasTheConversationUntilThePlatformHasIt() {
    List<Boolean> quiet = new ArrayList<>();
    telegram.over(message -> {
      quiet.add(botSends.awaitQuiet(ConversationId.of(message.to()), Duration.ofMillis(5)));
      return new SendOutcome.Accepted(List.of("1"));
    });
    delivery.carry(toOlena());
    assertThat(quiet).containsExactly(false);
    assertThat(botSends.awaitQuiet(new ConversationId("telegram:777"), Duration.ofMinutes(1)))
        .isTrue();
    delivery.carry(entry("telegram:778", Reply.of("Олена", "Добрий день", List.of())));
    assertThat(quiet).as("an operator's message doesn't count").containsExactly(false, true);
  }

  @Test
  void whatTheOperatorSaysIsSent() {
    taken();
    delivery.carry(entry("telegram:777", Reply.of("Олена", "Добрий день", List.of())));
    assertThat(telegram.sent).hasSize(1);
  }

  @Test
  void whatWaitsInTheQueueIsSent() {
    people.hold(
        "telegram:777",
        new Mode.AwaitingOperator(
            now, false, new HandOff("asked", now, false, null), null, 0, null));
    delivery.carry(toOlena());
    assertThat(telegram.sent).hasSize(1);
  }
}
