package ua.holos.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.DeskAnswer;
import ua.holos.bot.conversation.DeskAnswer.Outcome;
import ua.holos.bot.conversation.Operator;

/// Two operators take the same conversation at the same moment, on two replicas. By default a
/// hundred times; `-Dholos.desk.claims=1000` for the full run.
final class DeskRaceTest {
  private static final Logger log = LoggerFactory.getLogger(DeskRaceTest.class);
  private static final Operator ANNA = new Operator("a", "Анна");
  private static final Operator BOHDAN = new Operator("b", "Богдан");

  @TempDir Path folder;

  private record Duel(ConversationId conversation, DeskAnswer anna, DeskAnswer bohdan) {
    int winners() {
      return (anna.done() ? 1 : 0) + (bohdan.done() ? 1 : 0);
    }
  }

  @Test
  void ofTwoWhoTakeItAtTheSameMomentOneHasItAndTheOtherLearnsWho() throws Exception {
    int claims = Integer.getInteger("holos.desk.claims", 100);
    try (DeskTown town = new DeskTown(folder)) {
      DeskTown.Replica one = town.replica().started();
      DeskTown.Replica other = town.replica().started();
      List<Duel> duels = new ArrayList<>();
      long start = System.nanoTime();
      try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int first = 0; first < claims; first += 50) {
          List<Future<Duel>> running = new ArrayList<>();
          for (int i = first; i < Math.min(claims, first + 50); i++) {
            ConversationId conversation = DeskTown.citizen(i);
            boolean swapped = i % 2 == 1;
            running.add(
                hands.submit(
                    () -> duel(hands, conversation, swapped ? other : one, swapped ? one : other)));
          }
          for (Future<Duel> duel : running) {
            duels.add(duel.get());
          }
        }
      }
      long millis = (System.nanoTime() - start) / 1_000_000;
      long annas = duels.stream().filter(duel -> duel.anna().done()).count();
      log.info(
          "{} double claims on 2 replicas in {} ms: {} won by one, {} by the other, {} by both",
          claims,
          millis,
          annas,
          duels.stream().filter(duel -> duel.bohdan().done()).count(),
          duels.stream().filter(duel -> duel.winners() == 2).count());

      assertThat(duels)
          .hasSize(claims)
          .allSatisfy(duel -> {
            assertThat(duel.winners()).isEqualTo(1);
            Operator winner = duel.anna().done() ? ANNA : BOHDAN;
            DeskAnswer loser = duel.anna().done() ? duel.bohdan() : duel.anna();
            assertThat(loser).isEqualTo(new DeskAnswer(Outcome.HELD, winner));
          });
      // The desk shows the winner as soon as it was answered.
      var holders = DeskTown.holders(one.desk);
      assertThat(duels)
          .allSatisfy(duel ->
              assertThat(holders.get(duel.conversation()))
                  .isEqualTo((duel.anna().done() ? ANNA : BOHDAN).name()));
    }
  }

  private static Duel duel(
      ExecutorService hands,
      ConversationId conversation,
      DeskTown.Replica annas,
      DeskTown.Replica bohdans)
      throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    Callable<DeskAnswer> anna =
        () -> {
          together.await();
          return annas.claim(conversation, ANNA);
        };
    Callable<DeskAnswer> bohdan =
        () -> {
          together.await();
          return bohdans.claim(conversation, BOHDAN);
        };
    Future<DeskAnswer> first = hands.submit(anna);
    Future<DeskAnswer> second = hands.submit(bohdan);
    return new Duel(conversation, first.get(), second.get());
  }
}
