package ua.holos.gateway.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What delivery counts: `holos.delivery.messages` by channel and outcome (`throttled` among them),
/// and `holos.delivery.time`, from the commit of the turn to the platform's acceptance.
final class DeliveryMeters {
  private final MeterRegistry registry;
  private final Map<String, Counter> outcomes = new ConcurrentHashMap<>();
  private final Map<String, Timer> times = new ConcurrentHashMap<>();

  DeliveryMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  void count(String channel, String outcome) {
    outcomes
        .computeIfAbsent(
            channel + " " + outcome,
            _ ->
                Counter.builder("holos.delivery.messages")
                    .description("Tries to send a message, by what came of them")
                    .tag("channel", channel)
                    .tag("outcome", outcome)
                    .register(registry))
        .increment();
  }

  void sent(String channel, Duration time) {
    times
        .computeIfAbsent(
            channel,
            _ ->
                Timer.builder("holos.delivery.time")
                    .description("From the commit of the turn to the platform's acceptance")
                    .tag("channel", channel)
                    .serviceLevelObjectives(
                        Duration.ofMillis(50),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1),
                        Duration.ofHours(1))
                    .register(registry))
        .record(time);
  }
}
