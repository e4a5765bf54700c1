package ua.holos.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.gateway.log.DeadLetters.DeadLetter;
import ua.holos.gateway.log.DeadLetters.Redriven;
import ua.holos.gateway.log.EffectCarrier.Carried;

/// What was given up, sent again and dismissed, on a real Redis.
final class DeadLettersTest {
  @TempDir Path folder;
  private Town town;
  private volatile boolean refusing = true;
  private final List<Event> events = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() {
    town = new Town(folder.resolve("redis"));
    town.engine =
        (state, event) -> {
          events.add(event);
          return event instanceof Event.EffectRedriven redriven
              ? List.of(redriven.effect())
              : Town.answer(state, event);
        };
    town.carrier =
        entry ->
            refusing
                ? new Carried.Finished(
                    List.of(new Event.SendFailed(Instant.EPOCH, entry.key(), "rejected")),
                    new DeliveryNote(entry.key(), "failed", List.of(), "rejected: 7 no"),
                    "rejected: 7 no")
                : town.say(entry);
  }

  @AfterEach
  void stop() throws Exception {
    town.close();
  }

  /// A message to `ann` that the platform refused.
  private DeadLetter refused(Town.Host host) {
    town.engine =
        (state, event) -> {
          events.add(event);
          return switch (event) {
            case Event.EffectRedriven redriven -> List.<Effect>of(redriven.effect());
            case Event.SendFailed _ -> List.of();
            default -> Town.answer(state, event);
          };
        };
    host.write("ann", "1", "нема води");
    await().until(() -> host.beginning.deadLetters().list(10).size() == 1);
    return host.beginning.deadLetters().list(10).getFirst();
  }

  @Test
  void aMessageThatWasRefusedForGoodWaitsForPeople() {
    DeadLetter letter = refused(town.host().started());

    assertThat(letter.kind()).isEqualTo("effect");
    assertThat(letter.key()).isEqualTo("telegram:ann:1:0");
    assertThat(letter.channel()).isEqualTo("telegram");
    assertThat(letter.reason()).isEqualTo("rejected");
    assertThat(letter.error()).isEqualTo("rejected: 7 no");
    assertThat(letter.effect()).isEqualTo(Town.message("1:нема води"));
    assertThat(letter.toString()).doesNotContain("води").doesNotContain("ann");
    await().until(() -> events.stream().anyMatch(Event.SendFailed.class::isInstance));
  }

  @Test
  void aMessageThatIsSentAgainIsATurnOfItsConversationWithAKeyOfItsOwn() {
    Town.Host host = town.host().started();
    DeadLetter letter = refused(host);
    refusing = false;

    DeadLetters letters = host.beginning.deadLetters();
    assertThat(letters.redrive(letter.partition(), letter.id())).isEqualTo(Redriven.DONE);

    await().until(() -> town.saidTo("ann"), List.of("1:нема води")::equals);
    assertThat(letters.list(10)).isEmpty();
    await()
        .until(() ->
            town.journal.stream()
                .anyMatch(entry ->
                    entry instanceof JournalEntry.MessageDelivered delivered
                        && delivered.delivery().status().equals("sent")
                        && !delivered.delivery().key().equals("telegram:ann:1:0")));
    assertThat(events.getLast())
        .isInstanceOfSatisfying(
            Event.EffectRedriven.class,
            redriven -> assertThat(redriven.key()).isEqualTo("telegram:ann:1:0"));
  }

