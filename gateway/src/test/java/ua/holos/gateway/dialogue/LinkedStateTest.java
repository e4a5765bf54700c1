package ua.holos.gateway.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import ua.holos.bot.appeal.AppealStatus;
import ua.holos.bot.conversation.ConversationEngine;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Link;
import ua.holos.bot.conversation.Mode;
import ua.holos.bot.conversation.News;
import ua.holos.bot.conversation.Operator;
import ua.holos.bot.conversation.OwnAppeal;
import ua.holos.bot.conversation.Terms;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.Content;
import ua.holos.bot.message.Reply;
import ua.holos.bot.understanding.Understanding;
import ua.holos.gateway.city.DemoCity;

/// What a conversation believes of others, in whatever order it hears it.
class LinkedStateTest {
  private static final String PHONE = "+380501234522";
  private static final ContactUrn VIBER = ContactUrn.parse("viber:Zm9v=");
  private static final ContactUrn SMS = ContactUrn.ofPhone(PHONE);

  private static final ContactUrn WEB = ContactUrn.parse("web:9f2c");
  private static final ConversationEngine ENGINE =
      new ConversationEngine(DemoCity.catalogue(), DemoCity.wording(), DemoCity.policy());

  private final Stage stage = new Stage(ENGINE);

  @Test
  void introducesItselfOnceToWhoeverIsNewAndSaysSoOnce() {
    prove(PHONE);
    hear(linked(VIBER, stage.now));

    assertThat(stage.effects).hasSize(1).first().isInstanceOf(Effect.LinkContacts.class);
    assertThat(said()).contains("Viber");

    hear(linked(VIBER, stage.now));

    assertThat(stage.effects).isEmpty();
    assertThat(stage.replies).isEmpty();
    assertThat(stage.state.person().links()).extracting(Link::to).containsExactly(VIBER);
  }

  @Test
  void anIntroductionFromBeforeThePartingJoinsNothing() {
    prove(PHONE);
    Instant agreed = stage.now;
    hear(linked(VIBER, agreed));
    say("роз'єднати");

    hear(linked(VIBER, agreed));
    assertThat(stage.state.person().links()).isEmpty();

    hear(linked(VIBER, stage.now.plusSeconds(1)));
    assertThat(stage.state.person().links()).hasSize(1);
  }

  @Test
  void whoeverPartsWhileAnOperatorHasTheConversationIsPartedWithoutAWord() {
    prove(PHONE);
    hear(linked(VIBER, stage.now));
    hear(new Event.ConversationClaimed(stage.now, "claim", new Operator("o-1", "Олена")));

    say("роз'єднати");

    assertThat(stage.state.person().links()).isEmpty();
    assertThat(stage.effects).anyMatch(Effect.UnlinkContacts.class::isInstance);
    assertThat(stage.replies).isEmpty();
    assertThat(stage.state.mode())
        .as("the operator sees what they wrote")
        .isInstanceOfSatisfying(
            Mode.WithOperator.class, held -> assertThat(held.unansweredSince()).isNotNull());
  }

  @Test
  void anIntroductionByAnotherNumberJoinsNothing() {
    prove("+380509999999");
    hear(linked(VIBER, stage.now));

    assertThat(stage.state.person().links()).isEmpty();
    assertThat(stage.effects).isEmpty();
    assertThat(stage.replies).isEmpty();
  }

  @Test
  void believesNobodyWhomItIsNotJoinedWith() {
    prove(PHONE);
    hear(new Event.AppealShared(stage.now, VIBER, appeal("6-9", VIBER)));
    hear(new Event.PreferenceShared(stage.now, VIBER, "viber"));
    hear(new Event.ContactUnlinked(stage.now, VIBER, true));

    assertThat(stage.state.appeals()).isEmpty();
    assertThat(stage.state.person().preferred()).isNull();
    assertThat(stage.replies).isEmpty();
  }

  @Test
  void anAppealOfSomebodyWhoHasLeftDoesNotComeBackByWayOfAThird() {
    prove(PHONE);
    hear(linked(VIBER, stage.now, appeal("6-9", VIBER)));
    hear(linked(SMS, stage.now));
    hear(new Event.ContactUnlinked(stage.now, VIBER, false));
    hear(new Event.AppealShared(stage.now, SMS, appeal("6-9", VIBER)));

    assertThat(stage.state.appeals()).isEmpty();
    assertThat(stage.state.person().links()).extracting(Link::to).containsExactly(SMS);
  }

