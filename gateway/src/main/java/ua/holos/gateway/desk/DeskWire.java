package ua.holos.gateway.desk;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/// Calls between the desks of all replicas, this one included. A call that is lost does no harm:
/// whatever it tells of is stored, and after an interruption everybody looks.
final class DeskWire implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DeskWire.class);
  private static final String CHANNEL = "holos:desk:wire";
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final UnifiedJedis redis;
  private final List<Ear> ears = new CopyOnWriteArrayList<>();
  private final Listener listener = new Listener();
  private final Thread listening;
  private volatile boolean closed;

  /// Whoever hears calls of one kind.
  ///
  /// @param heard gets the call, without its kind
  /// @param back the connection is there, perhaps after an interruption
  private record Ear(String kind, Consumer<String> heard, Runnable back) {}

  DeskWire(UnifiedJedis redis) {
    this.redis = redis;
    this.listening = Thread.ofPlatform().daemon().name("desk-wire").start(this::listen);
  }

  /// Hears calls of one kind, on the wire's own thread: what is heard must return at once.
  void hear(String kind, Consumer<String> heard, Runnable back) {
    ears.add(new Ear(kind, heard, back));
  }

  /// Calls all replicas; while Redis is away nobody is called.
  void call(String kind, String words) {
    try {
      redis.publish(CHANNEL, kind + " " + words);
    } catch (JedisException e) {
      log.debug("Nobody could be called: {}", e.getClass().getSimpleName());
    }
  }

  private void listen() {
    while (!closed) {
      try {
        redis.subscribe(listener, CHANNEL);
      } catch (RuntimeException e) {
        if (!closed) {
          log.warn("No news of other replicas' desks: {}", e.getClass().getSimpleName());
        }
      }
      if (!closed) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private final class Listener extends JedisPubSub {
    @Override
    public void onSubscribe(String channel, int subscribed) {
      ears.forEach(ear -> ear.back().run());
    }

    @Override
    public void onMessage(String channel, String message) {
      int space = message.indexOf(' ');
      if (space < 0) {
        return;
      }
      String kind = message.substring(0, space);
      String words = message.substring(space + 1);
      ears.forEach(ear -> {
        if (ear.kind().equals(kind)) {
          ear.heard().accept(words);
        }
      });
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      if (listener.isSubscribed()) {
        listener.unsubscribe();
      }
    } catch (JedisException e) {
      // The connection is gone already.
    }
    LockSupport.unpark(listening);
  }
}
