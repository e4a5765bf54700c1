package ua.holos.gateway.delivery;

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

/// An invented course of events around one person with three linked channels and three appeals:
/// changes, messages, blocks, outages, and platforms that deliver, refuse, fail later, or keep
/// silent.
final class NewsCourse {
  static final String TELEGRAM = "telegram:1";
  private static final String VIBER = "viber:Zm9v=";
  private static final String SMS = "tel:+380441234567";
  static final List<String> CHANNELS = List.of(TELEGRAM, VIBER, SMS);
  static final Map<String, String> HOMES = Map.of("6-1", TELEGRAM, "6-2", TELEGRAM, "6-3", VIBER);
  static final String EMERGENCY = "6-2";
  static final Instant START = Instant.parse("2026-11-20T08:00:00Z");
  private static final Instant CALM = START.plus(Duration.ofDays(4));
  private static final Instant END = CALM.plus(Duration.ofDays(12));
  static final QuietHours QUIET = DemoCity.policy().quiet();
  private static final ConversationEngine ENGINE =
      new ConversationEngine(DemoCity.catalogue(), DemoCity.wording(), DemoCity.policy());

  /// What a course gets into.
  enum Figure {
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
  static final class Taken {
    final Instant at;
    final String contact;
    final AppealNews news;
    final boolean awake;
    @Nullable Instant arrivedAt;
    @Nullable Instant due;

    Taken(Instant at, String contact, AppealNews news, boolean awake) {
      this.at = at;
      this.contact = contact;
      this.news = news;
      this.awake = awake;
    }

    boolean inTime() {
      return arrivedAt != null && (due == null || arrivedAt.isBefore(due));
    }
  }

  final Map<Figure, Integer> figures = new EnumMap<>(Figure.class);
  private final Random random;
  final SimulatedPerson person;
  final List<Taken> taken = new ArrayList<>();
  final List<Event.StatusChanged> changes = new ArrayList<>();
  private final List<String> story = new ArrayList<>();
  private final Set<String> blocked = new HashSet<>();
  private final Set<String> down = new HashSet<>();
  private final Map<String, Instant> heard = new LinkedHashMap<>();
  private int ids;

  NewsCourse(int seed) {
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

  /// Four days of trouble, and then some in which everything works.
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
    Taken one = new Taken(person.now, contact, news, awake(contact));
    taken.add(one);
    tell("takes " + message.key() + " " + news.number() + " " + news.updateId());
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

  /// Counts what there is to count only at the end.
  void count() {
    person.undelivered.forEach(_ -> count(Figure.UNDELIVERED));
    taken.stream()
        .filter(one -> one.arrivedAt != null)
        .filter(one -> !one.contact.equals(HOMES.get(one.news.number())))
        .forEach(_ -> count(Figure.PASSED_ON));
  }

  private boolean awake(String contact) {
    Instant heardAt = heard.get(contact);
    return heardAt != null && person.now.isBefore(heardAt.plus(Terms.AWAKE));
  }
}
