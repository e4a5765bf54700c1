package ua.holos.gateway.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import ua.holos.bot.message.Priority;

/// What the pace counts: `holos.pace.waiting`, messages in this replica's queue by channel and
/// priority; `holos.pace.held`, how often a message was told to wait, by channel and reason
/// (`chat`, `unanswered`, `turn`, `away` for Redis); `holos.pace.pauses`, how often the platform
/// wanted a pause, by channel and whether it was taken for the `chat` or for the whole `channel`.
final class PaceMeters {
  private final MeterRegistry registry;
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();

  PaceMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  void watch(String channel, Lane lane) {
    for (Priority priority : Priority.values()) {
      Gauge.builder("holos.pace.waiting", lane, of -> of.waiting(priority))
          .description("Messages that wait for the channel's pace")
          .tag("channel", channel)
          .tag("priority", priority.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
  }

  void held(String channel, String reason) {
    count("holos.pace.held", "Messages told to wait for the pace", channel, "reason", reason);
  }

  void paused(String channel, String scope) {
    count("holos.pace.pauses", "Pauses that the platform wanted", channel, "scope", scope);
  }

  private void count(String name, String description, String channel, String tag, String value) {
    counters
        .computeIfAbsent(
            name + " " + channel + " " + value,
            _ ->
                Counter.builder(name)
                    .description(description)
                    .tag("channel", channel)
                    .tag(tag, value)
                    .register(registry))
        .increment();
  }
}
