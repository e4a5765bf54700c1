package ua.holos.gateway.log;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;
import ua.holos.bot.channel.InboxUnavailableException;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Terms;
import ua.holos.gateway.log.EffectCarrier.Carried;
import ua.holos.gateway.store.JsonCodec;
import ua.holos.gateway.store.UnreadableRecordException;

/// The outbox of an owned partition: carries its effects out. Entries of one conversation and one
/// carrier form a lane and go one after another; lanes go in parallel, each on a virtual thread.
///
/// Only the owner adds to the stream, so what waits is known without reading it again. An entry is
/// deleted together with what came of it; whatever a process leaves behind is carried out again by
/// the next owner.
final class Outbox {
  private static final Logger log = LoggerFactory.getLogger(Outbox.class);
  private static final int FAILURES = 5;
  private static final int PAGE = 500;

  /// With more entries waiting than this, only their ids are kept in memory.
  private static final int REMEMBERED = 5_000;

  /// How far an entry looks at what waits behind it.
  private static final int LOOKED_AT = 100;

  /// An event that a waiting entry tells is told once, however long the wait.
  private static final Duration TOLD = Duration.ofDays(30);

  /// The pause of a lane after an error that is nobody's.
  private static final Duration STUMBLED = Duration.ofSeconds(10);

  /// The pause before an answer of Redis that was an error is asked for again.
  private static final long FINISH_PAUSE_MILLIS = 100;

  private final int partition;
  private final PartitionKeys keys;
  private final Redis redis;
  private final GroupWriter writer;
  private final RedisInbox inbox;
  private final Carriers carriers;
  private final JsonCodec codec;
  private final ScheduledExecutorService clock;
  private final LogMetrics metrics;
  private final Duration retry;
  private final Map<LaneKey, Lane> lanes = new ConcurrentHashMap<>();
  private final Phaser running = new Phaser(1);
  private volatile boolean closed;
  private String seen = "0-0";

  Outbox(
      int partition,
      PartitionKeys keys,
      Redis redis,
      GroupWriter writer,
      RedisInbox inbox,
      Carriers carriers,
      JsonCodec codec,
      ScheduledExecutorService clock,
      LogMetrics metrics,
      Duration retry) {
    this.partition = partition;
    this.keys = keys;
    this.redis = redis;
    this.writer = writer;
    this.inbox = inbox;
    this.carriers = carriers;
    this.codec = codec;
    this.clock = clock;
    this.metrics = metrics;
    this.retry = retry;
  }

  private record LaneKey(ConversationId conversation, int carrier) {}

  /// An entry that waits. Without the effect it is read again when its turn comes.
  private static final class Waiting {
    final String id;
    final String key;
    final ConversationId conversation;
    final Instant at;
    final @Nullable String topic;
    @Nullable Effect effect;
    int attempts;
    int failures;

    Waiting(String id, String key, ConversationId conversation, Instant at, Effect effect) {
      this.id = id;
      this.key = key;
      this.conversation = conversation;
      this.at = at;
      this.topic = topic(effect);
      this.effect = effect;
    }
  }

  /// What an entry is about, null when about nothing that others are about.
  private static @Nullable String topic(Effect effect) {
    return switch (effect) {
      case Effect.SendMessage(_, Terms terms) -> terms.topic();
      case Effect.Withdraw(String topic) -> topic;
      default -> null;
    };
  }

  private static Set<String> topicsBehind(Lane lane, Effect head) {
    if (!(head instanceof Effect.SendMessage(_, Terms terms)) || !terms.disposable()) {
      return Set.of();
    }
    synchronized (lane) {
      return lane.entries.stream()
          .skip(1)
          .limit(LOOKED_AT)
          .map(behind -> behind.topic)
          .filter(Objects::nonNull)
          .collect(Collectors.toSet());
    }
  }

  private static final class Lane {
    final int carrier;
    final ArrayDeque<Waiting> entries = new ArrayDeque<>();
    boolean gone;

    Lane(int carrier) {
      this.carrier = carrier;
    }
  }

  /// The fields of an entry's record in the stream.
  static List<byte[]> fields(String key, ConversationId conversation, Instant at, byte[] effect) {
    return List.of(
        Bytes.of("k"),
        Bytes.of(key),
        Bytes.of("c"),
        Bytes.of(conversation.value()),
        Bytes.of("a"),
        Bytes.of(at.toEpochMilli()),
        Bytes.of("f"),
        effect);
  }

