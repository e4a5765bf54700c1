package ua.holos.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ua.holos.bot.channel.SendOutcome;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Operator;
import ua.holos.bot.message.OutboundMessage;
import ua.holos.gateway.delivery.Deliveries;

/// Citizens write while operators take their conversations: once an operator was told that they
/// have it, no word of the bot arrives. By default in 60 conversations; `-Dholos.desk.held=1000`
/// for the full run.
final class DeskSilenceTest {
  private static final Logger log = LoggerFactory.getLogger(DeskSilenceTest.class);
  private static final Operator ANNA = new Operator("a", "Анна");
  private static final String LAST = "Справу закрито";
  private static final int AT_ONCE = 50;

  @TempDir Path folder;

  /// A message that the platform was given.
  ///
  /// @param arrived when it had it, by the process's clock
  private record Sent(ConversationId conversation, boolean byBot, long arrived) {}

  private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
  private final Map<ConversationId, Long> claimed = new ConcurrentHashMap<>();
  private final Map<ConversationId, Boolean> finished = new ConcurrentHashMap<>();

  private SendOutcome platform(OutboundMessage message) {
    ConversationId conversation = ConversationId.of(message.to());
    // As long as a platform takes.
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1_000_000, 20_000_000));
    sent.add(new Sent(conversation, message.reply().author() == null, System.nanoTime()));
    if (message.reply().text().contains(LAST)) {
      finished.put(conversation, true);
    }
    return new SendOutcome.Accepted(List.of("id"));
  }

  @Test
  void noWordOfTheBotLeavesOnceAnOperatorHasIt() throws Exception {
    int conversations = Integer.getInteger("holos.desk.held", 60);
    try (DeskTown town = new DeskTown(folder)) {
      List<DeskTown.Replica> replicas = List.of(town.replica(), town.replica());
      for (DeskTown.Replica replica : replicas) {
        replica.started(
            Deliveries.telegram(this::platform, replica.log.states(), replica.botSends));
      }
      long start = System.nanoTime();
      try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int first = 0; first < conversations; first += AT_ONCE) {
          List<Future<?>> running = new ArrayList<>();
          for (int i = first; i < Math.min(conversations, first + AT_ONCE); i++) {
            int number = i;
            running.add(people.submit(() -> course(people, number, replicas.get(number % 2))));
          }
          for (Future<?> one : running) {
            one.get();
          }
        }
      }
      await().atMost(Duration.ofSeconds(60)).until(() -> finished.size() == conversations);

      List<Sent> afterwards =
          sent.stream()
              .filter(Sent::byBot)
              .filter(
                  one -> one.arrived() > claimed.getOrDefault(one.conversation(), Long.MAX_VALUE))
              .toList();
      long byBot = sent.stream().filter(Sent::byBot).count();
      log.info(
          "{} conversations in {} ms: the bot said {} before the claims, {} after them; operators"
              + " {}",
          conversations,
          (System.nanoTime() - start) / 1_000_000,
          byBot - afterwards.size(),
          afterwards.size(),
          sent.size() - byBot);
      assertThat(byBot).as("the bot did speak").isPositive();
      assertThat(afterwards).isEmpty();
    }
  }

  /// Somebody writes again and again; in the middle an operator takes it, and at last answers.
  private void course(ExecutorService people, int number, DeskTown.Replica replica) {
    ConversationId conversation = DeskTown.citizen(number);
    Future<?> citizen =
        people.submit(() -> {
          for (int i = 0; i < 12; i++) {
            replica.write(conversation, "повідомлення " + i);
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1_000_000, 15_000_000));
          }
        });
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(20_000_000, 80_000_000));
    assertThat(replica.claim(conversation, ANNA).done()).isTrue();
    claimed.put(conversation, System.nanoTime());
    try {
      citizen.get();
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
    assertThat(replica.reply(conversation, ANNA, LAST).done()).isTrue();
  }
}
