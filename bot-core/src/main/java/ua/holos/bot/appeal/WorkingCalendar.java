package ua.holos.bot.appeal;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/// The days on which the city works, and the deadlines that follow from them.
///
/// Working days run from the day after an appeal: an appeal of Friday with five working days is due
/// by the end of the next Friday, one of Saturday or Sunday as well. The end of a day is 23:59:59
/// in the city's time zone.
public final class WorkingCalendar {
  private static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59);

  private final ZoneId zone;
  private final Set<DayOfWeek> workingDays;
  private final Set<LocalDate> holidays;

  /// @param zone the city's time zone
  /// @param workingDays the days of the week on which it works, at least one
  /// @param holidays days off among them
  public WorkingCalendar(ZoneId zone, Set<DayOfWeek> workingDays, Set<LocalDate> holidays) {
    if (workingDays.isEmpty()) {
      throw new IllegalArgumentException("A week has at least one working day");
    }
    this.zone = zone;
    this.workingDays = Set.copyOf(workingDays);
    this.holidays = Set.copyOf(holidays);
  }

  /// When something that began at `from` must be done.
  public Instant due(Instant from, Deadline deadline) {
    return switch (deadline.unit()) {
      case HOURS -> from.plus(deadline.amount(), ChronoUnit.HOURS);
      case WORKING_DAYS -> endOfWorkingDay(from.atZone(zone).toLocalDate(), deadline.amount());
    };
  }

  /// Whether the city works on a day.
  public boolean isWorkingDay(LocalDate day) {
    return workingDays.contains(day.getDayOfWeek()) && !holidays.contains(day);
  }

  private Instant endOfWorkingDay(LocalDate first, int workingDaysLeft) {
    LocalDate day = first;
    int left = workingDaysLeft;
    while (left > 0) {
      day = day.plusDays(1);
      if (isWorkingDay(day)) {
        left--;
      }
    }
    return day.atTime(END_OF_DAY).atZone(zone).toInstant();
  }
}
