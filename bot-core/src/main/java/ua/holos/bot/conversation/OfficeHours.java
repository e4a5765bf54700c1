package ua.holos.bot.conversation;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// When operators are at work, by the city's clock; `to` is exclusive. Holidays aren't counted.
public record OfficeHours(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
  static final OfficeHours STANDARD =
      new OfficeHours(
          EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
          LocalTime.of(9, 0),
          LocalTime.of(17, 0),
          ZoneId.of("Europe/Kyiv"));

  public OfficeHours {
    days = Set.copyOf(days);
  }

  public boolean open(Instant at) {
    ZonedDateTime local = at.atZone(zone);
    LocalTime time = local.toLocalTime();
    return days.contains(local.getDayOfWeek()) && !time.isBefore(from) && time.isBefore(to);
  }

  /// When operators are there next; null when they never are.
  ///
  /// @param at a moment at which they aren't
  public @Nullable Instant nextOpening(Instant at) {
    ZonedDateTime local = at.atZone(zone);
    for (int later = 0; later <= DayOfWeek.values().length; later++) {
      ZonedDateTime opening = local.toLocalDate().plusDays(later).atTime(from).atZone(zone);
      if (open(opening.toInstant()) && opening.isAfter(local)) {
        return opening.toInstant();
      }
    }
    return null;
  }
}
