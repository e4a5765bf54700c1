package ua.holos.bot.channel;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a channel's messages cost the city.
///
/// @param hryvnias for one message, or one part of an SMS
/// @param freeFor how long after the person last wrote messages cost nothing (a Viber session: 24
///   hours), zero when they always cost
public record Price(BigDecimal hryvnias, Duration freeFor) {

  /// A channel that costs nothing.
  public static final Price FREE = new Price(BigDecimal.ZERO, Duration.ZERO);

  public Price {
    if (hryvnias.signum() < 0 || freeFor.isNegative()) {
      throw new IllegalArgumentException("A price and its free time aren't negative");
    }
  }

  /// What so many messages or parts cost now.
  ///
  /// @param heardAt when the person last wrote, null when never
  public BigDecimal of(int parts, @Nullable Instant heardAt, Instant now) {
    return free(heardAt, now) ? BigDecimal.ZERO : hryvnias.multiply(BigDecimal.valueOf(parts));
  }

  private boolean free(@Nullable Instant heardAt, Instant now) {
    return heardAt != null && freeFor.isPositive() && now.isBefore(heardAt.plus(freeFor));
  }
}
