package ua.holos.gateway.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;
import ua.holos.gateway.store.JsonCodec;

/// Gives the journal to the projections, in batches, and trims it behind the slowest. When a
/// projection can't keep up or its database is away, the journal waits; citizens don't.
final class Projector implements AutoCloseable, PartitionOwner.JournalReader {
  private static final Logger log = LoggerFactory.getLogger(Projector.class);
  private static final int BATCH = 500;
  private static final long LINGER_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 15_000;
  private static final long WORRYING = 200_000;
  private static final int FRESH = 256;
  private static final int NONE = -1;

  private final Redis redis;
  private final Partitions partitions;
  private final JsonCodec codec;
  private final LogMetrics metrics;
  private final Supplier<Map<Integer, Long>> owned;
  private final List<Runner> runners = new ArrayList<>();
  private final List<Fresh<JournalEntry.TurnTaken>> fresh;
  private volatile boolean closed;
  private long warned;

  /// @param owned the partitions owned here with their tokens
  Projector(
      List<JournalProjection> projections,
      Redis redis,
      Partitions partitions,
      JsonCodec codec,
      LogMetrics metrics,
      Supplier<Map<Integer, Long>> owned) {
    this.redis = redis;
    this.partitions = partitions;
    this.codec = codec;
    this.metrics = metrics;
    this.owned = owned;
    this.fresh =
        Stream.generate(() -> new Fresh<JournalEntry.TurnTaken>(FRESH))
            .limit(partitions.count())
            .toList();
    for (JournalProjection projection : projections) {
      runners.add(new Runner(projection));
    }
  }

  void start() {
    runners.forEach(runner -> runner.thread.start());
  }

  @Override
  public void offer(int partition, JournalEntry.TurnTaken turn) {
    fresh.get(partition).put(turn.position(), turn);
  }

  @Override
  public void grew() {
    for (Runner runner : runners) {
      runner.wake();
    }
  }

  /// Where a projection is in a partition, as long as the owner has this token.
  private record Reached(long token, String position) {}

  private final class Runner {
    final JournalProjection projection;
    final Map<Integer, Reached> reached = new ConcurrentHashMap<>();
    final Map<Integer, Long> waitingSince = new HashMap<>();
    final Thread thread = Thread.ofVirtual().name("journal").unstarted(this::run);
    volatile boolean more;
    volatile boolean idle;

    /// The partition that failed last: the others have their turn before it, so that an entry which
    /// can't be recorded doesn't hold them up.
    private int troubled = NONE;

    Runner(JournalProjection projection) {
      this.projection = projection;
    }

    void wake() {
      more = true;
      if (idle) {
        LockSupport.unpark(thread);
      }
    }

    void run() {
      long pause = 250;
      while (!closed) {
        more = false;
        try {
          boolean drained = true;
          Map<Integer, Long> now = owned.get();
          reached.keySet().retainAll(now.keySet());
          waitingSince.keySet().retainAll(now.keySet());
          List<Map.Entry<Integer, Long>> order = new ArrayList<>(now.entrySet());
          order.sort(
              Comparator.comparing((Map.Entry<Integer, Long> one) -> one.getKey() == troubled));
          for (Map.Entry<Integer, Long> partition : order) {
            troubled = partition.getKey();
            drained &= step(partition.getKey(), partition.getValue());
          }
          troubled = NONE;
          lag();
          pause = 250;
          if (drained) {
            idle();
          }
        } catch (RuntimeException e) {
          reached.clear();
          lagIfItCanBeTold();
          if (!closed) {
            log.warn(
                "The journal waits {} ms: {}",
                pause,
                e instanceof JedisException ? "Redis is away" : Errors.trace(e));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
            pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
          }
        }
      }
    }

    private void idle() {
      // What arrives in a burst goes into one transaction.
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LINGER_MILLIS));
      idle = true;
      if (!more && !closed) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
      }
      idle = false;
    }

    /// Gives one batch; whether the partition's journal is finished with.
    private boolean step(int partition, long token) {
      Reached last = reached.get(partition);
      if (last == null || last.token() != token) {
        last = new Reached(token, projection.position(partition).orElse("0-0"));
        reached.put(partition, last);
      }
      List<Redis.Entry> entries =
          redis.after(partitions.keys(partition).journal(), last.position(), BATCH);
      if (entries.isEmpty()) {
        waitingSince.remove(partition);
        return true;
      }
      String first = Bytes.text(entries.getFirst().id());
      waitingSince.put(partition, Long.parseLong(first.substring(0, first.indexOf('-'))));
      List<JournalEntry> read = entries.stream().map(entry -> read(partition, entry)).toList();
      projection.apply(partition, read);
      reached.put(partition, new Reached(token, read.getLast().position()));
      trim(partition);
      return entries.size() < BATCH;
    }

    private JournalEntry read(int partition, Redis.Entry entry) {
      JournalEntry turn = fresh.get(partition).take(Bytes.text(entry.id()));
      return turn == null ? Journal.read(entry, codec) : turn;
    }

    /// As [#lag()], which asks Redis: when just that is away, this thread must live on.
    private void lagIfItCanBeTold() {
      try {
        lag();
      } catch (RuntimeException e) {
        log.debug("How far the record is behind can't be told: {}", Errors.trace(e));
      }
    }

    private void lag() {
      long now = System.currentTimeMillis();
      long oldest = waitingSince.values().stream().mapToLong(Long::longValue).min().orElse(now);
      metrics.journalLagMillis.set(Math.max(0, now - oldest));
      if (now - oldest > 60_000 && now - warned > 60_000) {
        warned = now;
        long waiting = 0;
        for (int partition : waitingSince.keySet()) {
          waiting += redis.length(partitions.keys(partition).journal());
        }
        if (waiting > WORRYING) {
          log.error(
              "The record is {} behind, {} journal entries wait in Redis' memory: see to the"
                  + " database",
              Duration.ofMillis(now - oldest),
              waiting);
        } else {
          log.warn("The record is {} behind", Duration.ofMillis(now - oldest));
        }
      }
    }
  }

  private void trim(int partition) {
    String slowest = null;
    for (Runner runner : runners) {
      Reached at = runner.reached.get(partition);
      if (at == null) {
        return;
      }
      slowest = older(slowest, at.position());
    }
    if (slowest != null && !slowest.equals("0-0")) {
      redis.trimBefore(partitions.keys(partition).journal(), slowest);
    }
  }

  private static String older(@Nullable String one, String other) {
    if (one == null) {
      return other;
    }
    long oneTime = time(one);
    long otherTime = time(other);
    return oneTime != otherTime
        ? (oneTime < otherTime ? one : other)
        : (sequence(one) < sequence(other) ? one : other);
  }

  private static long time(String id) {
    return Long.parseLong(id.substring(0, id.indexOf('-')));
  }

  private static long sequence(String id) {
    return Long.parseLong(id.substring(id.indexOf('-') + 1));
  }

  @Override
  public void close() {
    closed = true;
    for (Runner runner : runners) {
      LockSupport.unpark(runner.thread);
    }
    try {
      for (Runner runner : runners) {
        runner.thread.join(Duration.ofSeconds(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
