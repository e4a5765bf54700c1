package ua.holos.gateway.log;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.BinaryJedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/// One replica's part of the log at work: owns its share of the partitions, takes their turns,
/// carries out their effects, projects their journal.
final class ConversationLog {
  private static final Logger log = LoggerFactory.getLogger(ConversationLog.class);
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final byte[] WAKE = Bytes.of("holos:wake");

  private final LogBeginning parts;
  private final Supplier<TurnTaker> turns;
  private final Supplier<List<EffectCarrier>> carriers;
  private final Supplier<List<JournalProjection>> projections;
  private volatile @Nullable Running running;

  /// The suppliers are asked at the start: what they give may itself need the inbox.
  ConversationLog(
      LogBeginning parts,
      Supplier<TurnTaker> turns,
      Supplier<List<EffectCarrier>> carriers,
      Supplier<List<JournalProjection>> projections) {
    this.parts = parts;
    this.turns = turns;
    this.carriers = carriers;
    this.projections = projections;
  }

  void start() {
    running = new Running();
  }

  void stop() {
    Running now = running;
    if (now != null) {
      now.stop();
      running = null;
    }
  }

  boolean isRunning() {
    return running != null;
  }

  /// The partitions owned by this replica, with their tokens.
  Map<Integer, Long> owned() {
    Running now = running;
    return now == null ? Map.of() : now.ownership.owned();
  }

  /// How long ago Redis last answered.
  Duration silence() {
    Running now = running;
    return now == null ? Duration.ZERO : now.ownership.silence();
  }

  /// Stops renewing leases, as a process does that hangs.
  void pause(boolean hang) {
    Running now = running;
    if (now != null) {
      now.ownership.pause(hang);
    }
  }

  private final class Running {
    final Ownership ownership;
    final Projector projector;
    final ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("log-clock").daemon().factory());
    final Thread ear = Thread.ofVirtual().name("log-ear").unstarted(this::listen);
    final Listener listener = new Listener();
    volatile boolean stopping;

    Running() {
      TurnTaker taker = turns.get();
      Carriers all = new Carriers(carriers.get(), parts.tuning().concurrency());
      ownership =
          new Ownership(
              UUID.randomUUID().toString(),
              parts.redis(),
              parts.partitions(),
              parts.owners(),
              parts.tuning().lease(),
              parts.metrics(),
              (partition, token) -> owner(partition, token, taker, all));
      projector =
          new Projector(
              projections.get(),
              parts.redis(),
              parts.partitions(),
              parts.codec(),
              parts.metrics(),
              ownership::owned);
      if (parts.sole()) {
        ownership.forgetFormerOwners();
      }
      projector.start();
      ownership.start();
      ear.start();
    }

    private PartitionOwner owner(int partition, long token, TurnTaker taker, Carriers all) {
      PartitionKeys keys = parts.partitions().keys(partition);
      Outbox outbox =
          new Outbox(
              partition,
              keys,
              parts.redis(),
              parts.writer(),
              parts.inbox(),
              all,
              parts.codec(),
              clock,
              parts.metrics(),
              parts.tuning().retry());
      return new PartitionOwner(
          partition,
          token,
          keys,
          parts.redis(),
          taker,
          parts.codec(),
          outbox,
          parts.metrics(),
          parts.tuning(),
          projector);
    }

    /// Hears from other replicas that they put something into an inbox that is owned here.
    private void listen() {
      while (!stopping) {
        try {
          parts.redis().subscribe(listener, WAKE);
        } catch (RuntimeException e) {
          log.debug("Not listening for a moment: {}", Errors.trace(e));
        }
        parts.owners().wakeAll();
        if (!stopping) {
          LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
      }
    }

    final class Listener extends BinaryJedisPubSub {
      @Override
      public void onMessage(byte[] channel, byte[] message) {
        if (java.util.Arrays.equals(message, Ownership.SHARES_CHANGED)) {
          ownership.wake();
        } else {
          parts.owners().wake((int) Bytes.number(message));
        }
      }
    }

    void stop() {
      stopping = true;
      ownership.close(PATIENCE);
      projector.close();
      clock.shutdownNow();
      try {
        if (listener.isSubscribed()) {
          listener.unsubscribe();
        }
      } catch (JedisException e) {
        log.debug("Could not unsubscribe: {}", e.getMessage());
      }
      LockSupport.unpark(ear);
    }
  }
}