  /// Reads what is in the stream behind the last entry that is known here: all at the start, after
  /// a commit of uncertain fate perhaps one batch, otherwise nothing. Called by the owner's thread.
  void catchUp() {
    List<Redis.Entry> page;
    do {
      page = redis.after(keys.outbox(), seen, PAGE);
      for (Redis.Entry entry : page) {
        Effect effect;
        try {
          effect = codec.readEffect(entry.value("f"));
        } catch (UnreadableRecordException e) {
          // Kept for a version that can read it; the others go on.
          log.error(
              "The outbox entry {} of partition {} can't be read and waits",
              Bytes.text(entry.id()),
              partition);
          seen = Bytes.text(entry.id());
          continue;
        }
        add(
            Bytes.text(entry.id()),
            Bytes.text(entry.value("k")),
            new ConversationId(Bytes.text(entry.value("c"))),
            Instant.ofEpochMilli(Bytes.number(entry.value("a"))),
            effect);
      }
    } while (page.size() == PAGE);
  }

  /// Takes an entry that was just committed. Called by the owner's thread, in the stream's order.
  void add(String id, String key, ConversationId conversation, Instant at, Effect effect) {
    seen = id;
    if (closed) {
      // The next owner finds it in the stream.
      return;
    }
    Waiting waiting = new Waiting(id, key, conversation, at, effect);
    int size = metrics.outboxSize.incrementAndGet();
    int carrier = carriers.indexFor(effect);
    if (size > REMEMBERED) {
      waiting.effect = null;
    }
    LaneKey laneKey = new LaneKey(conversation, carrier);
    while (true) {
      Lane lane = lanes.computeIfAbsent(laneKey, key2 -> new Lane(key2.carrier()));
      synchronized (lane) {
        if (lane.gone) {
          continue;
        }
        lane.entries.addLast(waiting);
        if (lane.entries.size() == 1) {
          run(laneKey, lane);
        }
        return;
      }
    }
  }

  private void run(LaneKey laneKey, Lane lane) {
    if (closed || running.register() < 0) {
      return;
    }
    Thread.ofVirtual().name("outbox-", partition).start(() -> work(laneKey, lane));
  }

  private void work(LaneKey laneKey, Lane lane) {
    try {
      while (!closed) {
        Waiting head;
        synchronized (lane) {
          head = lane.entries.peekFirst();
        }
        if (head == null) {
          throw new IllegalStateException("An empty lane is at work");
        }
        Duration delay = attempt(lane, head);
        if (delay.isPositive()) {
          resumeIn(delay, laneKey, lane);
          return;
        }
        synchronized (lane) {
          lane.entries.removeFirst();
          metrics.outboxSize.decrementAndGet();
          if (lane.entries.isEmpty()) {
            lane.gone = true;
            lanes.remove(laneKey, lane);
            return;
          }
        }
      }
    } catch (InterruptedException e) {
      // Closing: the entry stays in the stream.
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      // A lane without a thread would never say anything again.
      if (!closed) {
        log.error("A lane of partition {} stumbled: {}", partition, Errors.trace(e));
        resumeIn(STUMBLED, laneKey, lane);
      }
    } finally {
      running.arriveAndDeregister();
    }
  }

