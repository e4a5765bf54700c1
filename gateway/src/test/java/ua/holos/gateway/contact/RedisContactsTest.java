package ua.holos.gateway.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ua.holos.bot.channel.InboundSink.Acceptance;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.message.ContactUrn;
import ua.holos.gateway.log.EffectCarrier;
import ua.holos.gateway.log.EventInbox;
import ua.holos.gateway.log.OutboxEntry;
import ua.holos.gateway.log.TestRedis;

class RedisContactsTest {
  private static final Instant NOW = Instant.parse("2026-11-28T10:00:00.123Z");
  private static final Instant SINCE = NOW.minus(Duration.ofDays(180));
  private static final String PHONE = "+380501234522";
  private static final ContactUrn TELEGRAM = ContactUrn.parse("telegram:4711");
  private static final ContactUrn VIBER = ContactUrn.parse("viber:Zm9v=");
  private static final ContactUrn WEB = ContactUrn.parse("web:9f2c");
  private static final ContactUrn NUMBER = ContactUrn.ofPhone(PHONE);

  private static TestRedis redis;
  private RedisContacts contacts;

  @BeforeAll
  static void start(@TempDir Path folder) {
    redis = TestRedis.start(folder);
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @BeforeEach
  void nobody() {
    redis.client().flushAll();
    contacts = new RedisContacts(redis.client());
  }

  @Test
  void findsWhoHasProvedANumberLatelyEnough() {
    contacts.keep(PHONE, TELEGRAM, NOW);
    contacts.keep(PHONE, VIBER, SINCE.minusMillis(1));
    contacts.keep("+380509999999", WEB, NOW);

    assertThat(contacts.proved(PHONE, SINCE)).containsExactly(TELEGRAM);
    assertThat(contacts.proved("+380500000000", SINCE)).isEmpty();
  }

  @Test
  void anOlderProofThatComesLateDoesNotReplaceANewerOne() {
    contacts.keep(PHONE, TELEGRAM, NOW);
    contacts.keep(PHONE, TELEGRAM, SINCE.minusMillis(1));

    assertThat(contacts.proved(PHONE, SINCE)).containsExactly(TELEGRAM);
  }

  @Test
  void joinsOnlyThoseWhoHaveProvedTheNumberAndTheNumberItself() {
    contacts.keep(PHONE, TELEGRAM, NOW);
    contacts.keep(PHONE, VIBER, NOW);

    assertThat(contacts.join(PHONE, TELEGRAM, List.of(VIBER, WEB, NUMBER), SINCE).members())
        .containsExactlyInAnyOrder(TELEGRAM, VIBER, NUMBER);
  }

  @Test
  void whoeverHasNotProvedTheNumberJoinsNobody() {
    contacts.keep(PHONE, TELEGRAM, NOW);

    assertThat(contacts.join(PHONE, WEB, List.of(TELEGRAM, NUMBER), SINCE).members()).isEmpty();
    assertThat(contacts.join(PHONE, TELEGRAM, List.of(VIBER), SINCE).members()).isEmpty();
  }

  @Test
  void thePersonStaysTheSameWhoeverJoinsAndFromWhicheverSide() {
    contacts.keep(PHONE, TELEGRAM, NOW);
    contacts.keep(PHONE, VIBER, NOW);
    contacts.keep(PHONE, WEB, NOW);
    UUID first = contacts.join(PHONE, TELEGRAM, List.of(VIBER), SINCE).contact();

    assertThat(contacts.join(PHONE, VIBER, List.of(TELEGRAM), SINCE).contact()).isEqualTo(first);
    ContactIndex.Joined third = contacts.join(PHONE, WEB, List.of(VIBER), SINCE);
    assertThat(third.contact()).isEqualTo(first);
    assertThat(third.members()).containsExactlyInAnyOrder(TELEGRAM, VIBER, WEB);
  }

  @Test
  void whoeverLeavesIsFoundNoMoreAndTheOthersStayTogether() {
    contacts.keep(PHONE, TELEGRAM, NOW);
    contacts.keep(PHONE, VIBER, NOW);
    UUID person = contacts.join(PHONE, TELEGRAM, List.of(VIBER, NUMBER), SINCE).contact();

    assertThat(contacts.leave(PHONE, VIBER)).containsExactlyInAnyOrder(TELEGRAM, NUMBER);
    assertThat(contacts.leave(PHONE, VIBER)).as("again").hasSize(2);
    assertThat(contacts.proved(PHONE, SINCE)).containsExactly(TELEGRAM);
    assertThat(contacts.join(PHONE, TELEGRAM, List.of(NUMBER), SINCE).contact()).isEqualTo(person);

    assertThat(contacts.leave(PHONE, NUMBER)).as("a single one").containsExactly(TELEGRAM);
    contacts.keep(PHONE, VIBER, NOW);
    ContactIndex.Joined anew = contacts.join(PHONE, VIBER, List.of(TELEGRAM), SINCE);
    assertThat(anew.members()).containsExactlyInAnyOrder(TELEGRAM, VIBER);
    assertThat(anew.contact()).as("another person, as far as is known").isNotEqualTo(person);
  }

  @Test
  void theNextOwnerOfANumberMeetsNobodyOfTheLastOnesAndIsAnotherPerson() {
    Instant before = SINCE.minus(Duration.ofDays(1));
    contacts.keep(PHONE, TELEGRAM, before);
    contacts.keep(PHONE, VIBER, before);
    Instant then = before.minus(Duration.ofDays(180));
    UUID last = contacts.join(PHONE, TELEGRAM, List.of(VIBER, NUMBER), then).contact();

    contacts.keep(PHONE, WEB, NOW);
    ContactIndex.Joined next = contacts.join(PHONE, WEB, List.of(NUMBER, TELEGRAM), SINCE);

    assertThat(next.members()).containsExactlyInAnyOrder(WEB, NUMBER);
    assertThat(next.contact()).isNotEqualTo(last);
    assertThat(contacts.join(PHONE, TELEGRAM, List.of(NUMBER), SINCE).members()).isEmpty();
  }

  @Test
  void whoseProofHasGrownOldIsJoinedAgainOnceTheyProveTheNumberAnew() {
    contacts.keep(PHONE, TELEGRAM, SINCE.minusMillis(1));
    contacts.keep(PHONE, VIBER, NOW);
    UUID person =
        contacts.join(PHONE, TELEGRAM, List.of(VIBER), SINCE.minus(Duration.ofDays(1))).contact();
    contacts.keep(PHONE, WEB, NOW);
    assertThat(contacts.join(PHONE, WEB, List.of(VIBER), SINCE).members())
        .containsExactlyInAnyOrder(VIBER, WEB);

    contacts.keep(PHONE, TELEGRAM, NOW);
    ContactIndex.Joined joined = contacts.join(PHONE, VIBER, List.of(WEB), SINCE);
    assertThat(joined.members()).containsExactlyInAnyOrder(TELEGRAM, VIBER, WEB);
    assertThat(joined.contact()).isEqualTo(person);
  }

  @Test
  void whoeverIsLeftAloneIsToldSo() {
    KnownInbox inbox = new KnownInbox();
    EffectCarrier carrier = Contacts.carrier(redis.client(), inbox, true, InstantSource.fixed(NOW));
    contacts.keep(PHONE, TELEGRAM, NOW);
    contacts.keep(PHONE, VIBER, NOW);
    contacts.join(PHONE, VIBER, List.of(TELEGRAM), SINCE);
    inbox.events.clear();

    // Parted at once: before it heard of anybody.
    Effect parting = new Effect.UnlinkContacts(PHONE, List.of());
    carrier.carry(new OutboxEntry("viber:Zm9v=:2:0", ConversationId.of(VIBER), parting, NOW, 1));

    assertThat(inbox.events)
        .isEqualTo(
            Map.of(ConversationId.of(TELEGRAM), new Event.ContactUnlinked(NOW, VIBER, true)));
  }

  private static final class KnownInbox implements EventInbox {
    final Map<ConversationId, Event> events = new HashMap<>();

    @Override
    public Acceptance append(
        ConversationId conversation, String source, String sourceId, Event event) {
      events.put(conversation, event);
      return Acceptance.APPENDED;
    }
  }

  @Test
  void isKeptForMoreThanAYearAndNotForEver() {
    contacts.keep(PHONE, TELEGRAM, NOW);

    assertThat(redis.client().ttl("holos:contact:" + PHONE))
        .isBetween(Duration.ofDays(399).toSeconds(), Duration.ofDays(400).toSeconds());
  }
}
