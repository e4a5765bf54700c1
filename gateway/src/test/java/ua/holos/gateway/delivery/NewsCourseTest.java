package ua.holos.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import ua.holos.bot.appeal.AppealStatus;
import ua.holos.bot.channel.SendOutcome;
import ua.holos.bot.conversation.AppealNews;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.ConversationEngine;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Link;
import ua.holos.bot.conversation.OwnAppeal;
import ua.holos.bot.conversation.Person;
import ua.holos.bot.conversation.QuietHours;
import ua.holos.bot.conversation.Terms;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.Content;
import ua.holos.bot.message.MessageStatus;
import ua.holos.bot.message.OutboundMessage;
import ua.holos.bot.understanding.Understanding;
import ua.holos.gateway.city.DemoCity;

/// Whatever happens, in whatever order: what can be told is told in the end, nothing twice, no old
/// date after a newer one, and nobody is woken.
class NewsCourseTest {
  private static final int COURSES = Integer.getInteger("holos.news.courses", 2_000);
  private static final String TELEGRAM = "telegram:1";
  private static final String VIBER = "viber:Zm9v=";
  private static final String SMS = "tel:+380441234567";
  private static final List<String> CHANNELS = List.of(TELEGRAM, VIBER, SMS);
  private static final Map<String, String> HOMES =
      Map.of("6-1", TELEGRAM, "6-2", TELEGRAM, "6-3", VIBER);
  private static final String EMERGENCY = "6-2";
  private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");
  private static final Instant CALM = START.plus(Duration.ofDays(4));
  private static final Instant END = CALM.plus(Duration.ofDays(12));
  private static final QuietHours QUIET = DemoCity.policy().quiet();
  private static final ConversationEngine ENGINE =
      new ConversationEngine(DemoCity.catalogue(), DemoCity.wording(), DemoCity.policy());

  @Test
  void everythingIsToldOnceInOrderAndAtDecentHours() {
    Map<Figure, Integer> figures = new EnumMap<>(Figure.class);
    for (int seed = 1; seed <= COURSES; seed++) {
      Course course = new Course(seed);
      try {
        course.run();
        course.check();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("course " + seed + ": " + e.getMessage() + course.story(), e);
      }
      course.figures.forEach((figure, count) -> figures.merge(figure, count, Integer::sum));
    }
    // A generator that never gets into trouble would prove nothing.
    assertThat(figures.keySet()).containsExactlyInAnyOrder(Figure.values());
  }

  private enum Figure {
    CHANGES,
    ARRIVED,
    PASSED_ON,
    UNDELIVERED,
    HELD,
    LATE,
    GONE,
    FAILED_LATER
  }

  /// A message that a platform took.
  private static final class Taken {
    final Instant at;
    final String contact;
    final AppealNews news;
    @Nullable Instant arrivedAt;
    @Nullable Instant due;

    Taken(Instant at, String contact, AppealNews news) {
      this.at = at;
      this.contact = contact;
      this.news = news;
    }

    boolean inTime() {
      return arrivedAt != null && (due == null || arrivedAt.isBefore(due));
    }
  }

  private static final class Course {
    final Map<Figure, Integer> figures = new EnumMap<>(Figure.class);
    private final Random random;
    private final SimulatedPerson person;
    private final List<Taken> taken = new ArrayList<>();
    private final List<Event.StatusChanged> changes = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private final Set<String> blocked = new HashSet<>();
    private final Set<String> down = new HashSet<>();
    private final Map<String, Instant> heard = new LinkedHashMap<>();
    private int ids;

    Course(int seed) {
      random = new Random(seed);
      List<FakeAdapter> adapters =
          List.of(
              FakeAdapter.telegram(message -> send(message, null)),
              FakeAdapter.viber(message -> send(message, Duration.ofHours(2))),
              FakeAdapter.sms(message -> send(message, Duration.ofMinutes(30))));
      person = new SimulatedPerson(ENGINE, QUIET, adapters, START);
      String preferred = random.nextInt(4) == 0 ? pick(List.of("viber", "tel", "telegram")) : null;
      for (String contact : CHANNELS) {
        List<Link> others =
            CHANNELS.stream()
                .filter(other -> !other.equals(contact))
                .map(other -> new Link(ContactUrn.parse(other), START))
                .toList();
        Conversation state =
            KnownConversations.with(
                Conversation.begin(new ConversationId(contact)),
                new Person(null, null, false, START, null, others, preferred));
        person.put(KnownConversations.with(state, appeals(contact)));
      }
    }

    private static List<OwnAppeal> appeals(String contact) {
      return HOMES.entrySet().stream()
          .filter(home -> home.getValue().equals(contact))
          .map(Map.Entry::getKey)
          .sorted()
          .map(number ->
              new OwnAppeal(
                  number,
                  1,
                  number.equals(EMERGENCY) ? "plumbing" : "roads",
                  "",
                  AppealStatus.REGISTERED,
                  null,
                  START,
                  List.of(),
                  false))
          .toList();
    }

