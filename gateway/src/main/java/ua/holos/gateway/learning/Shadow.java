package ua.holos.gateway.learning;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.message.Content;
import ua.holos.bot.understanding.CategoryGuess;
import ua.holos.bot.understanding.Intent;
import ua.holos.bot.understanding.Understanding;
import ua.holos.gateway.log.TurnTaker;
import ua.holos.nlp.category.CategoryClassifier;
import ua.holos.nlp.text.PreparedText;

/// Lets a candidate read along: live complaints and confirmed appeals go, off the path of the
/// answer, to the model in use and to the one in shadow, and what comes of it is counted. Nobody
/// waits for it: what doesn't fit into the queue is passed over, and a model that fails harms only
/// its own figures. Texts are held in memory only.
public final class Shadow implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Shadow.class);
  private static final int QUEUE = 500;
  private static final Duration FLUSH_AFTER = Duration.ofSeconds(2);
  private static final List<Intent> COMPLAINTS =
      List.of(Intent.COMPLAINT, Intent.SEVERAL_PROBLEMS, Intent.NOT_FIXED);

  private final ShadowFigures figures;
  private final InstantSource clock;
  private final ZoneId zone;
  private final ArrayBlockingQueue<Heard> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Map<Key, ShadowTally> counted = new ConcurrentHashMap<>();
  private volatile @Nullable Pair pair;
  private volatile CountDownLatch stopped = new CountDownLatch(0);

  private record Pair(
      ModelRef active,
      CategoryClassifier activeModel,
      ModelRef candidate,
      CategoryClassifier candidateModel) {}

  /// @param category that a person confirmed, null for a complaint as it comes in
  private record Heard(Pair pair, String text, @Nullable String category) {}

  private record Key(ModelRef active, ModelRef candidate, LocalDate day) {}

  Shadow(ShadowFigures figures, InstantSource clock, ZoneId zone) {
    this.figures = figures;
    this.clock = clock;
    this.zone = zone;
  }

  /// From now on `candidate` reads along beside `active`; null: nobody does.
  void use(@Nullable LoadedModel active, @Nullable LoadedModel candidate) {
    pair =
        active == null || candidate == null || active.ref().equals(candidate.ref())
            ? null
            : new Pair(active.ref(), active.classifier(), candidate.ref(), candidate.classifier());
  }

  /// The same turns, listened to.
  public TurnTaker listeningTo(TurnTaker turns) {
    return (state, event) -> take(turns, state, event);
  }

  private TurnTaker.Turn take(TurnTaker turns, Conversation state, Event event) {
    TurnTaker.Turn turn = turns.take(state, event);
    Pair now = pair;
    if (now != null) {
      listen(now, turn);
    }
    return turn;
  }

  private void listen(Pair now, TurnTaker.Turn turn) {
    if (turn.event() instanceof Event.MessageReceived message && tells(message.understanding())) {
      String text =
          switch (message.content()) {
            case Content.Text(var words) -> words;
            case Content.Media media -> media.caption();
            case Content.Choice _,
                Content.Location _,
                Content.SharedContact _,
                Content.Command _,
                Content.Unsupported _ ->
                "";
          };
      if (!text.isBlank()) {
        offer(new Heard(now, text, null));
      }
    }
    for (Effect effect : turn.transition().effects()) {
      if (effect instanceof Effect.FileAppeal(var draft) && !draft.category().isEmpty()) {
        offer(new Heard(now, draft.description(), draft.category()));
      }
    }
  }

  private static boolean tells(Understanding read) {
    return COMPLAINTS.contains(read.intent()) && !read.categories().isEmpty();
  }

  private void offer(Heard heard) {
    if (!queue.offer(heard)) {
      count(heard.pair(), new ShadowTally(today(), 0, 0, 0, 0, 0, 0, 0, 1));
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  private void count(Pair of, ShadowTally tally) {
    counted.merge(new Key(of.active(), of.candidate(), tally.day()), tally, ShadowTally::plus);
  }

  private void read(Heard heard) {
    try {
      PreparedText text = PreparedText.of(heard.text());
      CategoryGuess active = heard.pair().activeModel().classify(text).getFirst();
      CategoryGuess candidate = heard.pair().candidateModel().classify(text).getFirst();
      String category = heard.category();
      boolean agreed = active.code().equals(candidate.code());
      count(
          heard.pair(),
          category == null
              ? new ShadowTally(
                  today(),
                  1,
                  agreed ? 1 : 0,
                  active.confidence(),
                  candidate.confidence(),
                  0,
                  0,
                  0,
                  0)
              : new ShadowTally(
                  today(),
                  0,
                  0,
                  0,
                  0,
                  1,
                  active.code().equals(category) ? 1 : 0,
                  candidate.code().equals(category) ? 1 : 0,
                  0));
    } catch (RuntimeException e) {
      count(heard.pair(), new ShadowTally(today(), 0, 0, 0, 0, 0, 0, 0, 1));
      LOG.warn("A text could not be read in shadow: {}", e.getClass().getName());
    }
  }

  /// Brings what was counted to SQL; what SQL can't take now is kept for the next time.
  private void flush() {
    for (Key key : List.copyOf(counted.keySet())) {
      ShadowTally tally = counted.remove(key);
      if (tally != null) {
        try {
          figures.add(key.active(), key.candidate(), tally);
        } catch (DataAccessException | TransactionException e) {
          counted.merge(key, tally, ShadowTally::plus);
          LOG.debug("Figures of the shadow wait for SQL: {}", e.getClass().getName());
          return;
        }
      }
    }
  }

  @Override
  public void start() {
    CountDownLatch end = new CountDownLatch(1);
    stopped = end;
    Thread.ofPlatform()
        .daemon()
        .priority(Thread.MIN_PRIORITY)
        .name("model-shadow")
        .start(() -> run(end));
  }

  private void run(CountDownLatch end) {
    long flushed = System.nanoTime();
    try {
      while (end.getCount() > 0) {
        Heard heard = queue.poll(FLUSH_AFTER.toMillis(), TimeUnit.MILLISECONDS);
        if (heard != null) {
          read(heard);
        }
        if (heard == null || System.nanoTime() - flushed > FLUSH_AFTER.toNanos()) {
          flush();
          flushed = System.nanoTime();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    flush();
  }

  @Override
  public void stop() {
    stopped.countDown();
    // What was counted since the last time would be gone with this process.
    flush();
  }

  @Override
  public boolean isRunning() {
    return stopped.getCount() > 0;
  }
}
