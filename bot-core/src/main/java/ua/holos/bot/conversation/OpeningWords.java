package ua.holos.bot.conversation;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/// Says when operators are there next: «сьогодні з 08:00», «завтра з 08:00», «у понеділок з 09:00».
final class OpeningWords {
  private OpeningWords() {}

  static String next(Turn turn) {
    OfficeHours hours = turn.setting.policy().operators();
    Instant opening = hours.nextOpening(turn.at);
    return opening == null
        ? turn.words("when.unknown")
        : turn.words(key(turn, hours, opening), Map.of("time", hours.from().toString()));
  }

  private static String key(Turn turn, OfficeHours hours, Instant opening) {
    ZonedDateTime then = opening.atZone(hours.zone());
    LocalDate today = turn.at.atZone(hours.zone()).toLocalDate();
    long days = ChronoUnit.DAYS.between(today, then.toLocalDate());
    if (days == 0) {
      return "when.today";
    }
    return days == 1 ? "when.tomorrow" : key(then.getDayOfWeek());
  }

  /// The key of a day's words.
  static String key(DayOfWeek day) {
    return "when." + day.name().toLowerCase(Locale.ROOT);
  }
}
