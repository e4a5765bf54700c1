package ua.holos.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.DeskAnswer;
import ua.holos.bot.conversation.DeskAnswer.Outcome;
import ua.holos.bot.conversation.Destination;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Mode;
import ua.holos.bot.conversation.Operator;
import ua.holos.gateway.log.EffectCarrier;
import ua.holos.gateway.log.OutboxEntry;
import ua.holos.gateway.staff.Skill;
import ua.holos.gateway.staff.StaffMember;

/// The desk on a real Redis, with the real log and engine.
final class DeskAtWorkTest {
  private static final ConversationId OLENA = DeskTown.citizen(1);
  private static final ConversationId IVAN = DeskTown.citizen(2);
  private static final Operator ANNA = new Operator("a", "Анна");
  private static final Operator BOHDAN = new Operator("b", "Богдан");

  @TempDir Path folder;
  private DeskTown town;

  @BeforeEach
  void start() {
    town = new DeskTown(folder);
  }

  @AfterEach
  void stop() throws Exception {
    town.close();
  }

  @Test
  void whoeverAsksForAPersonIsShownInTheQueueAndLearnsTheirPlace() {
    DeskTown.Replica desk = town.replica().started();
    desk.call(OLENA);
    await().until(() -> town.places.size() == 1);
    assertThat(town.places.getFirst().place()).isEqualTo(1);
    assertThat(town.places.getFirst().staffed()).isFalse();
    assertThat(town.places.getFirst().minutes()).isNull();

    desk.presence.beat(ANNA, null, false);
    desk.call(IVAN);
    await().until(() -> town.places.size() >= 2);
    assertThat(town.places.getLast().place()).isEqualTo(2);
    assertThat(town.places.getLast().staffed()).isTrue();
    assertThat(town.places.getLast().minutes()).as("five minutes each").isEqualTo(10);
    await().until(() -> DeskTown.waiting(desk.desk), Set.of(OLENA, IVAN)::equals);
    assertThat(desk.desk.all().stream().map(LiveCase::conversation)).containsExactly(OLENA, IVAN);
  }

  @Test
  void onlyWhoeverHoldsItAnswersAndAStrangerLearnsWhoDoes() {
    DeskTown.Replica desk = town.replica().started();
    assertThat(desk.reply(OLENA, ANNA, "Вітаю").outcome()).isEqualTo(Outcome.NOT_HELD);
    assertThat(desk.claim(OLENA, ANNA).done()).isTrue();

    assertThat(desk.reply(OLENA, BOHDAN, "Це я")).isEqualTo(new DeskAnswer(Outcome.HELD, ANNA));
    assertThat(desk.reply(OLENA, ANNA, "Слухаю вас").done()).isTrue();

    await().until(() -> !town.said.isEmpty());
    assertThat(town.said)
        .singleElement()
        .asString()
        .startsWith(OLENA.value() + " Анна: ")
        .contains("Слухаю вас");
  }

  @Test
  void aRequestThatIsRepeatedIsDoneOnceAndAnsweredAlike() {
    DeskTown.Replica desk = town.replica().started();
    assertThat(desk.claim(OLENA, ANNA).done()).isTrue();
    Event.OperatorReplied reply =
        new Event.OperatorReplied(Instant.now(), "once", ANNA, "Раз", List.of());

    assertThat(desk.ask(OLENA, reply).done()).isTrue();
    assertThat(town.replica().ask(OLENA, reply).done()).isTrue();

    await().until(() -> !town.said.isEmpty());
    assertThat(desk.reply(OLENA, ANNA, "Два").done()).isTrue();
    await().until(() -> town.said.size() == 2);
    assertThat(town.said.getFirst()).endsWith("Раз");
    assertThat(town.said.getLast()).endsWith("Два");
  }

  @Test
  void theAnswerIsFoundThoughTheReplicaThatDecidedDiesBeforeItAnswers() throws Exception {
    DeskTown.Replica dying =
        town.replica()
            .started(carrier ->
                new EffectCarrier() {
                  @Override
                  public boolean carries(Effect effect) {
                    return carrier.carries(effect);
                  }

                  @Override
                  public Carried carry(OutboxEntry entry) {
                    return entry.effect() instanceof Effect.AnswerDesk
                        ? new Carried.Later(Duration.ofHours(1), List.of())
                        : carrier.carry(entry);
                  }
                });
    DeskTown.Replica asking = town.replica();
    CompletableFuture<DeskAnswer> answer =
        CompletableFuture.supplyAsync(() -> asking.claim(OLENA, ANNA));
    await().until(() -> DeskTown.holders(asking.desk), Map.of(OLENA, "Анна")::equals);
    assertThat(answer).isNotDone();
    dying.log.stop();

    town.replica().started();

    assertThat(answer.get()).isEqualTo(new DeskAnswer(Outcome.DONE, ANNA));
  }

