package ua.holos.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ua.holos.bot.appeal.AppealStatus;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Link;
import ua.holos.bot.conversation.OwnAppeal;
import ua.holos.bot.conversation.Person;
import ua.holos.bot.conversation.Proof;
import ua.holos.bot.message.ContactUrn;
import ua.holos.gateway.delivery.KnownConversations.Appended;
import ua.holos.gateway.log.EffectCarrier.Carried;
import ua.holos.gateway.log.OutboxEntry;

class NewsForwardingTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final String TELEGRAM = "telegram:777";
  private static final String VIBER = "viber:Zm9v=";
  private static final String SMS = "tel:+380441234567";
  private static final String WEB = "web:9f2c";
  private static final Event.StatusChanged DONE =
      new Event.StatusChanged(NOW, "6-5", "u1", AppealStatus.DONE, "", "", null);
  private static final OwnAppeal APPEAL =
      new OwnAppeal("6-5", 0, "roads", "", AppealStatus.DONE, null, NOW, List.of("u1"), false);

  private final KnownConversations people = new KnownConversations();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final NewsForwarding forwarding =
      forwarding(FakeAdapter.telegram(), FakeAdapter.viber(), FakeAdapter.sms(), FakeAdapter.web());

  private NewsForwarding forwarding(FakeAdapter... adapters) {
    return new NewsForwarding(
        new NextChannel(new ChannelAdapters(List.of(adapters)), people),
        people,
        people,
        () -> NOW,
        meters);
  }

  @BeforeEach
  void everybodyIsThere() {
    for (String contact : List.of(TELEGRAM, VIBER, SMS, WEB)) {
      put(contact, false, null, null);
    }
  }

  private void put(
      String contact, boolean stopped, @Nullable Duration heardAgo, @Nullable String preferred) {
    List<Link> others =
        Stream.of(TELEGRAM, VIBER, SMS, WEB)
            .filter(other -> !other.equals(contact))
            .map(other -> new Link(ContactUrn.parse(other), NOW))
            .toList();
    Instant heardAt = heardAgo == null ? null : NOW.minus(heardAgo);
    people.put(contact, new Person(null, null, stopped, heardAt, null, others, preferred));
  }

  private static OutboxEntry entry(String from, Effect effect) {
    return new OutboxEntry(from + ":4:1", new ConversationId(from), effect, NOW, 1);
  }

  private static Effect passOn(String... tried) {
    return new Effect.PassOn(
        APPEAL, DONE, ContactUrn.parse(TELEGRAM), Stream.of(tried).map(ContactUrn::parse).toList());
  }

  private String chosen(String from, String... tried) {
    people.appended.clear();
    assertThat(forwarding.carry(entry(from, passOn(tried))))
        .isEqualTo(new Carried.Finished(List.of(), null));
    return people.appended.getLast().conversation().value();
  }

  @Test
  void theNextChannelIsToldWithAllThatWasTried() {
    chosen(TELEGRAM, TELEGRAM);
    assertThat(people.appended)
        .containsExactly(
            new Appended(
                new ConversationId(VIBER),
                "news",
                "telegram:777:4:1>viber:Zm9v=",
                new Event.NewsPassedOn(
                    NOW,
                    APPEAL,
                    DONE,
                    ContactUrn.parse(TELEGRAM),
                    List.of(ContactUrn.parse(TELEGRAM), ContactUrn.parse(VIBER)))));
    assertThat(meters.get("holos.delivery.passed-on").tag("channel", "viber").counter().count())
        .isEqualTo(1);
  }

  @Test
  void whatIsFreeComesFirstThenTheOpenSessionThenTheCheaperAndSmsLast() {
    assertThat(chosen(SMS, SMS)).isEqualTo(TELEGRAM);
    assertThat(chosen(TELEGRAM, TELEGRAM)).isEqualTo(VIBER);
    assertThat(
            new NextChannel(adapters(), people)
                .of(new ConversationId(TELEGRAM), (Effect.PassOn) passOn(TELEGRAM, VIBER), NOW))
        .contains(ContactUrn.parse(SMS));
  }

  private static ChannelAdapters adapters() {
    return new ChannelAdapters(
        List.of(FakeAdapter.telegram(), FakeAdapter.viber(), FakeAdapter.sms(), FakeAdapter.web()));
  }

  private @Nullable String next(String from, String... tried) {
    return new NextChannel(adapters(), people)
        .of(new ConversationId(from), (Effect.PassOn) passOn(tried), NOW)
        .map(ContactUrn::toString)
        .orElse(null);
  }

  @Test
  void anOpenViberSessionCostsNothingAndIsWhereThePersonWroteLast() {
    put(VIBER, false, Duration.ofHours(23), null);
    put(TELEGRAM, false, Duration.ofDays(3), null);
    assertThat(next(SMS, SMS)).isEqualTo(VIBER);
    put(VIBER, false, Duration.ofHours(25), null);
    assertThat(next(SMS, SMS)).isEqualTo(TELEGRAM);
  }

  @Test
  void aNumberThatMayBeAnotherPersonsByNowPassesNothingOn() {
    List<Link> links = List.of(new Link(ContactUrn.parse(SMS), NOW));
    Proof fresh = new Proof("+380441234567", NOW.minus(Duration.ofDays(179)), true, null);
    people.put(TELEGRAM, new Person(null, null, false, null, fresh, links, null));
    assertThat(next(TELEGRAM, TELEGRAM)).isEqualTo(SMS);

    Proof old = new Proof("+380441234567", NOW.minus(Duration.ofDays(181)), true, null);
    people.put(TELEGRAM, new Person(null, null, false, null, old, links, null));
    assertThat(next(TELEGRAM, TELEGRAM)).isNull();
  }

  @Test
  void newsOfSomebodyWhoIsNotJoinedAnyMoreGoesNowhereButHome() {
    List<Link> links = List.of(new Link(ContactUrn.parse(VIBER), NOW));
    people.put(SMS, new Person(null, null, false, null, null, links, null));
    assertThat(next(SMS, SMS)).isEqualTo(TELEGRAM);
    assertThat(next(SMS, SMS, TELEGRAM)).isNull();
  }

  @Test
  void whatThePersonPrefersComesFirstWhateverItCosts() {
    put(TELEGRAM, false, null, "tel");
    assertThat(next(TELEGRAM)).isEqualTo(SMS);
    assertThat(next(TELEGRAM, SMS)).isEqualTo(TELEGRAM);
  }

  @Test
  void blockedChannelsAndThoseThatAreOffAreLeftOut() {
    put(VIBER, true, null, null);
    assertThat(next(TELEGRAM, TELEGRAM)).isEqualTo(SMS);
    Effect.PassOn news = (Effect.PassOn) passOn(TELEGRAM);
    NextChannel withoutSms =
        new NextChannel(
            new ChannelAdapters(List.of(FakeAdapter.telegram(), FakeAdapter.viber())), people);
    assertThat(withoutSms.of(new ConversationId(TELEGRAM), news, NOW)).isEmpty();
  }

  @Test
  void aChannelThatReachesOnlyWhoLooksComesLast() {
    assertThat(next(TELEGRAM, TELEGRAM, VIBER, SMS)).isEqualTo(WEB);
    assertThat(next(TELEGRAM, TELEGRAM, VIBER)).isEqualTo(SMS);
  }

  @Test
  void whereTheAppealLivesIsTriedToo() {
    people.states.remove(new ConversationId(SMS));
    assertThat(next(SMS, SMS)).isEqualTo(TELEGRAM);
  }

  @Test
  void nobodyLeftComesHomeAndIsCounted() {
    chosen(SMS, TELEGRAM, VIBER, SMS, WEB);
    assertThat(people.appended)
        .containsExactly(
            new Appended(
                new ConversationId(TELEGRAM),
                "news",
                "tel:+380441234567:4:1>telegram:777",
                new Event.NewsUndelivered(NOW, "6-5", NOW)));
    assertThat(meters.get("holos.delivery.undelivered").counter().count()).isEqualTo(1);
  }

  @Test
  void aRepeatGoesWhereTheFirstTryWentAndIsHarmless() {
    OutboxEntry entry = entry(TELEGRAM, passOn(TELEGRAM));
    forwarding.carry(entry);
    put(VIBER, true, null, null);
    forwarding.carry(entry);
    assertThat(people.appended).hasSize(1);
  }

  @Test
  void somethingNewerIsToldToAllOtherChannels() {
    forwarding.carry(entry(TELEGRAM, new Effect.Outdate("6-5", NOW)));
    assertThat(people.appended)
        .extracting(one -> one.conversation().value())
        .containsExactlyInAnyOrder(VIBER, SMS, WEB);
    assertThat(people.appended)
        .allMatch(one -> one.event().equals(new Event.NewsOutdated(NOW, "6-5", NOW)));
  }

  @Test
  void carriesNewsAndNothingElse() {
    assertThat(forwarding.carries(passOn())).isTrue();
    assertThat(forwarding.carries(new Effect.Outdate("6-5", NOW))).isTrue();
    assertThat(forwarding.carries(new Effect.Withdraw("appeal:6-5"))).isFalse();
  }
}
