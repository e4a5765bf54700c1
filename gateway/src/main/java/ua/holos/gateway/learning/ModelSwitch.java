package ua.holos.gateway.learning;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import redis.clients.jedis.exceptions.JedisException;
import ua.holos.gateway.learning.ModelChoices.Replica;
import ua.holos.nlp.category.CategoryClassifier;

/// Makes this replica use the models that were chosen for all, within seconds. A model that can't
/// be loaded here changes nothing: the one in use stays, and everybody who looks is told why.
final class ModelSwitch implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(ModelSwitch.class);

  /// Before the log takes the first turn.
  private static final int PHASE = -100;

  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(30);

  private final ModelShelf shelf;
  private final ModelChoices choices;
  private final Consumer<CategoryClassifier> understander;
  private final Shadow shadow;
  private final String replica;
  private final Duration pause;
  private final InstantSource clock;

  private record Refusal(String sentence, Instant at) {}

  private volatile CountDownLatch stopped = new CountDownLatch(0);
  private @Nullable LoadedModel active;
  private @Nullable LoadedModel candidate;
  private final Map<ModelRef, Refusal> refusals = new HashMap<>();
  private volatile String trouble = "";

  /// @param understander takes the model to use
  /// @param replica how this process is called
  /// @param pause between two looks at the choice
  ModelSwitch(
      ModelShelf shelf,
      ModelChoices choices,
      Consumer<CategoryClassifier> understander,
      Shadow shadow,
      String replica,
      Duration pause,
      InstantSource clock) {
    this.shelf = shelf;
    this.choices = choices;
    this.understander = understander;
    this.shadow = shadow;
    this.replica = replica;
    this.pause = pause;
    this.clock = clock;
  }

  /// Does as was chosen.
  ///
  /// @throws JedisException when the choice can't be read now; everything stays as it is
  synchronized void follow() {
    ModelChoice choice = choices.current();
    trouble = "";
    boolean untouched = active == null && choice.active().equals(ModelRef.SHIPPED);
    if (untouched && choice.shadow() == null) {
      // The understander has it from the start: no need to load it a second time.
      report();
      return;
    }
    LoadedModel wanted = load(choice.active(), active);
    if (wanted != null && wanted != active) {
      understander.accept(wanted.classifier());
      active = wanted;
      LOG.info("The category model is now {}", wanted.name());
    }
    candidate = choice.shadow() == null ? null : load(choice.shadow(), candidate);
    shadow.use(active, candidate);
    report();
  }

  private void report() {
    choices.report(
        new Replica(
            replica, clock.instant(), inUse(), candidate == null ? "" : candidate.name(), trouble));
  }

  /// The model that is meant; null, with the reason in `trouble`, when it can't be used. What was
  /// refused is tried again after a while: somebody may be copying it.
  private @Nullable LoadedModel load(ModelRef ref, @Nullable LoadedModel current) {
    if (current != null && current.ref().equals(ref)) {
      return current;
    }
    Refusal before = refusals.get(ref);
    if (before != null && clock.instant().isBefore(before.at().plus(BETWEEN_TRIES))) {
      trouble = before.sentence();
      return null;
    }
    try {
      LoadedModel loaded = shelf.open(ref);
      refusals.remove(ref);
      return loaded;
    } catch (RefusedModelException e) {
      refusals.put(ref, new Refusal(e.sentence(), clock.instant()));
      trouble = e.sentence();
      LOG.error(
          "The category model {} can't be used, {} reads meanwhile: {}",
          ref.name(),
          inUse(),
          e.sentence());
      return null;
    }
  }

  /// Why this replica doesn't do as chosen, empty when it does.
  String trouble() {
    return trouble;
  }

  /// The name of the model that reads here just now, whatever was chosen.
  synchronized String inUse() {
    return active == null ? ModelRef.SHIPPED_NAME : active.name();
  }

  /// The model in use here, null before the first look.
  synchronized @Nullable LoadedModel active() {
    return active;
  }

  /// The model in shadow here, null when there is none.
  synchronized @Nullable LoadedModel candidate() {
    return candidate;
  }

  @Override
  public void start() {
    CountDownLatch end = new CountDownLatch(1);
    stopped = end;
    tryToFollow();
    Thread.ofPlatform().daemon().name("model-switch").start(() -> run(end));
  }

  private void run(CountDownLatch end) {
    try {
      while (!end.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        tryToFollow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tryToFollow() {
    try {
      follow();
    } catch (JedisException e) {
      LOG.debug("Which category model to use can't be asked now: {}", e.getClass().getName());
    } catch (RuntimeException e) {
      LOG.error("The choice of category models can't be followed", e);
    }
  }

  @Override
  public void stop() {
    stopped.countDown();
  }

  @Override
  public boolean isRunning() {
    return stopped.getCount() > 0;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
