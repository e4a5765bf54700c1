package ua.holos.gateway.log;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import ua.holos.bot.message.MessageStatus;

/// What the log counts and measures.
final class LogMetrics {
  final Timer turns;
  final Timer inboxWait;
  final Timer commits;
  final Timer carrying;
  final Counter deadEvents;
  final Counter deadEffects;
  final AtomicInteger outboxSize = new AtomicInteger();
  final AtomicInteger partitionsOwned = new AtomicInteger();
  final AtomicLong journalLagMillis = new AtomicLong();

  private final MeterRegistry registry;
  private final Map<String, Counter> reports = new ConcurrentHashMap<>();

  LogMetrics(MeterRegistry registry, Redis redis) {
    this.registry = registry;
    turns = timer(registry, "holos.turn", "Understanding and deciding one event");
    inboxWait = timer(registry, "holos.inbox.wait", "From the inbox to the commit of an event");
    commits = timer(registry, "holos.commit", "One commit of a batch of turns");
    carrying = timer(registry, "holos.outbox.carry", "Carrying out one effect once");
    deadEvents = dead(registry, "event");
    deadEffects = dead(registry, "effect");
    Gauge.builder("holos.outbox.size", outboxSize, AtomicInteger::get)
        .description("Effects that wait to be carried out by this replica")
        .register(registry);
    Gauge.builder("holos.partitions.owned", partitionsOwned, AtomicInteger::get)
        .description("Partitions that this replica owns")
        .register(registry);
    Gauge.builder("holos.journal.lag", journalLagMillis, lag -> lag.get() / 1000.0)
        .description("Age of the oldest journal entry that is not in the record yet")
        .baseUnit("seconds")
        .register(registry);
    FunctionCounter.builder("holos.redis.commands", redis, Redis::commands)
        .description("Commands sent to Redis")
        .register(registry);
  }

  /// Counts what a platform told of a message.
  void reported(String channel, MessageStatus status) {
    reports
        .computeIfAbsent(
            channel + " " + status,
            _ ->
                Counter.builder("holos.delivery.reports")
                    .description("What platforms told of messages that they had taken")
                    .tag("channel", channel)
                    .tag("status", status.name().toLowerCase(Locale.ROOT))
                    .register(registry))
        .increment();
  }

  private static Timer timer(MeterRegistry registry, String name, String description) {
    return Timer.builder(name)
        .description(description)
        .publishPercentiles(0.5, 0.99)
        .percentilePrecision(1)
        .distributionStatisticExpiry(Duration.ofMinutes(1))
        .register(registry);
  }

  private static Counter dead(MeterRegistry registry, String kind) {
    return Counter.builder("holos.dead.letters")
        .description(
            "Events and effects given up: after five failed tries, or refused for good, or too"
                + " late")
        .tag("kind", kind)
        .register(registry);
  }
}
