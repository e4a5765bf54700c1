package ua.holos.gateway.delivery;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Numbers as people read them.
final class DeliveryAmounts {
  /// Where there is nothing to tell.
  static final String NOTHING = "—";

  /// A number stays in a line with its unit.
  private static final String NARROW = "\u00a0";

  private DeliveryAmounts() {}

  static String count(long number) {
    return String.format(DeliveryWords.UKRAINIAN, "%,d", number);
  }

  /// A count with its share of a whole.
  static String share(long part, long whole) {
    return whole == 0
        ? count(part)
        : count(part)
            + String.format(DeliveryWords.UKRAINIAN, " (%.1f\u00a0%%)", 100.0 * part / whole);
  }

  static String hryvnias(BigDecimal amount) {
    return String.format(DeliveryWords.UKRAINIAN, "%,.2f\u00a0₴", amount);
  }

  static String seconds(@Nullable Double seconds) {
    if (seconds == null) {
      return NOTHING;
    }
    return seconds < 10
        ? String.format(DeliveryWords.UKRAINIAN, "%.1f\u00a0с", Math.max(0, seconds))
        : time(Duration.ofSeconds(Math.round(seconds)));
  }

  /// In its two largest units, as far as they aren't nothing; days from the third on.
  static String time(Duration time) {
    if (time.toDays() > 1) {
      return units(time.toDays(), "д", time.toHoursPart(), "год");
    }
    if (time.toHours() > 0) {
      return units(time.toHours(), "год", time.toMinutesPart(), "хв");
    }
    return time.toMinutes() > 0
        ? units(time.toMinutes(), "хв", time.toSecondsPart(), "с")
        : Math.max(0, time.toSeconds()) + NARROW + "с";
  }

  private static String units(long large, String largeUnit, int small, String smallUnit) {
    String first = large + NARROW + largeUnit;
    return small == 0 ? first : first + NARROW + small + NARROW + smallUnit;
  }
}
