package ua.holos.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;
import ua.holos.bot.message.Priority;
import ua.holos.gateway.delivery.LaneQueue.Place;
import ua.holos.gateway.delivery.PaceStore.Answer;
import ua.holos.gateway.delivery.PaceStore.Refusal;
import ua.holos.gateway.delivery.PaceStore.SlotAsk;
import ua.holos.gateway.delivery.PaceStore.Slots;

/// One channel as this process sends over it. Here those who wait stand in order; only the first of
/// each priority ask Redis, where all replicas' firsts meet.
///
/// Nobody sleeps here. Who can't leave now is told when its turn comes and asks again then; its
/// place is kept meanwhile. Those who ask while an answer of Redis is on its way are asked for
/// together, by whoever comes next.
final class ChannelLane implements Lane {
  private static final Logger log = LoggerFactory.getLogger(ChannelLane.class);

  /// With Redis away nothing may leave: the platform's limits could be broken, and the outbox could
  /// not note that a message was sent.
  private static final Duration AWAY = Duration.ofMillis(500);

  /// The person may write at any moment, and the limit is gone.
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

  /// On a fast channel those who wait come again together at such times, not each by itself.
  private static final long BEAT = 10_000_000;

  private static final int MOST_AT_ONCE = 100;

  private final String channel;
  private final LaneLimits limits;
  private final PaceStore store;
  private final LongSupplier timer;
  private final PaceMeters meters;
  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<Ask> incoming = new ConcurrentLinkedQueue<>();
  private final Queue<Pause> untold = new ConcurrentLinkedQueue<>();
  private final LaneQueue queue = new LaneQueue();
  private final Pauses pauses = new Pauses();
  private final List<SlotBatch> batches = new ArrayList<>();
  private final long[] open = new long[Priority.values().length];
  private final int[] waiting = new int[Priority.values().length];
  private boolean away;
  private long awayUntil;

  private static final class Ask {
    final String chat;
    final Priority priority;
    final String key;
    final int messages;
    final @Nullable Instant heardAt;
    @Nullable Place place;
    @Nullable Duration answer;

    Ask(String chat, Priority priority, String key, int messages, @Nullable Instant heardAt) {
      this.chat = chat;
      this.priority = priority;
      this.key = key;
      this.messages = messages;
      this.heardAt = heardAt;
    }

    Place place() {
      Place mine = place;
      if (mine == null) {
        throw new IllegalStateException("No place in the queue");
      }
      return mine;
    }
  }

  private record Pause(String chat, long end) {}

  ChannelLane(
      String channel, LaneLimits limits, PaceStore store, LongSupplier timer, PaceMeters meters) {
    this.channel = channel;
    this.limits = limits;
    this.store = store;
    this.timer = timer;
    this.meters = meters;
    long now = timer.getAsLong();
    int most = limits.gap() == 0 ? 0 : (int) Math.min(1e6, LaneLimits.LAPSE / limits.gap());
    for (Priority priority : Priority.values()) {
      batches.add(new SlotBatch(most, now));
      open[priority.ordinal()] = now;
    }
  }

  @Override
  public Duration take(
      String chat, Priority priority, String key, int messages, @Nullable Instant heardAt) {
    Ask ask = new Ask(chat, priority, key, messages, heardAt);
    incoming.add(ask);
    lock.lock();
    try {
      if (ask.answer == null) {
        serveAll();
      }
    } finally {
      lock.unlock();
    }
    Duration answer = ask.answer;
    if (answer == null) {
      throw new IllegalStateException("The pace gave no answer");
    }
    return answer;
  }

