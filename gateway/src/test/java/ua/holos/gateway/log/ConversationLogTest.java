package ua.holos.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ua.holos.bot.channel.InboundSink.Acceptance;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Terms;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.Reply;
import ua.holos.gateway.log.EffectCarrier.Carried;

final class ConversationLogTest {
  @TempDir Path folder;
  private Town town;

  @BeforeEach
  void start() {
    town = new Town(folder.resolve("redis"));
  }

  @AfterEach
  void stop() throws Exception {
    town.close();
  }

  @Test
  void anEventLeadsToATurnAReplyAndALineInTheJournal() {
    town.host().started().write("ann", "1", "нема води");

    await().until(() -> town.saidTo("ann"), List.of("1:нема води")::equals);
    await().until(() -> town.journal.size() == 2);
    assertThat(town.journal.get(0))
        .isInstanceOfSatisfying(
            JournalEntry.TurnTaken.class,
            turn -> {
              assertThat(turn.turn()).isEqualTo(1);
              assertThat(Town.words(turn.event())).isEqualTo("нема води");
              assertThat(turn.effects()).containsExactly(Town.message("1:нема води"));
            });
    assertThat(town.journal.get(1))
        .isInstanceOfSatisfying(
            JournalEntry.MessageDelivered.class,
            delivered ->
                assertThat(delivered.delivery())
                    .isEqualTo(new DeliveryNote("telegram:ann:1:0", "sent", List.of("m1"), "")));
  }

  @Test
  void theSameIdOfASourceIsAppendedOnce() {
    Town.Host host = town.host().started();

    assertThat(host.inbox().append(Town.conversation("ann"), "telegram", "7", Town.text("a")))
        .isEqualTo(Acceptance.APPENDED);
    assertThat(host.inbox().append(Town.conversation("ann"), "telegram", "7", Town.text("a")))
        .isEqualTo(Acceptance.DUPLICATE);
    assertThat(host.inbox().append(Town.conversation("ann"), "viber", "7", Town.text("b")))
        .isEqualTo(Acceptance.APPENDED);

    await().until(() -> town.saidTo("ann"), List.of("1:a", "2:b")::equals);
  }

