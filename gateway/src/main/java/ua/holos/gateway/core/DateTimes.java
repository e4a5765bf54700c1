package ua.holos.gateway.core;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// W3C date and time with a zone, as Open311 wants them: `2026-11-22T10:15:00+02:00`.
final class DateTimes {
  private DateTimes() {}

  /// In the city's own offset; null stays null.
  static @Nullable String write(@Nullable Instant instant, ZoneId zone) {
    return instant == null
        ? null
        : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone).toOffsetDateTime());
  }

  /// Empty when there is no zone or it isn't a time at all. A `+` that a careless client sent
  /// unencoded arrives as a space and is taken for what it was.
  static Optional<Instant> read(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text.strip().replace(' ', '+')).toInstant());
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}
