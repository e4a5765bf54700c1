package ua.holos.gateway.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import redis.clients.jedis.exceptions.JedisException;
import ua.holos.bot.channel.InboxUnavailableException;

/// What the desk does by itself: routes when something has changed and every few seconds, frees
/// what vanished operators hold, and puts right what the desk shows wrong.
final class DeskRounds implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(DeskRounds.class);

  /// How often it is looked who is gone.
  static final Duration INTERVAL = Duration.ofSeconds(2);

  private static final Duration MENDING = Duration.ofMinutes(1);

  private final Router router;
  private final Vanishing vanishing;
  private final RedisPresence presence;
  private final DeskMending mending;
  private final DeskNews news;
  private final InstantSource clock;
  private final Semaphore woken = new Semaphore(0);
  private @Nullable Thread thread;
  private DeskNews.@Nullable Subscription subscription;
  private Instant looked = Instant.EPOCH;
  private Instant mended = Instant.EPOCH;
  private boolean away;
  private volatile boolean running;

  DeskRounds(
      Router router,
      Vanishing vanishing,
      RedisPresence presence,
      DeskMending mending,
      DeskNews news,
      InstantSource clock) {
    this.router = router;
    this.vanishing = vanishing;
    this.presence = presence;
    this.mending = mending;
    this.news = news;
    this.clock = clock;
  }

  @Override
  public synchronized void start() {
    running = true;
    subscription =
        news.follow(change -> {
          if (change.kind() != DeskNews.Kind.CONVERSATION) {
            woken.release();
          }
        });
    thread = Thread.ofVirtual().name("desk-rounds").start(this::run);
  }

  private void run() {
    while (running) {
      round();
      try {
        var _ = woken.tryAcquire(INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        woken.drainPermits();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /// One round; whatever goes wrong with one part of it, the others are done, and the next comes.
  void round() {
    Instant now = clock.instant();
    boolean reached = done("routing", router::route);
    if (!looked.plus(INTERVAL).isAfter(now)) {
      looked = now;
      reached &= done("freeing", () -> vanishing.look(presence.seen()));
    }
    if (!mended.plus(MENDING).isAfter(now)) {
      mended = now;
      reached &= done("mending", mending::mend);
    }
    away = !reached;
  }

  /// Does one part; false when Redis is away.
  private boolean done(String part, Runnable work) {
    try {
      work.run();
      return true;
    } catch (JedisException | InboxUnavailableException e) {
      vanishing.interrupted();
      if (!away) {
        log.warn("The desk's {} pauses: {}", part, e.getClass().getSimpleName());
      }
      return false;
    } catch (RuntimeException e) {
      log.error("The desk's {} stumbled: {}", part, e.toString());
      return true;
    }
  }

  @Override
  public synchronized void stop() {
    running = false;
    if (subscription != null) {
      subscription.close();
    }
    if (thread != null) {
      thread.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// Behind the log, before what receives.
  @Override
  public int getPhase() {
    return 1;
  }
}
