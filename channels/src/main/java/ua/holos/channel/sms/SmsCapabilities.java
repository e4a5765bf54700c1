package ua.holos.channel.sms;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import ua.holos.bot.channel.ChannelCapabilities;
import ua.holos.bot.channel.ChannelCapabilities.Feature;
import ua.holos.bot.channel.Price;

/// What SMS can do, whoever carries it.
final class SmsCapabilities {

  private SmsCapabilities() {}

  /// @param price of a part, in hryvnias
  /// @param answered whether people can write back: not to a name, and not by every provider
  static ChannelCapabilities at(BigDecimal price, boolean answered) {
    Set<Feature> features = EnumSet.of(Feature.BRIEF, Feature.PUSH);
    if (!answered) {
      features.add(Feature.ONE_WAY);
    }
    return new ChannelCapabilities(
        SmsText.LONGEST,
        features,
        ChannelCapabilities.Receipts.DELIVERY,
        new Price(price, Duration.ZERO));
  }
}