  @Test
  void othersAppealsNeverPushOutOnesOwn() {
    prove(PHONE);
    hear(linked(VIBER, stage.now));
    stage.play(
        new Event.StatusChanged(stage.now, "6-1", "u1", AppealStatus.IN_PROGRESS, "", "", null));
    IntStream.range(10, 40)
        .forEach(i -> hear(new Event.AppealShared(stage.now, VIBER, appeal("6-" + i, VIBER))));

    assertThat(stage.state.appeals()).hasSize(20).extracting(OwnAppeal::number).contains("6-1");
  }

  @Test
  void aLateShareChangesNoNewerStatus() {
    prove(PHONE);
    OwnAppeal before = appeal("6-9", VIBER);
    hear(linked(VIBER, stage.now, before));
    Instant later = stage.now.plusSeconds(60);
    hear(new Event.AppealShared(stage.now, VIBER, with(before, AppealStatus.DONE, later)));
    hear(new Event.AppealShared(stage.now, VIBER, before));

    assertThat(stage.state.appeals())
        .extracting(OwnAppeal::status)
        .containsExactly(AppealStatus.DONE);
    assertThat(stage.effects).as("what was told is not told back").isEmpty();
  }

  @Test
  void anIntroductionJoinsNothingWhereTheProofHasGrownOld() {
    prove(PHONE);
    stage.now = stage.now.plus(Duration.ofDays(181));
    hear(linked(VIBER, stage.now, appeal("6-9", VIBER)));

    assertThat(stage.state.person().links()).isEmpty();
    assertThat(stage.state.appeals()).isEmpty();
    assertThat(stage.effects).isEmpty();
    assertThat(stage.replies).isEmpty();
  }

  @Test
  void provingTheNumberAgainIsToldTheOthersSoThatItsOwnConversationStaysJoined() {
    Stage number = new Stage(ENGINE, SMS.toString());
    ContactUrn telegram = stage.state.id().contact();
    Instant agreed = stage.now;
    number.play(linkedBy(telegram, agreed));
    prove(PHONE);
    hear(linked(SMS, agreed));

    stage.now = stage.now.plus(Duration.ofDays(170));
    prove(PHONE);
    Effect.LinkContacts again =
        (Effect.LinkContacts)
            stage.effects.stream()
                .filter(Effect.LinkContacts.class::isInstance)
                .findFirst()
                .orElseThrow();
    assertThat(again.since()).isEqualTo(agreed);
    number.play(linkedBy(telegram, again.since()));

    Instant later = stage.now.plus(Duration.ofDays(100));
    number.play(
        new Event.MessageReceived(
            later, new Content.Text("дякую"), "1", null, Understanding.NOTHING, null));
    assertThat(number.state.person().links()).extracting(Link::to).containsExactly(telegram);
  }

  @Test
  void aNumberThatIsWrittenFromAfterHalfAYearIsJoinedWithNobody() {
    Stage number = new Stage(ENGINE, SMS.toString());
    number.play(linkedBy(VIBER, stage.now, appeal("6-9", VIBER)));
    number.begin();
    number.play(
        new Event.MessageReceived(
            stage.now.plus(Duration.ofDays(181)),
            new Content.Text("мої звернення"),
            "1",
            null,
            Understanding.NOTHING,
            null));

    assertThat(number.state.person().links()).isEmpty();
    assertThat(number.state.appeals()).isEmpty();
    assertThat(number.effects).first().isEqualTo(new Effect.UnlinkContacts(PHONE, List.of(VIBER)));
    assertThat(number.replies).hasSize(1);
  }

  @Test
  void newsOfSomebodyWhoHasLeftGoesHomeAndIsNotToldInTheMorning() {
    prove(PHONE);
    hear(linked(VIBER, stage.now));
    hear(linked(SMS, stage.now));
    stage.passUntil(LocalTime.of(23, 0));
    hear(passedOn(AppealStatus.DONE));
    assertThat(stage.state.news()).extracting(News::stage).containsExactly(News.Stage.HELD);

    hear(new Event.ContactUnlinked(stage.now, VIBER, false));

    assertThat(stage.state.news()).isEmpty();
    goesHomeAndNotTo(SMS, stage.state.id().contact());
    stage.begin();
    stage.pass(Duration.ofHours(12));
    assertThat(stage.replies).isEmpty();
  }