  @Test
  void eventsOfManyConversationsAreTakenInOrderEach() throws Exception {
    Town.Host host = town.host().started();
    List<Thread> people = new ArrayList<>();
    for (int person = 0; person < 40; person++) {
      String name = "p" + person;
      people.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int i = 1; i <= 25; i++) {
                  host.write(name, name + "-" + i, "m" + i);
                }
              }));
    }
    for (Thread person : people) {
      person.join();
    }

    await().atMost(Duration.ofSeconds(30)).until(() -> town.said.size() == 1000);
    List<String> expected = IntStream.rangeClosed(1, 25).mapToObj(i -> i + ":m" + i).toList();
    for (int person = 0; person < 40; person++) {
      assertThat(town.saidTo("p" + person)).isEqualTo(expected);
    }
  }

  @Test
  void whatAStoppedHostLeftIsTakenByTheNextWithItsState() {
    Town.Host first = town.host().started();
    first.write("ann", "1", "a");
    await().until(() -> town.saidTo("ann").size() == 1);
    first.log.stop();
    first.write("ann", "2", "b");

    town.host().started();

    await().until(() -> town.saidTo("ann"), List.of("1:a", "2:b")::equals);
  }

  @Test
  void twoHostsShareThePartitionsAndANewcomerGetsItsShare() {
    Town.Host first = town.host().started();
    await().until(() -> first.log.owned().size() == 4);
    Town.Host second = town.host().started();

    await().until(() -> first.log.owned().size() == 2 && second.log.owned().size() == 2);
    assertThat(first.log.owned().keySet()).doesNotContainAnyElementsOf(second.log.owned().keySet());
    // Whoever receives, the owner answers.
    for (int i = 0; i < 20; i++) {
      (i % 2 == 0 ? first : second).write("q" + i, "1", "x");
    }
    await().until(() -> town.said.size() == 20);

    second.log.stop();
    await().until(() -> first.log.owned().size() == 4);
  }

  @Test
  void anOutlivedOwnerChangesNothing() throws Exception {
    CountDownLatch paused = new CountDownLatch(1);
    CountDownLatch resume = new CountDownLatch(1);
    AtomicBoolean first = new AtomicBoolean(true);
    town.engine =
        (state, event) -> {
          if (Town.words(event).equals("slow") && first.compareAndSet(true, false)) {
            paused.countDown();
            try {
              resume.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            return List.of(Town.message("by the outlived"));
          }
          return Town.answer(state, event);
        };
    Town.Host old = town.host().started();
    await().until(() -> old.log.owned().size() == 4);
    int partition = old.beginning.partitions().of(Town.conversation("ann"));
    old.write("ann", "1", "slow");
    assertThat(paused.await(5, TimeUnit.SECONDS)).isTrue();
    long oldToken = old.log.owned().getOrDefault(partition, 0L);
    old.log.pause(true);

    Town.Host other = town.host().started();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> other.log.owned().getOrDefault(partition, 0L) > oldToken);
    await().until(() -> town.saidTo("ann"), List.of("1:slow")::equals);
    resume.countDown();
    other.write("ann", "2", "next");

    await().until(() -> town.saidTo("ann"), List.of("1:slow", "2:next")::equals);
    old.log.pause(false);
    await().until(() -> old.log.owned().size() + other.log.owned().size() == 4);
    assertThat(town.said).doesNotContain("ann by the outlived");
  }

  @Test
  void timersWakeTheConversationOnceAndCanBeReplacedAndCancelled() {
    town.engine =
        (state, event) ->
            switch (Town.words(event)) {
              case "set" -> List.of(timer("reminder", 300), timer("other", 300));
              case "replace" -> List.of(timer("reminder", 600));
              case "cancel" -> List.of(new Effect.CancelTimer("other"));
              default ->
                  List.of(
                      Town.message(
                          event instanceof Event.TimerElapsed elapsed ? elapsed.name() : "?"));
            };
    Town.Host host = town.host().started();
    Instant start = Instant.now();
    host.write("ann", "1", "set");
    host.write("ann", "2", "replace");
    host.write("ann", "3", "cancel");

    await().until(() -> town.saidTo("ann"), List.of("reminder")::equals);
    assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(550));
    host.write("ann", "4", "and now");
    await().until(() -> town.saidTo("ann"), List.of("reminder", "?")::equals);
  }

  @Test
  void aTimerThatRanOutWhileNobodyWasThereIsNotForgotten() {
    town.engine =
        (state, event) ->
            event instanceof Event.TimerElapsed
                ? List.of(Town.message("rang"))
                : List.of(timer("reminder", 300));
    Town.Host first = town.host().started();
    first.write("ann", "1", "set");
    await().until(() -> town.journal.size() == 1);
    first.log.stop();

    town.host().started();

    await().until(() -> town.saidTo("ann"), List.of("rang")::equals);
  }

  @Test
  void aPoisonEventGoesAsideAndTheConversationGoesOn() {
    AtomicInteger tries = new AtomicInteger();
    town.engine =
        (state, event) -> {
          if (Town.words(event).equals("poison")) {
            tries.incrementAndGet();
            throw new IllegalStateException("bug");
          }
          return Town.answer(state, event);
        };
    Town.Host host = town.host().started();
    host.write("ann", "1", "before");
    host.write("ann", "2", "poison");
    host.write("ann", "3", "after");

    await().until(() -> town.saidTo("ann"), List.of("1:before", "2:after")::equals);
    assertThat(tries).hasValue(5);
    assertThat(host.beginning.deadLetters().list(10))
        .singleElement()
        .satisfies(letter -> {
          assertThat(letter.kind()).isEqualTo("event");
          assertThat(letter.conversation()).isEqualTo(Town.conversation("ann"));
          assertThat(letter.error()).isEqualTo("java.lang.IllegalStateException");
        });
    assertThat(host.meters.counter("holos.dead.letters", "kind", "event").count()).isEqualTo(1);
    assertThat(town.look().keys("holos:*tries")).isEmpty();
  }

  @Test
  void failedTriesAreCountedAcrossRestarts() {
    AtomicInteger tries = new AtomicInteger();
    AtomicBoolean gone = new AtomicBoolean();
    town.engine =
        (state, event) -> {
          if (Town.words(event).equals("deadly")) {
            tries.incrementAndGet();
            // What a process does that dies of it: nothing more.
            while (!gone.get()) {
              java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
            }
            throw new IllegalStateException("died");
          }
          return Town.answer(state, event);
        };
    Town.Host writer = town.host();
    writer.write("ann", "1", "deadly");
    writer.write("ann", "2", "after");
    for (int life = 1; life <= 5; life++) {
      int expected = life;
      Town.Host host = town.host().started();
      await().until(() -> tries.get() == expected);
      host.log.pause(true);
      forget(host);
    }
    Town.Host last = town.host().started();

    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> town.saidTo("ann"), List.of("1:after")::equals);
    assertThat(tries).hasValue(5);
    assertThat(last.beginning.deadLetters().list(10)).hasSize(1);
    gone.set(true);
  }

  /// Makes the leases free at once, as their running out does.
  private void forget(Town.Host host) {
    host.log
        .owned()
        .keySet()
        .forEach(partition -> town.look().del("holos:{" + partition + "}:lease"));
    town.look().del("holos:replicas");
  }

  @Test
  void effectsOfAConversationKeepTheirOrderWhileOthersPass() {
    CountDownLatch open = new CountDownLatch(1);
    town.carrier =
        entry -> {
          if (entry.key().equals("telegram:ann:1:0")) {
            try {
              open.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
          return town.say(entry);
        };
    Town.Host host = town.host().started();
    host.write("ann", "1", "a");
    host.write("ann", "2", "b");
    host.write("bob", "1", "c");

    await().until(() -> town.said, List.of("bob 1:c")::equals);
    open.countDown();
    await().until(() -> town.saidTo("ann"), List.of("1:a", "2:b")::equals);
  }

  private static Effect about(String topic, boolean disposable) {
    return new Effect.SendMessage(
        new Reply(topic, List.of(), Priority.STATUS),
        new Terms(topic, disposable, false, true, null, null));
  }

  @Test
  void aDisposableMessageSeesWhatWaitsBehindIt() {
    Map<String, Set<String>> behind = new ConcurrentHashMap<>();
    AtomicBoolean open = new AtomicBoolean();
    town.engine =
        (_, _) ->
            List.of(
                about("appeal:1", true),
                about("appeal:2", false),
                new Effect.Withdraw("appeal:1"),
                Town.message("ok"));
    town.carrier =
        entry -> {
          behind.put(entry.key(), entry.topicsBehind());
          return open.get() ? town.say(entry) : new Carried.Later(Duration.ofMillis(20), List.of());
        };
    town.host().started().write("ann", "1", "x");
    await().until(() -> behind.get("telegram:ann:1:0"), Set.of("appeal:1", "appeal:2")::equals);
    open.set(true);
    await().until(() -> behind.size() == 4);
    assertThat(behind.get("telegram:ann:1:1")).as("it isn't disposable").isEmpty();
  }

  @Test
  void aFollowedMessageThatIsGivenUpIsToldToItsConversation() {
    List<Event> told = new CopyOnWriteArrayList<>();
    town.engine =
        (_, event) -> {
          told.add(event);
          return event instanceof Event.MessageReceived
              ? List.of(about("appeal:1", true))
              : List.of();
        };
    town.carrier =
        _ -> {
          throw new IllegalStateException("a bug");
        };
    town.host().started().write("ann", "1", "x");
    await()
        .until(() ->
            told.stream()
                .anyMatch(event ->
                    event instanceof Event.SendFailed(_, String key, String reason)
                        && key.equals("telegram:ann:1:0")
                        && reason.equals("rejected")));
  }

  @Test
  void aConversationsStateCanBeLookedUp() {
    Town.Host host = town.host().started();
    host.write("ann", "1", "x");
    await().until(() -> town.saidTo("ann").size() == 1);
    assertThat(host.beginning.states().find(Town.conversation("ann")))
        .hasValueSatisfying(state -> assertThat(state.turn()).isEqualTo(1));
    assertThat(host.beginning.states().find(Town.conversation("bob"))).isEmpty();
  }

  @Test
  void laterKeepsThePlaceAndTellsItsEventsOnce() {
    AtomicInteger attempts = new AtomicInteger();
    town.engine =
        (state, event) ->
            event instanceof Event.FilingDelayed ? List.of() : Town.answer(state, event);
    town.carrier =
        entry ->
            entry.key().equals("telegram:ann:1:0") && attempts.incrementAndGet() < 4
                ? new Carried.Later(
                    Duration.ofMillis(30), List.of(new Event.FilingDelayed(Instant.EPOCH, "ref")))
                : town.say(entry);
    Town.Host host = town.host().started();
    host.write("ann", "1", "a");
    host.write("ann", "2", "b");

    await().until(() -> town.saidTo("ann").size() == 2);
    assertThat(town.saidTo("ann").getFirst()).isEqualTo("1:a");
    assertThat(attempts).hasValue(4);
    await()
        .untilAsserted(() ->
            assertThat(town.journal)
                .filteredOn(entry ->
                    entry instanceof JournalEntry.TurnTaken turn
                        && turn.event() instanceof Event.FilingDelayed)
                .hasSize(1));
  }

  @Test
  void whatComesOfAnEffectIsAnEventOfTheConversation() {
    town.engine =
        (state, event) ->
            event instanceof Event.SendFailed failed
                ? List.of(Town.message("sorry for " + failed.key()))
                : List.of(Town.message("unsendable"));
    town.carrier =
        entry ->
            entry.key().endsWith(":1:0")
                ? new Carried.Finished(
                    List.of(new Event.SendFailed(Instant.EPOCH, entry.key(), "rejected")),
                    new DeliveryNote(entry.key(), "failed", List.of(), "rejected"))
                : town.say(entry);
    town.host().started().write("ann", "1", "a");

    await().until(() -> town.saidTo("ann"), List.of("sorry for telegram:ann:1:0")::equals);
  }

  @Test
  void anEffectThatFailsFiveTimesGoesToTheDeadLetters() {
    Map<String, Integer> attempts = new ConcurrentHashMap<>();
    town.carrier =
        entry -> {
          attempts.merge(entry.key(), 1, Integer::sum);
          if (entry.key().endsWith(":1:0")) {
            throw new IllegalStateException("bug");
          }
          return town.say(entry);
        };
    Town.Host host = town.host().started();
    host.write("ann", "1", "a");
    host.write("ann", "2", "b");

    await().until(() -> town.saidTo("ann"), List.of("2:b")::equals);
    assertThat(attempts).containsEntry("telegram:ann:1:0", 5);
    assertThat(host.beginning.deadLetters().list(10))
        .singleElement()
        .satisfies(letter -> {
          assertThat(letter.kind()).isEqualTo("effect");
          assertThat(letter.key()).isEqualTo("telegram:ann:1:0");
        });
    assertThat(host.meters.get("holos.outbox.size").gauge().value()).isZero();
  }

  @Test
  void effectsThatWaitAreCarriedOutByTheNextHost() {
    town.carrier = entry -> new Carried.Later(Duration.ofHours(1), List.of());
    Town.Host first = town.host().started();
    for (int i = 1; i <= 30; i++) {
      first.write("ann", "a" + i, "m");
      first.write("bob", "b" + i, "m");
    }
    await().until(() -> first.meters.get("holos.outbox.size").gauge().value() == 60);
    first.log.stop();
    town.carrier = town::say;

    town.host().started();

    List<String> expected = IntStream.rangeClosed(1, 30).mapToObj(i -> i + ":m").toList();
    await().until(() -> town.saidTo("ann"), expected::equals);
    await().until(() -> town.saidTo("bob"), expected::equals);
    await()
        .until(() ->
            IntStream.range(0, 4).mapToLong(n -> town.look().xlen("holos:{" + n + "}:outbox")).sum()
                == 0);
  }

  @Test
  void inboxAndJournalAreTrimmedOnlyBehindWhatWasUsed() {
    town.recordAway = true;
    Town.Host host = town.host().started();
    for (int i = 0; i < 600; i++) {
      host.write("ann", "i" + i, "x".repeat(200));
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> town.saidTo("ann").size() == 600);
    int partition = host.beginning.partitions().of(Town.conversation("ann"));
    try (var look = town.look()) {
      assertThat(look.xlen("holos:{" + partition + "}:inbox")).isLessThan(120);
      assertThat(look.xlen("holos:{" + partition + "}:journal")).isEqualTo(1200);
      town.recordAway = false;

      await().atMost(Duration.ofSeconds(30)).until(() -> town.journal.size() == 1200);
      await().until(() -> look.xlen("holos:{" + partition + "}:journal") < 120);
    }
  }

  @Test
  void nothingIsLostWhenRedisIsKilledInTheMiddle() throws Exception {
    Town.Host host = town.host().started();
    AtomicInteger accepted = new AtomicInteger();
    Thread person =
        Thread.ofVirtual()
            .start(() -> {
              int next = 1;
              while (next <= 300) {
                try {
                  host.write("ann", "n" + next, "m" + next);
                  accepted.set(next++);
                } catch (ua.holos.bot.channel.InboxUnavailableException e) {
                  // A platform delivers again.
                }
              }
            });
    for (int kill = 1; kill <= 2; kill++) {
      int from = 100 * kill;
      await().atMost(Duration.ofSeconds(20)).until(() -> accepted.get() >= from);
      ProcessHandle.of(town.server().pid()).orElseThrow().destroyForcibly();
    }
    person.join();

    List<String> expected = IntStream.rangeClosed(1, 300).mapToObj(i -> i + ":m" + i).toList();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> {
          // A message in flight when Redis died may be said twice; never lost, never out of
          // order.
          assertThat(town.saidTo("ann").stream().distinct().toList()).isEqualTo(expected);
        });
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(
                    town.journal.stream().filter(JournalEntry.TurnTaken.class::isInstance).count())
                .isEqualTo(300));
  }

  private static Effect timer(String name, long millis) {
    return new Effect.SetTimer(name, Instant.now().plusMillis(millis));
  }

  @Test
  void theJournalTellsPartsAndCostAndReadsEntriesThatHaveNone() {
    town.carrier =
        entry ->
            new Carried.Finished(
                List.of(),
                new DeliveryNote(
                    entry.key(),
                    "accepted",
                    List.of("a", "b"),
                    "",
                    2,
                    new java.math.BigDecimal("1.30")));
    town.host().started().write("ann", "1", "нема води");
    await().until(() -> town.journal.size() == 2);
    assertThat(((JournalEntry.MessageDelivered) town.journal.get(1)).delivery())
        .isEqualTo(
            new DeliveryNote(
                "telegram:ann:1:0",
                "accepted",
                List.of("a", "b"),
                "",
                2,
                new java.math.BigDecimal("1.30")));

    List<byte[]> old = new ArrayList<>();
    for (String one :
        List.of("c", "telegram:ann", "a", "0", "k", "telegram:ann:1:0", "s", "sent")) {
      old.add(Bytes.of(one));
    }
    for (String one : List.of("r", "", "x", "a", "x", "b", "x", "c")) {
      old.add(Bytes.of(one));
    }
    JournalEntry read =
        Journal.read(new Redis.Entry(Bytes.of("1-1"), old), new ua.holos.gateway.store.JsonCodec());
    assertThat(((JournalEntry.MessageDelivered) read).delivery())
        .isEqualTo(
            new DeliveryNote(
                "telegram:ann:1:0",
                "sent",
                List.of("a", "b", "c"),
                "",
                3,
                java.math.BigDecimal.ZERO));
  }

  @Test
  void whatPlatformsReportOfMessagesIsCountedOnce() {
    Town.Host host = town.host().started();
    var report =
        new ua.holos.bot.channel.InboundUpdate.DeliveryReported(
            new ua.holos.bot.channel.ChannelType("telegram"),
            "r1",
            Town.conversation("ann").contact(),
            Instant.EPOCH,
            "m1",
            ua.holos.bot.message.MessageStatus.DELIVERED,
            "");
    assertThat(host.inbox().accept(report)).isEqualTo(Acceptance.APPENDED);
    assertThat(host.inbox().accept(report)).isEqualTo(Acceptance.DUPLICATE);
    assertThat(
            host.meters
                .counter("holos.delivery.reports", "channel", "telegram", "status", "delivered")
                .count())
        .isEqualTo(1);
  }
}
