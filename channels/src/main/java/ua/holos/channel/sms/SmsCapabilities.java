package ua.holos.channel.sms;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import ua.holos.bot.channel.ChannelCapabilities;
import ua.holos.bot.channel.Price;

/// What SMS can do, whoever carries it.
final class SmsCapabilities {

  private SmsCapabilities() {}

  /// @param price of a part, in hryvnias
  static ChannelCapabilities at(BigDecimal price) {
    return new ChannelCapabilities(
        SmsText.LONGEST,
        Set.of(ChannelCapabilities.Feature.BRIEF, ChannelCapabilities.Feature.PUSH),
        ChannelCapabilities.Receipts.DELIVERY,
        new Price(price, Duration.ZERO));
  }
}
