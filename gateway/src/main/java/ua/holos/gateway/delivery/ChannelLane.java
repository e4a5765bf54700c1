package ua.holos.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;
import ua.holos.bot.message.Priority;

/// One channel as this process sends over it.
///
/// Nobody sleeps here. Who can't leave now is told when its turn comes and asks again then; its
/// place is kept meanwhile. Those who ask while an answer of Redis is on its way are asked for
/// together, by whoever comes next.
final class ChannelLane implements Lane {
  private static final Logger log = LoggerFactory.getLogger(ChannelLane.class);

  /// With Redis away nothing may leave: the platform's limits could be broken, and the outbox could
  /// not note that a message was sent.
  private static final Duration AWAY = Duration.ofMillis(500);

  private final String channel;
  private final PaceStore store;
  private final LongSupplier timer;
  private final PaceMeters meters;
  private final Pauses pauses = new Pauses();
  private final LaneTurns turns;
  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<LaneAsk> incoming = new ArrayDeque<>();
  private final Queue<Pause> untold = new ConcurrentLinkedQueue<>();
  private final AtomicIntegerArray waiting = new AtomicIntegerArray(Priority.values().length);
  private boolean asking;
  private boolean away;
  private long awayUntil;

  private record Pause(String chat, long end) {}

  ChannelLane(
      String channel, LaneLimits limits, PaceStore store, LongSupplier timer, PaceMeters meters) {
    this.channel = channel;
    this.store = store;
    this.timer = timer;
    this.meters = meters;
    this.turns = new LaneTurns(channel, limits, store, pauses, timer, meters);
  }

  @Override
  public Duration take(
      String chat, Priority priority, String key, int messages, @Nullable Instant heardAt) {
    LaneAsk ask = new LaneAsk(chat, priority, key, messages, heardAt);
    boolean leads;
    synchronized (incoming) {
      incoming.add(ask);
      leads = !asking;
      asking = true;
    }
    if (leads || ask.awaitLead()) {
      serveAll();
    }
    return ask.answer();
  }

  @Override
  public void pause(String chat, Duration wait) {
    long now = timer.getAsLong();
    pauses.add(chat, wait, now);
    untold.add(new Pause(chat, now + wait.toNanos()));
    lock.lock();
    try {
      turns.dropBatches();
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
        turns.expel(timer.getAsLong());
        countWaiting();
      } finally {
        lock.unlock();
      }
    }
    return waiting.get(priority.ordinal());
  }

  private void countWaiting() {
    for (Priority priority : Priority.values()) {
      waiting.set(priority.ordinal(), turns.waiting(priority));
    }
  }

  /// Answers all that ask now, and calls one that came meanwhile to do the same.
  private void serveAll() {
    List<LaneAsk> asks;
    synchronized (incoming) {
      asks = new ArrayList<>(incoming);
      incoming.clear();
    }
    lock.lock();
    try {
      serve(asks);
    } finally {
      lock.unlock();
      synchronized (incoming) {
        LaneAsk next = incoming.peek();
        asking = next != null;
        if (next != null) {
          next.call(true);
        }
      }
      asks.forEach(ask -> ask.call(false));
    }
  }

  private void serve(List<LaneAsk> asks) {
    long now = timer.getAsLong();
    turns.join(asks, now);
    try {
      if (!away || awayUntil - now <= 0) {
        tellPauses(now);
        turns.serve(asks, now);
        isBack();
      }
    } catch (JedisException e) {
      isAway(e);
    } finally {
      // Also after an error nobody may be left without an answer.
      long then = timer.getAsLong();
      for (LaneAsk ask : asks) {
        if (!ask.answered()) {
          meters.held(channel, "away");
          turns.later(ask, AWAY.toNanos(), then);
        }
      }
      countWaiting();
    }
  }

  private void isAway(JedisException cause) {
    if (!away) {
      log.warn("Messages of channel '{}' wait for Redis: {}", channel, cause.getMessage());
    }
    away = true;
    awayUntil = timer.getAsLong() + AWAY.toNanos();
  }

  private void isBack() {
    if (away) {
      log.info("Messages of channel '{}' leave again", channel);
      away = false;
    }
  }

  /// What Redis could not be told at once it is told before anything is asked of it.
  private void tellPauses(long now) {
    for (Pause pause = untold.peek(); pause != null; pause = untold.peek()) {
      Duration rest = Duration.ofNanos(pause.end() - now);
      boolean all = rest.isPositive() && store.pause(pause.chat(), rest);
      if (all) {
        pauses.addAll(rest, now);
      }
      meters.paused(channel, all ? "channel" : "chat");
      untold.poll();
    }
  }
}
