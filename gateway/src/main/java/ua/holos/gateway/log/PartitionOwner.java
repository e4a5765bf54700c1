package ua.holos.gateway.log;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.resps.Tuple;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Transition;
import ua.holos.gateway.store.JsonCodec;

/// The one who reads a partition's inbox, takes the turns and commits them, as long as its fencing
/// token is the newest. Everything happens on one virtual thread, one batch after another.
final class PartitionOwner {
  private static final Logger log = LoggerFactory.getLogger(PartitionOwner.class);
  private static final int TRIES = 5;
  private static final long COMMIT_BYTES = 1 << 20;
  private static final long IDLE_MILLIS = 1_000;
  private static final int TIMERS = 100;
  private static final int KNOWN = 500;
  private static final char MEMBER_DIVIDER = '\n';

  private final int partition;
  private final long token;
  private final PartitionKeys keys;
  private final Redis redis;
  private final TurnTaker turns;
  private final JsonCodec codec;
  private final Outbox outbox;
  private final LogMetrics metrics;
  private final LogSettings.Tuning tuning;
  private final JournalReader journal;
  private final Semaphore signal = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;

  private String position = "0-0";

  /// No timer is due before; later than the truth is impossible, as only the owner sets timers.
  private long nextTimer = Long.MAX_VALUE;

  /// The first batch of a new owner goes one by one, each try counted before it is made: so an
  /// event that kills the process is found out too.
  private int careful;

  /// Events that this process has just put into the inbox.
  private final Fresh<Event> fresh = new Fresh<>(512);