  private void resumeIn(Duration delay, LaneKey laneKey, Lane lane) {
    if (!closed) {
      var _ = clock.schedule(() -> run(laneKey, lane), delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /// Tries an entry once; how long to wait before it is tried again, zero when it is gone.
  private Duration attempt(Lane lane, Waiting head) throws InterruptedException {
    try {
      Effect effect = effect(head);
      if (effect == null) {
        return Duration.ZERO;
      }
      if (lane.carrier < 0) {
        bury(head, effect, "NoCarrier");
        return Duration.ZERO;
      }
      head.attempts++;
      Carried carried;
      Semaphore places = carriers.places(lane.carrier, head.conversation);
      places.acquire();
      long start = System.nanoTime();
      try {
        carried =
            carriers
                .carrier(lane.carrier)
                .carry(
                    new OutboxEntry(
                        head.key,
                        head.conversation,
                        effect,
                        head.at,
                        head.attempts,
                        topicsBehind(lane, effect)));
      } catch (JedisException | InboxUnavailableException e) {
        // Not the effect's fault, however often it happens: this is no failure to count.
        throw e;
      } catch (RuntimeException | LinkageError | StackOverflowError e) {
        if (closed) {
          throw new InterruptedException();
        }
        return failed(head, effect, e);
      } finally {
        places.release();
        metrics.carrying.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
      }
      return switch (carried) {
        case Carried.Finished finished -> {
          finish(head, effect, finished);
          yield Duration.ZERO;
        }
        case Carried.Later later -> {
          tell(head, later.events());
          yield positive(later.delay());
        }
      };
    } catch (JedisException | InboxUnavailableException e) {
      // Redis is away; the entry is safe, and its carrier answers a repeat as it did before.
      return Duration.ofMillis(500);
    }
  }

  private static Duration positive(Duration delay) {
    return delay.isPositive() ? delay : Duration.ofMillis(1);
  }

  private @Nullable Effect effect(Waiting head) {
    Effect effect = head.effect;
    if (effect == null) {
      List<Redis.Entry> entry = redis.at(keys.outbox(), head.id);
      if (entry.isEmpty()) {
        return null;
      }
      effect = codec.readEffect(entry.getFirst().value("f"));
    }
    return effect;
  }

  private void finish(Waiting entry, Effect effect, Carried.Finished finished)
      throws InterruptedException {
    Operations operations = new Operations();
    for (Event event : finished.events()) {
      event(operations, entry, event);
    }
    DeliveryNote delivery = finished.delivery();
    if (delivery != null) {
      operations.add("journal", Journal.delivered(entry.conversation, Instant.now(), delivery));
    }
    if (finished.givenUp() != null) {
      dead(entry, effect, finished.givenUp(), operations);
    }
    finish(entry, operations);
  }

  private void event(Operations operations, Waiting entry, Event event) {
    operations.add(
        "inbox",
        Bytes.of("c"),
        Bytes.of(entry.conversation.value()),
        Bytes.of("e"),
        codec.writeEvent(event));
  }

  /// Tries until Redis has it: a repeat changes nothing, and carrying out again would.
  private void finish(Waiting entry, Operations operations) throws InterruptedException {
    while (true) {
      try {
        writer.finish(partition, entry.id, operations).get(5, TimeUnit.SECONDS);
        return;
      } catch (java.util.concurrent.ExecutionException | CompletionException e) {
        if (closed) {
          throw new InterruptedException();
        }
        if (!(e.getCause() instanceof JedisException)) {
          log.error(
              "The outbox entry {} could not be finished yet: {}",
              ShownKey.of(entry.key),
              Errors.trace(e));
        }
        Thread.sleep(FINISH_PAUSE_MILLIS);
      } catch (TimeoutException e) {
        if (closed) {
          throw new InterruptedException();
        }
      }
    }
  }

  private void tell(Waiting entry, List<Event> events) {
    Map<Class<?>, Integer> told = new HashMap<>();
    for (Event event : events) {
      int number = told.merge(event.getClass(), 1, Integer::sum);
      String id = entry.key + "/" + event.getClass().getSimpleName() + "/" + number;
      var _ = inbox.append(entry.conversation, "outbox", id, event, TOLD);
    }
  }

  private Duration failed(Waiting entry, Effect effect, Throwable error)
      throws InterruptedException {
    entry.failures++;
    log.warn(
        "Carrying out {} failed ({} of {}): {}",
        ShownKey.of(entry.key),
        entry.failures,
        FAILURES,
        Errors.trace(error));
    if (entry.failures >= FAILURES) {
      bury(entry, effect, error.getClass().getName());
      return Duration.ZERO;
    }
    long pause = retry.toMillis() << (entry.failures - 1);
    return Duration.ofMillis(pause + ThreadLocalRandom.current().nextLong(pause / 4 + 1));
  }

  private void bury(Waiting entry, Effect effect, String error) throws InterruptedException {
    log.error("Gave up {}: {}", ShownKey.of(entry.key), error);
    Operations operations = new Operations();
    boolean followed = effect instanceof Effect.SendMessage(_, Terms terms) && terms.followed();
    if (followed) {
      // The conversation sees to it; sent again by people it would be told twice.
      event(operations, entry, new Event.SendFailed(Instant.now(), entry.key, "rejected"));
      metrics.deadEffects.increment();
    } else {
      dead(entry, effect, error, operations);
    }
    if (effect instanceof Effect.SendMessage) {
      operations.add(
          "journal",
          Journal.delivered(
              entry.conversation,
              Instant.now(),
              new DeliveryNote(entry.key, "failed", List.of(), "dead-letter")));
    }
    finish(entry, operations);
  }

  private void dead(Waiting entry, Effect effect, String reason, Operations operations) {
    operations.add(
        "dead",
        DeadLetters.effect(entry.key, entry.conversation, codec.writeEffect(effect), reason));
    metrics.deadEffects.increment();
  }

  /// Starts nothing more, and waits for what is on its way.
  void close(Duration patience) {
    closed = true;
    int phase = running.arriveAndDeregister();
    try {
      running.awaitAdvanceInterruptibly(phase, patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      log.warn("Effects of partition {} are still on their way", partition);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lanes
        .values()
        .forEach(lane -> {
          synchronized (lane) {
            metrics.outboxSize.addAndGet(-lane.entries.size());
            lane.entries.clear();
          }
        });
  }
}
