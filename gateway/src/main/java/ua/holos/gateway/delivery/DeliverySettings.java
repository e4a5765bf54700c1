package ua.holos.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.channel.ChannelCapabilities.Feature;
import ua.holos.bot.channel.ChannelCapabilities.Receipts;

/// The settings of delivery.
///
/// @param receiptWithin by channel (`viber`, `tel`): how long after a message was taken its receipt
///   is waited for, before the news goes to the person's next channel; 10 s to 14 days
@ConfigurationProperties("holos.delivery")
public record DeliverySettings(@Nullable Map<String, Duration> receiptWithin) {
  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofDays(14);

  /// A phone that is on gets its SMS in a minute; whoever looks into a messenger does so in an hour
  /// or two.
  private static final Map<String, Duration> USUAL = Map.of("tel", Duration.ofMinutes(30));

  private static final Set<String> OURS = Set.of("viber", "tel", "telegram", "web");

  private static final Duration OTHERWISE = Duration.ofHours(2);

  public DeliverySettings {
    receiptWithin = receiptWithin == null ? Map.of() : Map.copyOf(receiptWithin);
    receiptWithin.forEach((channel, time) -> {
      if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "holos.delivery.receipt-within."
                + channel
                + ": found "
                + time
                + ", expected 10s to 14d");
      }
    });
  }

  /// Refuses a channel that there isn't, so that a misspelt one isn't passed over: SMS is `tel`.
  ///
  /// @param on the channels that are on
  void requireKnown(Set<String> on) {
    Map<String, Duration> set = receiptWithin == null ? Map.of() : receiptWithin;
    for (String channel : set.keySet()) {
      if (!on.contains(channel) && !OURS.contains(channel)) {
        throw new IllegalArgumentException(
            "holos.delivery.receipt-within."
                + channel
                + ": found the channel '"
                + channel
                + "', expected viber or tel (SMS)");
      }
    }
  }

  /// By when it should be known that a message taken now has arrived; null where nothing more will
  /// be heard. What a channel can't bring to a person who isn't looking hasn't arrived.
  @Nullable Instant receiptDue(ChannelAdapter channel, Instant now) {
    if (!channel.capabilities().can(Feature.PUSH)) {
      return now;
    }
    return channel.capabilities().receipts() == Receipts.NONE
        ? null
        : now.plus(patience(channel.type().code()));
  }

  private Duration patience(String channel) {
    Map<String, Duration> set = receiptWithin == null ? Map.of() : receiptWithin;
    Duration time = set.get(channel);
    return time == null ? USUAL.getOrDefault(channel, OTHERWISE) : time;
  }
}
