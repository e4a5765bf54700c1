package ua.holos.bot.appeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import ua.holos.bot.appeal.Deadline.Unit;

class WorkingCalendarTest {
  private static final ZoneId KYIV = ZoneId.of("Europe/Kyiv");
  private static final Set<DayOfWeek> WEEKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

  private final WorkingCalendar calendar = new WorkingCalendar(KYIV, WEEKDAYS, Set.of());

  private static Instant kyiv(String local) {
    return LocalDateTime.parse(local).atZone(KYIV).toInstant();
  }

  private static Deadline workingDays(int amount) {
    return new Deadline(amount, Unit.WORKING_DAYS);
  }

  @Test
  void countsHoursByTheClockOverAWeekend() {
    assertThat(calendar.due(kyiv("2026-11-21T10:15:00"), new Deadline(24, Unit.HOURS)))
        .isEqualTo(kyiv("2026-11-22T10:15:00"));
  }

  @Test
  void countsElapsedHoursWhenTheClocksGoForward() {
    // 29 March 2026, 03:00 becomes 04:00: 24 hours later the wall clock shows one hour more.
    assertThat(calendar.due(kyiv("2026-03-28T20:00:00"), new Deadline(24, Unit.HOURS)))
        .isEqualTo(kyiv("2026-03-29T21:00:00"));
  }

  @Test
  void countsElapsedHoursWhenTheClocksGoBack() {
    assertThat(calendar.due(kyiv("2026-10-24T20:00:00"), new Deadline(24, Unit.HOURS)))
        .isEqualTo(kyiv("2026-10-25T19:00:00"));
  }

  @Test
  void endsAWorkingDayAtTheLastSecondInTheCityNotInUtc() {
    assertThat(calendar.due(kyiv("2026-11-23T09:00:00"), workingDays(1)))
        .isEqualTo(Instant.parse("2026-11-24T21:59:59Z"));
  }

  @Test
  void endsAWorkingDayInSummerTimeWhenItBeganInWinterTime() {
    assertThat(calendar.due(kyiv("2026-03-27T12:00:00"), workingDays(1)))
        .isEqualTo(Instant.parse("2026-03-30T20:59:59Z"));
  }

  @Test
  void leavesWeekendsOut() {
    assertThat(calendar.due(kyiv("2026-11-20T18:00:00"), workingDays(5)))
        .isEqualTo(kyiv("2026-11-27T23:59:59"));
    assertThat(calendar.due(kyiv("2026-11-21T18:00:00"), workingDays(5)))
        .isEqualTo(kyiv("2026-11-27T23:59:59"));
    assertThat(calendar.due(kyiv("2026-11-23T18:00:00"), workingDays(15)))
        .isEqualTo(kyiv("2026-12-14T23:59:59"));
  }

  @Test
  void leavesTheCitysHolidaysOutButNotThoseOnAWeekend() {
    var withHolidays =
        new WorkingCalendar(
            KYIV, WEEKDAYS, Set.of(LocalDate.of(2026, 12, 25), LocalDate.of(2026, 12, 26)));
    assertThat(withHolidays.due(kyiv("2026-12-24T12:00:00"), workingDays(1)))
        .isEqualTo(kyiv("2026-12-28T23:59:59"));
    assertThat(withHolidays.isWorkingDay(LocalDate.of(2026, 12, 25))).isFalse();
    assertThat(withHolidays.isWorkingDay(LocalDate.of(2026, 12, 24))).isTrue();
  }

  @Test
  void takesTheDayOfTheCityWhenUtcIsStillOnTheDayBefore() {
    // 00:30 on Monday in Kyiv is 22:30 on Sunday in UTC: the first working day is Tuesday.
    assertThat(calendar.due(Instant.parse("2026-11-22T22:30:00Z"), workingDays(1)))
        .isEqualTo(kyiv("2026-11-24T23:59:59"));
  }

  @Test
  void refusesAWeekWithoutWorkingDays() {
    assertThatThrownBy(() -> new WorkingCalendar(KYIV, Set.of(), Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