  @Override
  public void pause(String chat, Duration wait) {
    long now = timer.getAsLong();
    pauses.add(chat, wait, now);
    untold.add(new Pause(chat, now + wait.toNanos()));
    lock.lock();
    try {
      batches.forEach(SlotBatch::drop);
      tellPauses(timer.getAsLong());
    } catch (JedisException e) {
      isAway(e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int waiting(Priority priority) {
    // A measurement doesn't wait for Redis.
    if (lock.tryLock()) {
      try {
        queue.expel(timer.getAsLong());
        countWaiting();
      } finally {
        lock.unlock();
      }
    }
    return waiting[priority.ordinal()];
  }

  private void serveAll() {
    List<Ask> asks = new ArrayList<>();
    for (Ask ask = incoming.poll(); ask != null; ask = incoming.poll()) {
      asks.add(ask);
    }
    try {
      serve(asks);
    } catch (JedisException e) {
      isAway(e);
    } finally {
      // Also after an error nobody may be left without an answer.
      long now = timer.getAsLong();
      for (Ask ask : asks) {
        if (ask.answer == null) {
          meters.held(channel, "away");
          later(ask, AWAY.toNanos(), now);
        }
      }
      countWaiting();
    }
  }

  private void countWaiting() {
    for (Priority priority : Priority.values()) {
      waiting[priority.ordinal()] = queue.size(priority);
    }
  }

  private void isAway(JedisException cause) {
    if (!away) {
      log.warn("Messages of channel '{}' wait for Redis: {}", channel, cause.getMessage());
    }
    away = true;
    awayUntil = timer.getAsLong() + AWAY.toNanos();
  }

  private void serve(List<Ask> asks) {
    long now = timer.getAsLong();
    queue.expel(now);
    for (Ask ask : asks) {
      ask.place = queue.join(ask.priority, ask.key, now);
    }
    if (away && awayUntil - now > 0) {
      return;
    }
    tellPauses(now);
    asks.sort(
        Comparator.<Ask, Priority>comparing(ask -> ask.priority)
            .thenComparingLong(ask -> ask.place().arrival()));
    int most = Math.min(limits.burst(), MOST_AT_ONCE);
    List<Ask> first = new ArrayList<>();
    for (Ask ask : asks) {
      Duration paused = pauses.wait(ask.chat, now);
      if (paused.isPositive()) {
        refuse(ask, Refusal.CHAT, paused.toNanos(), now);
        continue;
      }
      int ahead = queue.ahead(ask.place(), now);
      if (limits.batched() && batch(ask.priority).take(ask.messages, ahead, now)) {
        grant(ask);
      } else if (ahead == 0 || ahead < most && open[ask.priority.ordinal()] - now <= 0) {
        first.add(ask);
      }
    }
    if (!first.isEmpty()) {
      if (limits.batched()) {
        takeBatches(first, now);
      } else {
        takeEach(first, now);
      }
    }
    long after = timer.getAsLong();
    for (Ask ask : asks) {
      if (ask.answer == null) {
        refuse(ask, Refusal.TURN, untilTurn(ask, after), after);
      }
    }
  }

  private void takeEach(List<Ask> first, long start) {
    List<SlotAsk> asks = new ArrayList<>();
    int here = 0;
    for (int i = 0; i < first.size(); i++) {
      Ask ask = first.get(i);
      here = i > 0 && first.get(i - 1).priority == ask.priority ? here + 1 : 0;
      int absent = queue.ahead(ask.place(), start) - here;
      boolean followed = i + 1 < first.size() && first.get(i + 1).priority == ask.priority;
      long behind = followed ? 0 : queue.behind(ask.place(), start);
      asks.add(
          new SlotAsk(
              ask.priority, ask.messages, 0, ask.chat, ask.heardAt, Math.max(0, absent), behind));
    }
    List<Slots> answers = answered(store.take(asks)).slots();
    long now = timer.getAsLong();
    @Nullable Priority opened = null;
    for (int i = 0; i < first.size(); i++) {
      Ask ask = first.get(i);
      Slots slots = answers.get(i);
      switch (slots.refusal()) {
        case null -> grant(ask);
        case CHAT -> refuse(ask, Refusal.CHAT, slots.delay().toNanos(), now);
        case UNANSWERED -> {
          long wait = Math.min(slots.delay().toNanos(), LOOK_AGAIN.toNanos());
          refuse(ask, Refusal.UNANSWERED, wait, now);
        }
        case TURN, PAUSED -> {
          if (ask.priority != opened) {
            opened = ask.priority;
            opens(ask.priority, slots, asks.get(i).ahead(), now);
          }
        }
      }
    }
  }

  /// One ask for each priority, with slots beyond those of the messages that are here.
  private void takeBatches(List<Ask> first, long start) {
    List<List<Ask>> lines = new ArrayList<>();
    for (Ask ask : first) {
      if (lines.isEmpty() || lines.getLast().getFirst().priority != ask.priority) {
        lines.add(new ArrayList<>());
      }
      lines.getLast().add(ask);
    }
    List<SlotAsk> asks = new ArrayList<>();
    for (List<Ask> line : lines) {
      Ask head = line.getFirst();
      int here = line.stream().mapToInt(ask -> ask.messages).sum();
      int absent = Math.max(0, queue.ahead(line.getLast().place(), start) + 1 - line.size());
      int welcome = here - head.messages + absent + batch(head.priority).welcome(start);
      long behind = queue.behind(line.getLast().place(), start);
      asks.add(new SlotAsk(head.priority, head.messages, welcome, "", null, 0, behind));
    }
    Answer answer = answered(store.take(asks));
    long now = timer.getAsLong();
    answer.pauses().forEach((chat, wait) -> pauses.add(chat, wait, now));
    for (int i = 0; i < lines.size(); i++) {
      Slots slots = answer.slots().get(i);
      if (slots.refusal() == null) {
        handOut(lines.get(i), slots.granted(), start, now);
      } else {
        opens(lines.get(i).getFirst().priority, slots, 0, now);
      }
    }
  }

  private void handOut(List<Ask> line, int granted, long start, long now) {
    int left = granted;
    for (Ask ask : line) {
      Duration paused = pauses.wait(ask.chat, now);
      if (paused.isPositive()) {
        refuse(ask, Refusal.CHAT, paused.toNanos(), now);
      } else if (ask.messages + queue.ahead(ask.place(), now) <= left) {
        left -= ask.messages;
        grant(ask);
      }
    }
    // Redis counted them after `start`, so that they lapse in time whatever the clocks say.
    batch(line.getFirst().priority).renew(left, granted - left, start + LaneLimits.LAPSE * 1000);
  }

  private Answer answered(Answer answer) {
    if (away) {
      log.info("Messages of channel '{}' leave again", channel);
      away = false;
    }
    return answer;
  }

  private void opens(Priority priority, Slots slots, int ahead, long now) {
    long forThem = (long) (ahead * limits.gap() * 1000);
    open[priority.ordinal()] = now + slots.delay().toNanos() - forThem;
    if (slots.refusal() == Refusal.PAUSED) {
      pauses.addAll(slots.delay(), now);
    }
  }

  /// When its turn comes if nothing else happens; rather too early than too late, because asking
  /// here costs little and an unused slot is lost.
  private long untilTurn(Ask ask, long now) {
    int ahead = queue.ahead(ask.place(), now);
    double gap = limits.gap() * 1000;
    double turns =
        Math.min(
            ahead / LaneLimits.guaranteed(ask.priority),
            ahead + (double) queue.above(ask.priority));
    long opens = Math.max(0, open[ask.priority.ordinal()] - now);
    return opens + (long) (turns * gap);
  }

  private void grant(Ask ask) {
    queue.leave(ask.place());
    ask.answer = Duration.ZERO;
  }

  private void refuse(Ask ask, Refusal refusal, long nanos, long now) {
    meters.held(channel, refusal.name().toLowerCase(Locale.ROOT));
    later(ask, nanos, now);
    if (refusal == Refusal.CHAT || refusal == Refusal.UNANSWERED) {
      // It is not this one's turn in the channel's queue while its chat must wait.
      queue.leave(ask.place());
    }
  }

  private void later(Ask ask, long nanos, long now) {
    long wait = Math.max(1_000_000, nanos);
    if (limits.gap() > 0 && limits.gap() * 1000 < BEAT) {
      wait += BEAT - 1 - Math.floorMod(now + wait - 1, BEAT);
    }
    Place place = ask.place;
    if (place != null) {
      place.turn(now + wait);
    }
    ask.answer = Duration.ofNanos(wait);
  }

  private void tellPauses(long now) {
    for (Pause pause = untold.peek(); pause != null; pause = untold.peek()) {
      Duration rest = Duration.ofNanos(pause.end() - now);
      if (rest.isPositive() && store.pause(pause.chat(), rest)) {
        pauses.addAll(rest, now);
        meters.paused(channel, "channel");
      } else {
        meters.paused(channel, "chat");
      }
      untold.poll();
    }
  }

  private SlotBatch batch(Priority priority) {
    return batches.get(priority.ordinal());
  }
}