  @Test
  void howeverManyClickItIsSentAgainOnce() throws Exception {
    Town.Host host = town.host().started();
    Town.Host other = town.host().started();
    DeadLetter letter = refused(host);
    refusing = false;

    List<Callable<Redriven>> clicks = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      DeadLetters letters = (i % 2 == 0 ? host : other).beginning.deadLetters();
      clicks.add(() -> letters.redrive(letter.partition(), letter.id()));
    }
    List<Redriven> results = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var click : threads.invokeAll(clicks)) {
        results.add(click.get());
      }
    }

    assertThat(results).containsOnlyOnce(Redriven.DONE).contains(Redriven.GONE);
    await().until(() -> town.saidTo("ann").size() == 1);
    host.write("bob", "1", "далі");
    await().until(() -> town.saidTo("bob").size() == 1);
    assertThat(town.saidTo("ann")).containsExactly("1:нема води");
  }

  @Test
  void whatIsSentAgainWhileNobodyTakesTurnsIsTakenByTheNextHost() {
    Town.Host first = town.host().started();
    DeadLetter letter = refused(first);
    first.log.stop();
    refusing = false;
    // The process that was asked dies right afterwards: the letter is in the inbox and nowhere
    // else.
    assertThat(first.beginning.deadLetters().redrive(letter.partition(), letter.id()))
        .isEqualTo(Redriven.DONE);
    assertThat(first.beginning.deadLetters().list(10)).isEmpty();

    Town.Host second = town.host().started();

    await().until(() -> town.saidTo("ann"), List.of("1:нема води")::equals);
    // Whoever got no answer asks once more.
    assertThat(second.beginning.deadLetters().redrive(letter.partition(), letter.id()))
        .isEqualTo(Redriven.GONE);
  }

  @Test
  void whatFailsAgainIsADeadLetterAgain() {
    Town.Host host = town.host().started();
    DeadLetter letter = refused(host);
    DeadLetters letters = host.beginning.deadLetters();

    assertThat(letters.redrive(letter.partition(), letter.id())).isEqualTo(Redriven.DONE);

    await()
        .until(() -> {
          List<DeadLetter> now = letters.list(10);
          return now.size() == 1 && !now.getFirst().id().equals(letter.id());
        });
  }

  @Test
  void anEventIsHandledOnceMore() {
    town.engine =
        (state, event) -> {
          if (refusing && Town.words(event).equals("отрута")) {
            throw new IllegalStateException("poison");
          }
          return Town.answer(state, event);
        };
    town.carrier = town::say;
    Town.Host host = town.host().started();
    host.write("ann", "1", "отрута");
    DeadLetters letters = host.beginning.deadLetters();
    await().until(() -> letters.list(10).size() == 1);
    DeadLetter letter = letters.list(10).getFirst();
    assertThat(letter.kind()).isEqualTo("event");
    assertThat(letter.event()).isEqualTo(Town.text("отрута"));
    refusing = false;

    assertThat(letters.redrive(letter.partition(), letter.id())).isEqualTo(Redriven.DONE);

    await().until(() -> town.saidTo("ann"), List.of("1:отрута")::equals);
    assertThat(letters.list(10)).isEmpty();
  }

  @Test
  void whatIsDismissedIsGoneAndNothingHappens() {
    Town.Host host = town.host().started();
    DeadLetter letter = refused(host);
    refusing = false;
    DeadLetters letters = host.beginning.deadLetters();

    assertThat(letters.dismiss(letter.partition(), letter.id())).isTrue();
    assertThat(letters.dismiss(letter.partition(), letter.id())).isFalse();
    assertThat(letters.redrive(letter.partition(), letter.id())).isEqualTo(Redriven.GONE);
    host.write("bob", "1", "далі");
    await().until(() -> town.saidTo("bob").size() == 1);
    assertThat(town.saidTo("ann")).isEmpty();
  }

  @Test
  void whatNoLetterHasIsRefusedWhateverItIs() {
    DeadLetters letters = town.host().beginning.deadLetters();
    assertThat(letters.redrive(-1, "1-1")).isEqualTo(Redriven.GONE);
    assertThat(letters.redrive(4_711, "1-1")).isEqualTo(Redriven.GONE);
    assertThat(letters.redrive(0, "- or +")).isEqualTo(Redriven.GONE);
    assertThat(letters.dismiss(0, "99999999999999999999-1")).isFalse();
    assertThat(letters.find(0, "")).isEmpty();
  }

  @Test
  void whatANewerVersionWroteStaysUntilItCanBeRead() {
    Town.Host host = town.host();
    town.look()
        .xadd(
            "holos:{2}:dead",
            redis.clients.jedis.StreamEntryID.NEW_ENTRY,
            java.util.Map.of(
                "w",
                "effect",
                "k",
                "telegram:ann:9:0",
                "c",
                "telegram:ann",
                "p",
                "{\"type\":\"of-tomorrow\"}",
                "r",
                "rejected"));
    DeadLetters letters = host.beginning.deadLetters();
    DeadLetter letter = letters.list(10).getFirst();
    assertThat(letter.effect()).isNull();
    assertThat(letters.redrive(letter.partition(), letter.id())).isEqualTo(Redriven.UNREADABLE);
    assertThat(letters.find(letter.partition(), letter.id())).isPresent();
  }

  @Test
  void howManyWaitIsMeasuredByKind() {
    Town.Host host = town.host().started();
    refused(host);
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Instant[] now = {Instant.parse("2026-11-22T10:00:00Z")};
    InstantSource clock = () -> now[0];
    DeadLetterGauges.register(host.beginning.deadLetters(), meters, clock);

    assertThat(meters.get("holos.dead.letters.waiting").tag("kind", "effect").gauge().value())
        .isEqualTo(1);
    assertThat(meters.get("holos.dead.letters.waiting").tag("kind", "event").gauge().value())
        .isZero();
    assertThat(host.meters.counter("holos.dead.letters", "kind", "effect").count()).isEqualTo(1);
  }

  @Test
  void messagesThatWaitAreCountedByChannel() {
    town.carrier = entry -> new Carried.Later(java.time.Duration.ofHours(1), List.of());
    Town.Host host = town.host().started();
    for (int i = 1; i <= 3; i++) {
      host.write("ann", "a" + i, "m");
      host.write("bob", "b" + i, "m");
    }
    WaitingMessages waiting = host.beginning.waitingMessages();
    await()
        .until(() -> {
          var telegram = waiting.count().byChannel().get("telegram");
          return telegram != null && telegram.messages() == 6;
        });
    assertThat(waiting.count().more()).isFalse();
    assertThat(waiting.count().byChannel()).containsOnlyKeys("telegram");
  }
}
