package ua.holos.gateway.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.message.Priority;
import ua.holos.gateway.delivery.PaceStore.Answer;
import ua.holos.gateway.delivery.PaceStore.Refusal;
import ua.holos.gateway.delivery.PaceStore.SlotAsk;
import ua.holos.gateway.delivery.PaceStore.Slots;

/// Whose turn it is among the messages of one channel in this process. The first of each priority
/// are asked for at Redis, where all replicas' firsts meet; the others are told when their turn
/// comes if nothing else happens. Not thread safe.
final class LaneTurns {
  /// The person may write at any moment, and the limit is gone.
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

  /// On a fast channel those who wait come again together at such times, not each by itself.
  private static final long BEAT = 10_000_000;

  private static final int MOST_AT_ONCE = 100;

  private final String channel;
  private final LaneLimits limits;
  private final PaceStore store;
  private final Pauses pauses;
  private final LongSupplier timer;
  private final PaceMeters meters;
  private final LaneQueue queue = new LaneQueue();
  private final List<SlotBatch> batches = new ArrayList<>();

  /// When the first of a priority was told to come again.
  private final long[] open = new long[Priority.values().length];

  LaneTurns(
      String channel,
      LaneLimits limits,
      PaceStore store,
      Pauses pauses,
      LongSupplier timer,
      PaceMeters meters) {
    this.channel = channel;
    this.limits = limits;
    this.store = store;
    this.pauses = pauses;
    this.timer = timer;
    this.meters = meters;
    long now = timer.getAsLong();
    int most = limits.gap() == 0 ? 0 : (int) Math.min(1e6, LaneLimits.LAPSE / limits.gap());
    for (Priority priority : Priority.values()) {
      batches.add(new SlotBatch(most, now));
      open[priority.ordinal()] = now;
    }
  }

  /// Gives each ask its place in the queue, which it keeps until it leaves.
  void join(List<LaneAsk> asks, long now) {
    expel(now);
    for (LaneAsk ask : asks) {
      ask.place(queue.join(ask.priority, ask.key, now));
    }
  }

  void expel(long now) {
    queue.expel(now);
  }

  int waiting(Priority priority) {
    return queue.size(priority);
  }

  /// What was taken in advance is not used any more.
  void dropBatches() {
    batches.forEach(SlotBatch::drop);
  }

  /// Answers the asks, all of which have joined.
  ///
  /// @throws redis.clients.jedis.exceptions.JedisException when Redis was needed and is away; some
  ///   may have been answered
  void serve(List<LaneAsk> asks, long now) {
    asks.sort(
        Comparator.<LaneAsk, Priority>comparing(ask -> ask.priority)
            .thenComparingLong(ask -> ask.place().arrival()));
    int most = Math.min(limits.burst(), MOST_AT_ONCE);
    List<LaneAsk> first = new ArrayList<>();
    for (LaneAsk ask : asks) {
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
    for (LaneAsk ask : asks) {
      if (!ask.answered()) {
        refuse(ask, Refusal.TURN, untilTurn(ask, after), after);
      }
    }
  }

  private void takeEach(List<LaneAsk> first, long start) {
    List<SlotAsk> asks = new ArrayList<>();
    int here = 0;
    for (int i = 0; i < first.size(); i++) {
      LaneAsk ask = first.get(i);
      here = i > 0 && first.get(i - 1).priority == ask.priority ? here + 1 : 0;
      int absent = queue.ahead(ask.place(), start) - here;
      boolean followed = i + 1 < first.size() && first.get(i + 1).priority == ask.priority;
      long behind = followed ? 0 : queue.behind(ask.place(), start);
      asks.add(
          new SlotAsk(
              ask.priority, ask.messages, 0, ask.chat, ask.heardAt, Math.max(0, absent), behind));
    }
    List<Slots> answers = store.take(asks).slots();
    long now = timer.getAsLong();
    @Nullable Priority opened = null;
    for (int i = 0; i < first.size(); i++) {
      LaneAsk ask = first.get(i);
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
  private void takeBatches(List<LaneAsk> first, long start) {
    List<List<LaneAsk>> lines = new ArrayList<>();
    for (LaneAsk ask : first) {
      if (lines.isEmpty() || lines.getLast().getFirst().priority != ask.priority) {
        lines.add(new ArrayList<>());
      }
      lines.getLast().add(ask);
    }
    List<SlotAsk> asks = new ArrayList<>();
    for (List<LaneAsk> line : lines) {
      LaneAsk head = line.getFirst();
      int here = line.stream().mapToInt(ask -> ask.messages).sum();
      int absent = Math.max(0, queue.ahead(line.getLast().place(), start) + 1 - line.size());
      int welcome = here - head.messages + absent + batch(head.priority).welcome(start);
      long behind = queue.behind(line.getLast().place(), start);
      asks.add(new SlotAsk(head.priority, head.messages, welcome, "", null, 0, behind));
    }
    Answer answer = store.take(asks);
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

  private void handOut(List<LaneAsk> line, int granted, long start, long now) {
    int left = granted;
    for (LaneAsk ask : line) {
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

  private void opens(Priority priority, Slots slots, int ahead, long now) {
    long forThem = (long) (ahead * limits.gap() * 1000);
    open[priority.ordinal()] = now + slots.delay().toNanos() - forThem;
    if (slots.refusal() == Refusal.PAUSED) {
      pauses.addAll(slots.delay(), now);
    }
  }

  /// When its turn comes if nothing else happens; rather too early than too late, because asking
  /// here costs little and an unused slot is lost.
  private long untilTurn(LaneAsk ask, long now) {
    int ahead = queue.ahead(ask.place(), now);
    double gap = limits.gap() * 1000;
    double turns =
        Math.min(
            ahead / LaneLimits.guaranteed(ask.priority),
            ahead + (double) queue.above(ask.priority));
    long opens = Math.max(0, open[ask.priority.ordinal()] - now);
    return opens + (long) (turns * gap);
  }

  private void grant(LaneAsk ask) {
    queue.leave(ask.place());
    ask.answer(Duration.ZERO);
  }

  private void refuse(LaneAsk ask, Refusal refusal, long nanos, long now) {
    meters.held(channel, refusal.name().toLowerCase(Locale.ROOT));
    later(ask, nanos, now);
    if (refusal == Refusal.CHAT || refusal == Refusal.UNANSWERED) {
      // It is not this one's turn in the channel's queue while its chat must wait.
      queue.leave(ask.place());
    }
  }

  /// Tells one when to ask again.
  void later(LaneAsk ask, long nanos, long now) {
    long wait = Math.max(1_000_000, nanos);
    if (limits.gap() > 0 && limits.gap() * 1000 < BEAT) {
      wait += BEAT - 1 - Math.floorMod(now + wait - 1, BEAT);
    }
    ask.place().turn(now + wait);
    ask.answer(Duration.ofNanos(wait));
  }

  private SlotBatch batch(Priority priority) {
    return batches.get(priority.ordinal());
  }
}