    private <T> T pick(List<T> all) {
      return all.get(random.nextInt(all.size()));
    }

    private void count(Figure figure) {
      figures.merge(figure, 1, Integer::sum);
    }

    private void tell(String what) {
      story.add(person.now + " " + what);
    }

    String story() {
      return "\n" + String.join("\n", story);
    }

    void run() {
      int happenings = 10 + random.nextInt(40);
      long span = Duration.between(START, CALM).toSeconds();
      for (int i = 0; i < happenings; i++) {
        person.at(START.plusSeconds(random.nextLong(span)), this::something);
      }
      person.runUntil(CALM);
      // From here on everything works, and the person is back.
      down.clear();
      for (String contact : List.copyOf(blocked)) {
        unblock(contact);
      }
      person.runUntil(CALM.plus(Duration.ofDays(9)));
      for (int day = 0; day < 2; day++) {
        CHANNELS.forEach(this::write);
        person.runUntil(person.now.plus(Duration.ofDays(1)));
      }
      person.runUntil(END);
    }

    private void something() {
      switch (random.nextInt(10)) {
        case 0, 1, 2, 3, 4 -> change();
        case 5 -> write(pick(CHANNELS));
        case 6 -> {
          String contact = pick(List.of(TELEGRAM, VIBER));
          if (blocked.contains(contact)) {
            unblock(contact);
          } else {
            block(contact);
          }
        }
        case 7 -> {
          String contact = pick(CHANNELS);
          tell(contact + " is down");
          down.add(contact);
          person.at(
              person.now.plusSeconds(random.nextInt(6 * 3600)),
              () -> {
                tell(contact + " works");
                down.remove(contact);
              });
        }
        default -> {
          change();
          change();
        }
      }
    }

    private void change() {
      String number = pick(HOMES.keySet().stream().sorted().toList());
      AppealStatus status = pick(List.of(AppealStatus.values()));
      boolean noted = random.nextInt(3) == 0;
      Instant due =
          status == AppealStatus.POSTPONED
              ? Instant.parse("2027-01-01T10:00:00Z").plus(Duration.ofDays(changes.size()))
              : null;
      // Each at a moment of its own, as the core's are.
      Instant at = person.now.plusNanos(changes.size() * 1_000L);
      Event.StatusChanged change =
          new Event.StatusChanged(
              at,
              number,
              "u" + changes.size(),
              status,
              noted ? "слово" + changes.size() + "." : "",
              "",
              due);
      String home = HOMES.getOrDefault(number, TELEGRAM);
      changes.add(change);
      count(Figure.CHANGES);
      tell("change " + number + " " + change.updateId() + " " + status + " " + change.note());
      person.happen(home, change);
      if (QUIET.at(person.now)) {
        count(Figure.HELD);
      }
    }

    private void write(String contact) {
      unblock(contact);
      tell("writes in " + contact);
      heard.put(contact, person.now);
      person.happen(
          contact,
          new Event.MessageReceived(
              person.now,
              new Content.Text("привіт"),
              "m" + ids++,
              null,
              Understanding.NOTHING,
              null));
    }

    private void block(String contact) {
      tell("blocks " + contact);
      blocked.add(contact);
      if (random.nextBoolean()) {
        person.happen(contact, new Event.ContactStopped(person.now));
      }
    }

    private void unblock(String contact) {
      if (blocked.remove(contact)) {
        tell("unblocks " + contact);
        person.happen(contact, new Event.ContactReturned(person.now));
      }
    }

    private SendOutcome send(OutboundMessage message, @Nullable Duration patience) {
      String contact = message.to().toString();
      AppealNews news = person.newsByKey.get(message.key());
      boolean calm = !person.now.isBefore(CALM);
      if (down.contains(contact)) {
        return new SendOutcome.Unreachable("down");
      }
      if (blocked.contains(contact)) {
        count(Figure.GONE);
        tell("gone " + message.key());
        return new SendOutcome.RecipientGone("blocked");
      }
      if (!calm && random.nextInt(20) == 0) {
        tell("rejected " + message.key());
        return new SendOutcome.Rejected("400", "no");
      }
      List<String> parts = new ArrayList<>();
      for (int i = 0; i <= (patience == null ? 0 : random.nextInt(2)); i++) {
        parts.add("p" + ids++);
      }
      if (news != null) {
        take(message, news, parts, patience, calm);
      }
      return new SendOutcome.Accepted(parts);
    }

