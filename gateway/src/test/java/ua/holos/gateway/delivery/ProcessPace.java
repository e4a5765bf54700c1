package ua.holos.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.Priority;

/// A pace for tests that are about something else: each chat's limit and pauses, without Redis.
final class ProcessPace implements Pace {
  private final InstantSource clock;
  private final Map<ContactUrn, Instant> evenly = new HashMap<>();
  private final Map<ContactUrn, Instant> paused = new HashMap<>();

  ProcessPace(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Duration take(
      ChannelAdapter channel,
      ContactUrn contact,
      Priority priority,
      String key,
      int messages,
      @Nullable Instant heardAt) {
    Instant now = clock.instant();
    double perSecond = channel.pace().messagesPerChatPerSecond();
    Duration gap =
        perSecond < Double.POSITIVE_INFINITY
            ? Duration.ofNanos((long) (1e9 / perSecond))
            : Duration.ZERO;
    Instant due = evenly.getOrDefault(contact, now);
    Instant free =
        later(
            due.minus(gap.multipliedBy(LaneLimits.CHAT_BURST - 1)),
            paused.getOrDefault(contact, now));
    if (free.isAfter(now)) {
      return Duration.between(now, free);
    }
    evenly.put(contact, later(due, now).plus(gap.multipliedBy(messages)));
    return Duration.ZERO;
  }

  @Override
  public void pause(ChannelAdapter channel, ContactUrn contact, Duration wait) {
    paused.merge(contact, clock.instant().plus(wait), ProcessPace::later);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
