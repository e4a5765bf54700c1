package ua.holos.gateway.log;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisException;
import ua.holos.gateway.log.DeadLetters.Counts;

/// `holos.dead.letters.waiting` by kind: how many wait for people, in all partitions. Every replica
/// tells the same number.
final class DeadLetterGauges {
  /// Counting reads them all, so that it isn't done for every look.
  private static final Duration FRESH = Duration.ofSeconds(15);

  private final DeadLetters letters;
  private final InstantSource clock;
  private @Nullable Counts counts;
  private Instant countedAt = Instant.MIN;

  private DeadLetterGauges(DeadLetters letters, InstantSource clock) {
    this.letters = letters;
    this.clock = clock;
  }

  static void register(DeadLetters letters, MeterRegistry registry, InstantSource clock) {
    DeadLetterGauges gauges = new DeadLetterGauges(letters, clock);
    gauges.register(registry, "event", Counts::events);
    gauges.register(registry, "effect", Counts::effects);
  }

  private void register(MeterRegistry registry, String kind, ToLongFunction<Counts> number) {
    Gauge.builder("holos.dead.letters.waiting", this, gauges -> gauges.number(number))
        .description("Events and effects that were given up and wait for people to decide")
        .tag("kind", kind)
        .strongReference(true)
        .register(registry);
  }

  /// Not a number while Redis is away.
  private synchronized double number(ToLongFunction<Counts> number) {
    Instant now = clock.instant();
    if (counts == null || now.isAfter(countedAt.plus(FRESH))) {
      try {
        counts = letters.count();
        countedAt = now;
      } catch (JedisException e) {
        return Double.NaN;
      }
    }
    return number.applyAsLong(counts);
  }
}