    private void take(
        OutboundMessage message,
        AppealNews news,
        List<String> parts,
        @Nullable Duration patience,
        boolean calm) {
      String contact = message.to().toString();
      Taken one = new Taken(person.now, contact, news);
      taken.add(one);
      tell("takes " + message.key() + " " + news.number() + " " + news.updateId());
      decent(one);
      if (patience == null) {
        arrive(one);
        return;
      }
      one.due = person.now.plus(patience);
      switch (calm ? 0 : random.nextInt(8)) {
        case 0, 1, 2 -> {
          Instant then = person.now.plusSeconds(1 + random.nextLong(patience.toSeconds() - 60));
          person.at(then, () -> delivered(one, contact, parts));
        }
        case 3 -> delivered(one, contact, parts);
        case 4 -> {
          count(Figure.FAILED_LATER);
          Instant then = person.now.plusSeconds(random.nextLong(patience.toSeconds()));
          person.at(then, () -> report(contact, pick(parts), MessageStatus.FAILED));
        }
        case 5 -> {
          count(Figure.LATE);
          Instant then = one.due.plusSeconds(60 + random.nextLong(86_400));
          person.at(then, () -> delivered(one, contact, parts));
        }
        default -> {
          // Never heard of again.
        }
      }
    }

    private void delivered(Taken one, String contact, List<String> parts) {
      arrive(one);
      List<String> shuffled = new ArrayList<>(parts);
      Collections.shuffle(shuffled, random);
      for (String part : shuffled) {
        report(contact, part, MessageStatus.DELIVERED);
        if (random.nextInt(4) == 0) {
          report(contact, part, MessageStatus.DELIVERED);
        }
      }
      boolean all = taken.stream().noneMatch(t -> t.contact.equals(contact) && t.arrivedAt == null);
      if (all && random.nextBoolean()) {
        report(contact, parts.getLast(), MessageStatus.READ);
      }
    }

    private void arrive(Taken one) {
      one.arrivedAt = person.now;
      count(Figure.ARRIVED);
    }

    private void report(String contact, String part, MessageStatus status) {
      tell(status + " " + part);
      person.happen(contact, new Event.DeliveryReported(person.now, part, status, ""));
    }

    private void decent(Taken one) {
      Instant heardAt = heard.get(one.contact);
      boolean awake = heardAt != null && one.at.isBefore(heardAt.plus(Terms.AWAKE));
      assertThat(one.news.number().equals(EMERGENCY) || awake || !QUIET.at(one.at))
          .as("%s leaves at %s", one.news, one.at)
          .isTrue();
      boolean newerTold =
          taken.stream()
              .anyMatch(earlier ->
                  earlier != one
                      && earlier.news.number().equals(one.news.number())
                      && earlier.news.at().isAfter(one.news.at()));
      assertThat(newerTold && one.news.disposable())
          .as("%s comes after something newer", one.news)
          .isFalse();
    }

    void check() {
      for (String number : HOMES.keySet()) {
        List<Event.StatusChanged> mine =
            changes.stream().filter(change -> change.number().equals(number)).toList();
        List<Taken> told = taken.stream().filter(t -> t.news.number().equals(number)).toList();
        latestIsKnown(number, mine, told);
        wordsAreKnown(number, mine, told);
        nothingTwice(told);
      }
      person.undelivered.forEach(_ -> count(Figure.UNDELIVERED));
      long elsewhere =
          taken.stream()
              .filter(t -> t.arrivedAt != null)
              .filter(t -> !t.contact.equals(HOMES.get(t.news.number())))
              .count();
      figures.merge(Figure.PASSED_ON, (int) elsewhere, Integer::sum);
      for (String contact : CHANNELS) {
        assertThat(person.state(contact).news().stream().filter(n -> n.key() != null))
            .as("news that %s still waits for", contact)
            .isEmpty();
      }
    }

    /// How the appeal stands in the end has reached the person.
    private void latestIsKnown(String number, List<Event.StatusChanged> mine, List<Taken> told) {
      String home = HOMES.getOrDefault(number, TELEGRAM);
      person.state(home).appeals().stream()
          .filter(appeal -> appeal.number().equals(number) && !mine.isEmpty())
          .forEach(appeal ->
              assertThat(told)
                  .as("how %s stands", appeal)
                  .anyMatch(t -> t.arrivedAt != null && !t.news.at().isBefore(appeal.statusAt())));
    }

    /// What departments wrote has reached the person, unless no channel worked at the time.
    private void wordsAreKnown(String number, List<Event.StatusChanged> mine, List<Taken> told) {
      boolean nowhere = person.undelivered.stream().anyMatch(n -> n.number().equals(number));
      for (Event.StatusChanged change : mine) {
        if (change.note().isEmpty() || nowhere) {
          continue;
        }
        assertThat(told)
            .as("%s", change)
            .anyMatch(t -> t.arrivedAt != null && t.news.note().contains(change.note()));
      }
    }

    private static void nothingTwice(List<Taken> told) {
      for (Taken one : told) {
        assertThat(
                told.stream()
                    .filter(other -> other != one && other.at.isAfter(one.at))
                    .filter(other -> other.news.updateId().equals(one.news.updateId()))
                    .filter(_ -> one.inTime()))
            .as("%s arrived in time in %s, and is told again", one.news, one.contact)
            .isEmpty();
      }
    }
  }
}