  @Test
  void anOlderPictureNeverComesBack() {
    DeskTown.Replica desk = town.replica().started();
    assertThat(desk.claim(OLENA, ANNA).done()).isTrue();
    LiveCase held = desk.desk.find(OLENA).orElseThrow();
    assertThat(desk.release(OLENA, ANNA).done()).isTrue();
    await().until(() -> DeskTown.waiting(desk.desk), Set.of(OLENA)::equals);

    assertThat(desk.desk.show(OLENA, 1, held.shown(), Instant.now()).changed()).isFalse();
    assertThat(DeskTown.waiting(desk.desk)).containsExactly(OLENA);

    long turn = Objects.requireNonNull(desk.desk.entries().get(OLENA)).turn();
    assertThat(desk.desk.leave(OLENA, turn + 2, Instant.now()).changed()).isTrue();
    assertThat(desk.desk.show(OLENA, turn + 1, held.shown(), Instant.now()).changed()).isFalse();
    assertThat(desk.desk.all()).isEmpty();
    assertThat(desk.desk.shown(List.of(OLENA.value(), IVAN.value()), Instant.now()))
        .as("it may still be open on a page")
        .containsExactly(OLENA.value());
  }

  @Test
  void whatAnOperatorHoldsWhoseBrowserIsGoneGoesToTheFrontOfTheQueue() {
    DeskTown.Replica one = town.replica().started();
    DeskTown.Replica other = town.replica().started();
    assertThat(one.claim(OLENA, ANNA).done()).isTrue();
    assertThat(one.claim(IVAN, BOHDAN).done()).isTrue();
    one.presence.beat(ANNA, OLENA, false);
    one.rounds.start();
    other.rounds.start();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> {
          other.presence.beat(BOHDAN, IVAN, false);
          return DeskTown.waiting(other.desk).contains(OLENA);
        });
    assertThat(DeskTown.holders(other.desk)).isEqualTo(Map.of(IVAN, "Богдан"));
    assertThat(one.desk.find(OLENA).orElseThrow().shown().handOff().front()).isTrue();
    assertThat(one.reply(OLENA, ANNA, "Я тут").outcome()).isEqualTo(Outcome.NOT_HELD);
  }

  @Test
  void whoeverSignsOutLeavesNothingHeld() {
    DeskTown.Replica desk = town.replica().started();
    desk.presence.beat(ANNA, null, false);
    assertThat(desk.claim(OLENA, ANNA).done()).isTrue();

    desk.presence.left(ANNA);

    await().until(() -> DeskTown.waiting(desk.desk), Set.of(OLENA)::equals);
    assertThat(desk.presence.present()).isEmpty();
  }

  @Test
  void anOfferCountsWhenItIsAcceptedAndComesBackWithAWarningWhenNobodyDoes() {
    DeskTown.Replica desk = town.replica().started();
    assertThat(desk.claim(OLENA, ANNA).done()).isTrue();
    Destination bohdan = new Destination(Destination.Kind.OPERATOR, "b", "Богдан");
    Instant soon = Instant.now().plusMillis(300);
    assertThat(
            desk.ask(
                    OLENA,
                    new Event.TransferOffered(
                        Instant.now(), town.request(), ANNA, bohdan, "", soon))
                .done())
        .isTrue();

    await().until(() -> "expired".equals(warning(desk)));
    assertThat(DeskTown.holders(desk.desk)).isEqualTo(Map.of(OLENA, "Анна"));
    assertThat(
            desk.ask(OLENA, new Event.TransferAccepted(Instant.now(), town.request(), BOHDAN))
                .outcome())
        .isEqualTo(Outcome.NO_TRANSFER);

    Instant late = Instant.now().plusSeconds(600);
    var _ =
        desk.ask(
            OLENA,
            new Event.TransferOffered(Instant.now(), town.request(), ANNA, bohdan, "", late));
    assertThat(
            desk.ask(OLENA, new Event.TransferAccepted(Instant.now(), town.request(), BOHDAN))
                .done())
        .isTrue();
    assertThat(DeskTown.holders(desk.desk)).isEqualTo(Map.of(OLENA, "Богдан"));
  }

  private static String warning(DeskTown.Replica desk) {
    return desk.desk.find(OLENA).orElseThrow().shown().mode() instanceof Mode.WithOperator held
        ? String.valueOf(held.warning())
        : "";
  }

  @Test
  void whoeverWaitsIsSeenAgainThoughTheDeskHasForgottenThem() {
    DeskTown.Replica desk = town.replica().started();
    desk.call(OLENA);
    await().until(() -> DeskTown.waiting(desk.desk), Set.of(OLENA)::equals);
    await().until(() -> town.places.size() == 1);
    desk.log.redis().hdel("holos:{desk}:cases", OLENA.value());

    var _ =
        desk.log.inbox().append(OLENA, "test", "t", new Event.TimerElapsed(Instant.now(), "queue"));

    await().until(() -> DeskTown.waiting(desk.desk), Set.of(OLENA)::equals);
  }

  @Test
  void whoeverLacksTheSkillIsNoReasonToWaitForAnAnswer() {
    DeskTown.Replica desk = town.replica().started();
    StaffMember english = town.hired("Еллі", 2, new Skill(Skill.Kind.LANGUAGE, "ENGLISH"));
    desk.presence.beat(english.operator(), null, false);
    desk.call(OLENA);
    await().until(() -> town.places.size() == 1);
    assertThat(town.places.getFirst().staffed()).isFalse();
  }

  @Test
  void whoeverIsGoneIsFreedThoughTheAccountsCanNotBeLookedUp() {
    DeskTown.Replica desk = town.replica().started();
    Router stumbling =
        new Router(
            desk.log.redis(),
            desk.desk,
            desk.presence,
            _ -> {
              throw new IllegalStateException("The database is away");
            },
            new Routing((_, _) -> true),
            desk.log.inbox(),
            InstantSource.system());
    DeskRounds rounds =
        new DeskRounds(
            stumbling,
            desk.vanishing,
            desk.presence,
            new DeskMending(desk.desk, desk.log.states(), InstantSource.system()),
            desk.news,
            InstantSource.system());
    StaffMember halyna = town.hired("Галина", 2);
    desk.call(IVAN);
    assertThat(desk.claim(OLENA, ANNA).done()).isTrue();
    rounds.start();
    try {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> {
            desk.presence.beat(halyna.operator(), null, false);
            desk.presence.state(halyna.operator(), Presence.State.READY);
            return DeskTown.waiting(desk.desk).contains(OLENA);
          });
    } finally {
      rounds.stop();
    }
  }

  @Test
  void waitingConversationsGoToThoseWhoAreReadyUpToTheirLimit() {
    StaffMember halyna = town.hired("Галина", 2);
    StaffMember danylo = town.hired("Данило", 1);
    DeskTown.Replica one = town.replica().started();
    DeskTown.Replica other = town.replica().started();
    for (DeskTown.Replica replica : List.of(one, other)) {
      replica.rounds.start();
    }
    one.presence.beat(halyna.operator(), null, false);
    one.presence.beat(danylo.operator(), null, false);
    one.presence.state(halyna.operator(), Presence.State.READY);
    one.presence.state(danylo.operator(), Presence.State.READY);
    for (int i = 0; i < 5; i++) {
      one.call(DeskTown.citizen(i));
    }

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> {
          one.presence.beat(halyna.operator(), null, false);
          one.presence.beat(danylo.operator(), null, false);
          return DeskTown.holders(one.desk).size() == 3;
        });
    assertThat(DeskTown.holders(one.desk).values())
        .containsExactlyInAnyOrder("Галина", "Галина", "Данило");
    assertThat(DeskTown.waiting(one.desk)).hasSize(2);
  }

  @Test
  void newsReachesAllReplicasAndAnInterruptionMakesThemLookAtEverything() {
    DeskTown.Replica one = town.replica();
    DeskTown.Replica other = town.replica();
    List<DeskNews.Change> heard = new CopyOnWriteArrayList<>();
    DeskNews.Change olena = new DeskNews.Change(DeskNews.Kind.CONVERSATION, OLENA);
    try (DeskNews.Subscription _ = other.news.follow(heard::add)) {
      await()
          .until(() -> {
            one.news.tell(olena);
            return heard.contains(olena);
          });
      heard.clear();

      town.killRedis();

      await()
          .atMost(Duration.ofSeconds(20))
          .until(() ->
              heard.contains(new DeskNews.Change(DeskNews.Kind.QUEUE, null))
                  && heard.contains(new DeskNews.Change(DeskNews.Kind.CONVERSATION, null)));
    }
  }
}