  /// The states of the conversations that are at it: only the owner changes them.
  private final Map<ConversationId, Conversation> known =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ConversationId, Conversation> eldest) {
          return size() > KNOWN;
        }
      };

  /// The entry whose last try Redis spoilt: no fault of the entry, so that it isn't counted.
  private @Nullable String spared;

  /// Entries whose tries are counted in Redis.
  private final Set<String> counted = new HashSet<>();

  /// Who reads the journal.
  interface JournalReader {

    /// Hears what an entry of the journal holds, to save reading it.
    void offer(int partition, JournalEntry.TurnTaken turn);

    /// Hears that there is more in the journal.
    void grew();
  }

  PartitionOwner(
      int partition,
      long token,
      PartitionKeys keys,
      Redis redis,
      TurnTaker turns,
      JsonCodec codec,
      Outbox outbox,
      LogMetrics metrics,
      LogSettings.Tuning tuning,
      JournalReader journal) {
    this.partition = partition;
    this.token = token;
    this.keys = keys;
    this.redis = redis;
    this.turns = turns;
    this.codec = codec;
    this.outbox = outbox;
    this.metrics = metrics;
    this.tuning = tuning;
    this.journal = journal;
    this.thread = Thread.ofVirtual().name("partition-" + partition).unstarted(this::run);
  }

  int partition() {
    return partition;
  }

  long token() {
    return token;
  }

  boolean isRunning() {
    return thread.isAlive();
  }

  void start() {
    thread.start();
  }

  /// Hears what an entry of the inbox holds, to save reading it.
  void offer(String id, Event event) {
    fresh.put(id, event);
  }

  /// Says that there may be something in the inbox.
  void wake() {
    if (signal.availablePermits() == 0) {
      signal.release();
    }
  }

  /// Ends after the batch in hand, and waits for the effects on their way.
  void close(Duration patience) {
    closed = true;
    wake();
    try {
      thread.join(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    outbox.close(patience);
  }

  private void run() {
    boolean reload = true;
    long pause = 50;
    while (!closed) {
      try {
        if (reload) {
          load();
          reload = false;
        }
        step();
        pause = 50;
      } catch (OutlivedException e) {
        log.warn("{}; leaving it", e.getMessage());
        closed = true;
        outbox.close(Duration.ZERO);
      } catch (JedisException e) {
        log.warn("Partition {} waits for Redis: {}", partition, e.getMessage());
        reload = true;
        rest(pause);
        pause = Math.min(pause * 2, 2_000);
      } catch (InterruptedException e) {
        closed = true;
      } catch (RuntimeException e) {
        log.error("Partition {} stumbled: {}", partition, Errors.trace(e));
        reload = true;
        rest(pause);
        pause = Math.min(pause * 2, 10_000);
      }
    }
  }

  private void rest(long millis) {
    try {
      var _ = signal.tryAcquire(millis, TimeUnit.MILLISECONDS);
      Thread.sleep(Math.min(millis, 50));
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  private void load() {
    known.clear();
    byte[] stored = redis.get(keys.position());
    position = stored == null ? "0-0" : Bytes.text(stored);
    outbox.catchUp();
    List<Tuple> first = redis.upTo(keys.timers(), Double.POSITIVE_INFINITY, 1);
    nextTimer = first.isEmpty() ? Long.MAX_VALUE : (long) first.getFirst().getScore();
    careful = tuning.batch();
  }

  private void step() throws InterruptedException {
    if (nextTimer <= System.currentTimeMillis()) {
      moveDueTimers();
    }
    // Whoever writes from here on signals again.
    signal.drainPermits();
    List<Redis.Entry> entries = redis.after(keys.inbox(), position, tuning.batch());
    boolean all = true;
    if (careful > 0) {
      takeCarefully(entries);
      all = false;
    } else if (!entries.isEmpty()) {
      all = take(entries, 0);
    }
    if (entries.isEmpty()) {
      careful = 0;
    } else if (!all || entries.size() == tuning.batch()) {
      return;
    }
    long idle = Math.clamp(nextTimer - System.currentTimeMillis(), 1, IDLE_MILLIS);
    if (signal.tryAcquire(idle, TimeUnit.MILLISECONDS)) {
      signal.drainPermits();
    }
  }

  private void takeCarefully(List<Redis.Entry> entries) throws InterruptedException {
    for (Redis.Entry entry : entries) {
      if (closed) {
        return;
      }
      try {
        long tries = count(entry);
        if (tries > TRIES) {
          bury(entry, "ProcessDied");
        } else if (!take(List.of(entry), tries)) {
          return;
        }
      } catch (JedisException e) {
        spared = Bytes.text(entry.id());
        throw e;
      }
      careful--;
    }
  }

  private long count(Redis.Entry entry) {
    String id = Bytes.text(entry.id());
    long tries = redis.count(keys.tries(), entry.id(), id.equals(spared) ? 0 : 1);
    spared = null;
    counted.add(id);
    return tries;
  }

  /// Takes turns for entries in their order, and commits them; whether all could be taken.
  ///
  /// @param tries how often the only entry was tried, this time included; 0 when that wasn't
  ///   counted
  private boolean take(List<Redis.Entry> entries, long tries) throws InterruptedException {
    Map<ConversationId, Conversation> states = states(entries);
    Batch batch = new Batch();
    for (Redis.Entry entry : entries) {
      ConversationId conversation = conversationOf(entry);
      long start = System.nanoTime();
      TurnTaker.Turn turn;
      try {
        Conversation state = states.get(conversation);
        if (state == null) {
          state = stored(conversation);
        }
        turn = turns.take(state, event(entry));
        batch.add(entry, conversation, turn);
      } catch (RuntimeException | LinkageError | StackOverflowError e) {
        batch.commit();
        failed(entry, e, tries == 0 ? count(entry) : tries);
        return false;
      }
      metrics.turns.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
      states.put(conversation, turn.transition().next());
      if (batch.operations.bytes() > COMMIT_BYTES) {
        batch.commit();
        return false;
      }
    }
    batch.commit();
    return true;
  }

  private Event event(Redis.Entry entry) {
    Event event = fresh.take(Bytes.text(entry.id()));
    return event == null ? codec.readEvent(entry.value("e")) : event;
  }

  private static ConversationId conversationOf(Redis.Entry entry) {
    return new ConversationId(Bytes.text(entry.value("c")));
  }

  private Map<ConversationId, Conversation> states(List<Redis.Entry> entries) {
    LinkedHashSet<ConversationId> wanted = new LinkedHashSet<>();
    Map<ConversationId, Conversation> states = new LinkedHashMap<>();
    for (Redis.Entry entry : entries) {
      ConversationId conversation = conversationOf(entry);
      Conversation state = known.get(conversation);
      if (state == null) {
        wanted.add(conversation);
      } else {
        states.put(conversation, state);
      }
    }
    if (wanted.isEmpty()) {
      return states;
    }
    List<ConversationId> ids = List.copyOf(wanted);
    List<byte @Nullable []> stored = redis.mget(ids.stream().map(keys::state).toList());
    for (int i = 0; i < ids.size(); i++) {
      byte[] bytes = stored.get(i);
      try {
        states.put(
            ids.get(i), bytes == null ? Conversation.begin(ids.get(i)) : codec.readState(bytes));
      } catch (RuntimeException e) {
        // Its turn fails by itself, so that the others of the batch don't.
        log.error("The state of a conversation in partition {} can't be read", partition);
      }
    }
    return states;
  }

  private Conversation stored(ConversationId conversation) {
    byte[] bytes = redis.get(keys.state(conversation));
    return bytes == null ? Conversation.begin(conversation) : codec.readState(bytes);
  }

  /// After the last try the event goes to the dead letters.
  private void failed(Redis.Entry entry, Throwable error, long tries) throws InterruptedException {
    String id = Bytes.text(entry.id());
    // Not the error's message: it might quote the citizen.
    log.warn(
        "Event {} of partition {} failed ({} of {}): {}",
        id,
        partition,
        tries,
        TRIES,
        Errors.trace(error));
    if (tries >= TRIES) {
      bury(entry, error.getClass().getName());
    } else {
      Thread.sleep(20L << Math.min(tries, 5));
    }
  }

  private void bury(Redis.Entry entry, String error) {
    String id = Bytes.text(entry.id());
    log.error("Event {} of partition {} is in the dead letters: {}", id, partition, error);
    Batch batch = new Batch();
    batch.operations.add("dead", DeadLetters.event(id, entry.value("c"), entry.value("e"), error));
    batch.tried(entry);
    batch.commit();
    metrics.deadEvents.increment();
  }

  private void moveDueTimers() {
    long now = System.currentTimeMillis();
    List<Tuple> due = redis.upTo(keys.timers(), now, TIMERS);
    if (!due.isEmpty()) {
      List<byte[]> arguments = new ArrayList<>(1 + 4 * due.size());
      arguments.add(Bytes.of(token));
      for (Tuple timer : due) {
        String member = Bytes.text(timer.getBinaryElement());
        int divider = member.lastIndexOf(MEMBER_DIVIDER);
        arguments.add(timer.getBinaryElement());
        arguments.add(Bytes.of((long) timer.getScore()));
        arguments.add(Bytes.of(member.substring(0, divider)));
        arguments.add(
            codec.writeEvent(
                new Event.TimerElapsed(Instant.ofEpochMilli(now), member.substring(divider + 1))));
      }
      Object moved =
          redis.run(
              new Redis.Call(
                  Script.TIMERS, List.of(keys.token(), keys.timers(), keys.inbox()), arguments));
      if (moved instanceof Long number && number == -1) {
        throw new OutlivedException(partition);
      }
    }
    List<Tuple> first = redis.upTo(keys.timers(), Double.POSITIVE_INFINITY, 1);
    nextTimer = first.isEmpty() ? Long.MAX_VALUE : (long) first.getFirst().getScore();
  }

  /// In whole milliseconds and never before it is due: whoever is waiting compares the two.
  private static long wholeMillis(Instant due) {
    return due.plusNanos(999_999).toEpochMilli();
  }

  private static byte[] member(ConversationId conversation, String timer) {
    return Bytes.of(conversation.value() + MEMBER_DIVIDER + timer);
  }

  /// An effect on its way into the outbox.
  private record Emitted(String key, ConversationId conversation, Effect effect) {}

  /// What a batch of turns leads to.
  private final class Batch {
    final Operations operations = new Operations();
    private final Instant at = Instant.now();
    private final Map<ConversationId, byte[]> states = new LinkedHashMap<>();
    private final Map<ConversationId, Conversation> next = new LinkedHashMap<>();
    private final List<JournalEntry.TurnTaken> taken = new ArrayList<>();
    private final List<Emitted> emitted = new ArrayList<>();
    private String reached = position;
    private long earliestTimer = Long.MAX_VALUE;
    private long oldest = Long.MAX_VALUE;

    /// Adds a turn. Everything that can fail comes before anything is kept.
    void add(Redis.Entry entry, ConversationId conversation, TurnTaker.Turn turn) {
      Transition transition = turn.transition();
      byte[] state = codec.writeState(transition.next());
      byte[] event = codec.writeEvent(turn.event());
      List<byte[]> effects = transition.effects().stream().map(codec::writeEffect).toList();
      for (int i = 0; i < effects.size(); i++) {
        switch (transition.effects().get(i)) {
          case Effect.SetTimer timer -> {
            long due = wholeMillis(timer.due());
            earliestTimer = Math.min(earliestTimer, due);
            operations.add("timer", Bytes.of(due), member(conversation, timer.name()));
          }
          case Effect.CancelTimer timer ->
              operations.add("cancel", member(conversation, timer.name()));
          case Effect.SendMessage _,
              Effect.FileAppeal _,
              Effect.ReopenAppeal _,
              Effect.CommentAppeal _,
              Effect.OfDesk _,
              Effect.PassOn _,
              Effect.Outdate _,
              Effect.Withdraw _,
              Effect.OfContact _ -> {
            String key = transition.key(i);
            operations.add("outbox", Outbox.fields(key, conversation, at, effects.get(i)));
            emitted.add(new Emitted(key, conversation, transition.effects().get(i)));
          }
        }
      }
      operations.add(
          "journal", Journal.turn(conversation, at, transition.next().turn(), event, effects));
      states.put(conversation, state);
      next.put(conversation, transition.next());
      taken.add(
          new JournalEntry.TurnTaken(
              "", conversation, at, transition.next().turn(), turn.event(), transition.effects()));
      tried(entry);
      String id = Bytes.text(entry.id());
      oldest = Math.min(oldest, Long.parseLong(id.substring(0, id.indexOf('-'))));
    }

    /// Moves the position behind an entry.
    void tried(Redis.Entry entry) {
      reached = Bytes.text(entry.id());
      if (counted.remove(reached)) {
        operations.add("tried", entry.id());
      }
    }

    void commit() {
      if (reached.equals(position)) {
        return;
      }
      List<byte[]> scriptKeys = new ArrayList<>(8 + states.size());
      scriptKeys.add(keys.token());
      scriptKeys.add(keys.position());
      scriptKeys.add(keys.inbox());
      scriptKeys.add(keys.outbox());
      scriptKeys.add(keys.journal());
      scriptKeys.add(keys.timers());
      scriptKeys.add(keys.dead());
      scriptKeys.add(keys.tries());
      int index = 0;
      for (Map.Entry<ConversationId, byte[]> state : states.entrySet()) {
        scriptKeys.add(keys.state(state.getKey()));
        long kept = tuning.stateKept(Objects.requireNonNull(next.get(state.getKey()))).toSeconds();
        operations.add("state", Bytes.of(++index), Bytes.of(kept), state.getValue());
      }
      List<byte[]> arguments = new ArrayList<>(4 + operations.arguments().size());
      arguments.add(Bytes.of(token));
      arguments.add(Bytes.of(position));
      arguments.add(Bytes.of(reached));
      arguments.addAll(operations.arguments());
      long start = System.nanoTime();
      Object result = redis.run(new Redis.Call(Script.COMMIT, scriptKeys, arguments));
      metrics.commits.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
      if (result instanceof Long refused) {
        if (refused == -1) {
          throw new OutlivedException(partition);
        }
        throw new IllegalStateException(
            "Partition " + partition + " stands elsewhere than " + position);
      }
      position = reached;
      nextTimer = Math.min(nextTimer, earliestTimer);
      known.putAll(next);
      List<?> written = (List<?>) result;
      List<?> ids = (List<?>) written.get(0);
      List<?> journalIds = (List<?>) written.get(1);
      for (int i = 0; i < taken.size(); i++) {
        journal.offer(partition, taken.get(i).at(Bytes.text((byte[]) journalIds.get(i))));
      }
      for (int i = 0; i < emitted.size(); i++) {
        Emitted entry = emitted.get(i);
        outbox.add(
            Bytes.text((byte[]) ids.get(i)), entry.key(), entry.conversation(), at, entry.effect());
      }
      if (!taken.isEmpty()) {
        metrics.inboxWait.record(
            Math.max(0, System.currentTimeMillis() - oldest), TimeUnit.MILLISECONDS);
        journal.grew();
      }
    }
  }
}
