package ua.holos.gateway.desk;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisException;

/// `holos.desk.waiting`, `.oldest.waiting` (seconds), `.held` and `.present`. Every replica tells
/// the same numbers; not a number while Redis is away.
final class DeskMetrics {
  /// One look serves all of them.
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final LiveDesk desk;
  private final Presence presence;
  private final InstantSource clock;
  private @Nullable Figures figures;
  private Instant lookedAt = Instant.MIN;

  private record Figures(long waiting, double oldest, long held, long present) {}

  private DeskMetrics(LiveDesk desk, Presence presence, InstantSource clock) {
    this.desk = desk;
    this.presence = presence;
    this.clock = clock;
  }

  static DeskMetrics register(
      LiveDesk desk, Presence presence, MeterRegistry registry, InstantSource clock) {
    DeskMetrics metrics = new DeskMetrics(desk, presence, clock);
    metrics.gauge(registry, "waiting", "Conversations that wait for an operator", Figures::waiting);
    metrics.gauge(
        registry,
        "oldest.waiting",
        "Seconds that the longest waiting of them has waited",
        Figures::oldest);
    metrics.gauge(registry, "held", "Conversations that operators hold", Figures::held);
    metrics.gauge(registry, "present", "Operators and supervisors at the desk", Figures::present);
    return metrics;
  }

  private void gauge(
      MeterRegistry registry, String name, String what, ToDoubleFunction<Figures> number) {
    Gauge.builder("holos.desk." + name, this, metrics -> metrics.number(number))
        .description(what)
        .strongReference(true)
        .register(registry);
  }

  private synchronized double number(ToDoubleFunction<Figures> number) {
    Instant now = clock.instant();
    Figures current = figures;
    if (current == null || now.isAfter(lookedAt.plus(FRESH))) {
      try {
        current = look(now);
        figures = current;
        lookedAt = now;
      } catch (JedisException e) {
        return Double.NaN;
      }
    }
    return number.applyAsDouble(current);
  }

  private Figures look(Instant now) {
    List<LiveCase> all = desk.all();
    List<LiveCase> waiting = all.stream().filter(DeskOrder::waits).toList();
    double oldest =
        waiting.stream()
            .mapToLong(live -> Duration.between(live.shown().handOff().calledAt(), now).toSeconds())
            .max()
            .orElse(0);
    return new Figures(
        waiting.size(), oldest, all.size() - waiting.size(), presence.present().size());
  }
}
