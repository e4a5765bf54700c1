package ua.holos.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ua.holos.bot.channel.InboundSink.Acceptance;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.DeskCase;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.HandOff;
import ua.holos.bot.conversation.Mode;
import ua.holos.bot.conversation.Operator;
import ua.holos.gateway.log.TestRedis;

/// Who is at the desk, and who is gone, by a clock that the test moves.
final class PresenceTest {
  private static final Operator ANNA = new Operator("a", "Анна");
  private static final ConversationId OLENA = DeskTown.citizen(1);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;
  private TestRedis redis;
  private RedisPresence presence;
  private Instant now = Instant.parse("2026-11-25T09:00:00Z");
  private final List<DeskNews.Change> told = new ArrayList<>();
  private final List<Operator> freed = new ArrayList<>();
  private final Map<String, Event> inbox = new HashMap<>();
  private final List<LiveCase> cases = new ArrayList<>();
  private final Vanishing vanishing =
      new Vanishing(
          new LiveDesk() {
            @Override
            public List<LiveCase> all() {
              return cases;
            }

            @Override
            public Optional<LiveCase> find(ConversationId conversation) {
              return Optional.empty();
            }
          },
          (_, _, id, event) -> {
            inbox.put(id, event);
            return Acceptance.APPENDED;
          },
          PATIENCE,
          Duration.ofSeconds(2),
          () -> now);

  @BeforeEach
  void start() {
    redis = TestRedis.start(folder.resolve("redis"));
    presence = at(redis);
  }

  private RedisPresence at(TestRedis server) {
    DeskNews news =
        new DeskNews() {
          @Override
          public void tell(Change change) {
            told.add(change);
          }

          @Override
          public Subscription follow(Consumer<Change> follower) {
            return () -> {};
          }
        };
    return new RedisPresence(server.client(), news, PATIENCE, () -> now, freed::add);
  }

  @AfterEach
  void stop() {
    redis.close();
  }

  @Test
  void whoeverIsHeardOfIsPresentOnEveryReplica() {
    presence.beat(ANNA, OLENA, true);
    assertThat(at(redis).present())
        .containsExactly(new Presence.Present(ANNA, Presence.State.TAKING, now, OLENA, true, now));
    presence.state(ANNA, Presence.State.AWAY);
    assertThat(at(redis).find("a").orElseThrow().state()).isEqualTo(Presence.State.AWAY);
  }

  @Test
  void typingEndsWhenTheySayOrAreNotHeardOf() {
    presence.beat(ANNA, OLENA, true);
    presence.beat(ANNA, OLENA, false);
    assertThat(presence.find("a").orElseThrow().typing()).isFalse();
    presence.beat(ANNA, OLENA, true);
    now = now.plusSeconds(7);
    assertThat(presence.find("a").orElseThrow().typing()).isFalse();
  }

  @Test
  void pagesAreCalledWhenSomethingChangesAndNotByEveryBeat() {
    presence.beat(ANNA, null, false);
    presence.beat(ANNA, null, false);
    assertThat(told).hasSize(1);
    presence.beat(ANNA, OLENA, false);
    presence.beat(ANNA, OLENA, true);
    presence.beat(ANNA, OLENA, true);
    assertThat(told).hasSize(3);
  }

  @Test
  void whoeverComesBackAfterLongComesAnew() {
    presence.beat(ANNA, null, false);
    presence.state(ANNA, Presence.State.READY);
    now = now.plus(PATIENCE).plusSeconds(1);
    assertThat(presence.present()).isEmpty();
    presence.beat(ANNA, null, false);
    assertThat(presence.find("a").orElseThrow().state()).isEqualTo(Presence.State.TAKING);
    assertThat(presence.find("a").orElseThrow().idleSince()).isEqualTo(now);
  }

  @Test
  void whoeverLetsGoIsIdleSinceThen() {
    presence.beat(ANNA, null, false);
    presence.letGo(ANNA, now.plusSeconds(30));
    presence.letGo(new Operator("z", "Не тут"), now);
    assertThat(presence.present()).hasSize(1);
    assertThat(presence.find("a").orElseThrow().idleSince()).isEqualTo(now.plusSeconds(30));
  }

  @Test
  void leavingFreesAtOnce() {
    presence.beat(ANNA, null, false);
    presence.left(ANNA);
    assertThat(presence.present()).isEmpty();
    assertThat(freed).containsExactly(ANNA);
  }

  private void holds(Instant since) {
    cases.clear();
    cases.add(
        new LiveCase(
            OLENA,
            new DeskCase(
                new Mode.WithOperator(
                    ANNA,
                    since,
                    new HandOff("asked", since, false, null),
                    false,
                    null,
                    null,
                    null,
                    null),
                null,
                null,
                null,
                null,
                null)));
  }

  /// Looks each two seconds until so much time has passed.
  private void watch(Duration time, Map<String, Instant> seen) {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      now = now.plusSeconds(2);
      vanishing.look(seen);
    }
  }

  @Test
  void whoeverIsNotHeardOfForLongIsGoneAndTheHoldingEndsOnce() {
    holds(now);
    watch(PATIENCE, Map.of("a", now));
    assertThat(inbox).isEmpty();
    watch(Duration.ofMinutes(1), Map.of());
    assertThat(inbox.values())
        .singleElement()
        .isInstanceOfSatisfying(
            Event.OperatorVanished.class,
            gone -> {
              assertThat(gone.operator()).isEqualTo(ANNA);
              assertThat(gone.since())
                  .isEqualTo(((Mode.WithOperator) cases.getFirst().shown().mode()).since());
            });
  }

  @Test
  void whoeverIsHeardOfKeepsWhatTheyHold() {
    holds(now);
    for (int i = 0; i < 200; i++) {
      now = now.plusSeconds(2);
      vanishing.look(Map.of("a", now.minusSeconds(5)));
    }
    assertThat(inbox).isEmpty();
  }

  @Test
  void afterAnInterruptionEverybodyGetsTheWholeTimeAgain() {
    holds(now);
    Instant heard = now;
    watch(Duration.ofMinutes(1), Map.of("a", heard));
    // The process stood still, and nobody could be heard.
    now = now.plus(Duration.ofHours(1));
    vanishing.look(Map.of("a", heard));
    assertThat(inbox).isEmpty();
    vanishing.interrupted();
    watch(PATIENCE.minusSeconds(4), Map.of("a", heard));
    assertThat(inbox).isEmpty();
    watch(Duration.ofSeconds(10), Map.of("a", heard));
    assertThat(inbox).hasSize(1);
  }
}