  @Test
  void newsThatWaitsToBeSentIsTakenOutWhenThePersonParts() {
    prove(PHONE);
    hear(linked(VIBER, stage.now));
    hear(passedOn(AppealStatus.IN_PROGRESS));
    assertThat(stage.state.news()).extracting(News::stage).containsExactly(News.Stage.SENDING);

    say("роз'єднати");

    assertThat(stage.state.news()).isEmpty();
    assertThat(stage.effects).contains(new Effect.Withdraw("appeal:6-9"));
    goesHomeAndNotTo(stage.state.id().contact());
  }

  @Test
  void newsThatComesAfterThePartingGoesHome() {
    prove(PHONE);
    hear(linked(SMS, stage.now));
    hear(passedOn(AppealStatus.DONE));

    assertThat(stage.replies).isEmpty();
    goesHomeAndNotTo(stage.state.id().contact(), SMS);
  }

  private Event passedOn(AppealStatus status) {
    return new Event.NewsPassedOn(
        stage.now,
        appeal("6-9", VIBER),
        new Event.StatusChanged(stage.now, "6-9", "u1", status, "", "", null),
        VIBER,
        List.of(WEB));
  }

  /// News goes back to Viber, and neither to anybody else nor where it was tried.
  private void goesHomeAndNotTo(ContactUrn... others) {
    assertThat(stage.effects.stream().filter(Effect.PassOn.class::isInstance).toList())
        .singleElement()
        .satisfies(effect -> {
          Effect.PassOn news = (Effect.PassOn) effect;
          assertThat(news.home()).isEqualTo(VIBER);
          assertThat(news.appeal().home()).isEqualTo(VIBER);
          assertThat(news.change().updateId()).isEqualTo("u1");
          assertThat(news.tried()).contains(WEB).contains(others).doesNotContain(VIBER);
        });
  }

  @Test
  void blockingTheBotPartsNothing() {
    prove(PHONE);
    hear(linked(VIBER, stage.now));
    stage.play(new Event.ContactStopped(stage.now));
    stage.play(new Event.ContactReturned(stage.now));

    assertThat(stage.state.person().links()).hasSize(1);
  }

  @Test
  void theCodeLeavesAtNightAtOnceFitsOneSmsAndTouchesNothingElse() {
    Object before = stage.state.person();
    for (String channel : List.of("telegram", "viber", "web", "another")) {
      stage.replies.clear();
      stage.play(new Event.CodeRequested(stage.now, "012345", channel));
      Reply reply = stage.replies.getFirst();
      assertThat(reply.brief()).isEqualTo(reply.text()).startsWith("012345");
      assertThat(reply.text().length()).isLessThanOrEqualTo(70);
    }
    assertThat(stage.state.person()).isEqualTo(before);
    Terms terms = stage.terms.getLast();
    assertThat(terms.urgent()).isTrue();
    assertThat(terms.until()).isEqualTo(stage.now.plus(Duration.ofMinutes(10)));
  }

  private String said() {
    return String.join("\n", stage.replies.stream().map(Reply::text).toList());
  }

  private void prove(String phone) {
    receive(new Content.SharedContact(phone, true, true));
  }

  private void say(String text) {
    receive(new Content.Text(text));
  }

  private void receive(Content content) {
    stage.now = stage.now.plusSeconds(1);
    hear(new Event.MessageReceived(stage.now, content, "1", null, Understanding.NOTHING, null));
  }

  private void hear(Event event) {
    stage.begin();
    stage.play(event);
  }

  private Event linked(ContactUrn other, Instant since, OwnAppeal... appeals) {
    return linkedBy(other, since, appeals);
  }

  /// An introduction that arrives now.
  private Event linkedBy(ContactUrn other, Instant since, OwnAppeal... appeals) {
    return new Event.ContactLinked(
        stage.now, new UUID(1, 2), other, PHONE, since, List.of(appeals), null);
  }

  private OwnAppeal appeal(String number, @Nullable ContactUrn home) {
    return new OwnAppeal(
        number,
        0,
        "roads",
        "вулиця Прорізна, 8",
        AppealStatus.REGISTERED,
        null,
        stage.now,
        List.of(),
        false,
        home);
  }

  private static OwnAppeal with(OwnAppeal appeal, AppealStatus status, Instant at) {
    return new OwnAppeal(
        appeal.number(),
        0,
        appeal.category(),
        appeal.address(),
        status,
        null,
        at,
        List.of(),
        false,
        appeal.home());
  }
}
