package ua.holos.bot.conversation;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// When people are left alone, by the city's clock: from the first time to the second (exclusive),
/// usually over midnight. The same time twice means never.
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {

  /// From 22 to 8 by Kyiv time.
  public static final QuietHours STANDARD =
      new QuietHours(LocalTime.of(22, 0), LocalTime.of(8, 0), ZoneId.of("Europe/Kyiv"));

  /// Whether people are left alone at a moment.
  public boolean at(Instant moment) {
    LocalTime time = moment.atZone(zone).toLocalTime();
    boolean begun = !time.isBefore(from);
    boolean ended = !time.isBefore(to);
    return from.isAfter(to) ? begun || !ended : begun && !ended;
  }

  /// When the quiet hours that last at a moment end.
  public Instant end(Instant moment) {
    ZonedDateTime local = moment.atZone(zone);
    ZonedDateTime today = local.toLocalDate().atTime(to).atZone(zone);
    return today.isAfter(local)
        ? today.toInstant()
        : local.toLocalDate().plusDays(1).atTime(to).atZone(zone).toInstant();
  }
}
