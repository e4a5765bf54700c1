package ua.holos.nlp.details;

import org.jspecify.annotations.Nullable;
import ua.holos.bot.understanding.Detail;

/// Reads since when and how often, in the person's own words: «з понеділка», «третій день», «по
/// ночах», «два раза в неделю».
final class TimeDetails {

  /// Words between «звернення» and the date that it bears.
  private static final int DOCUMENT_REACH = 4;

  private static final String YEAR = "(?:19|20)\\d\\d";

  private final DetailText text;
  private final FoundDetails found;

  TimeDetails(DetailText text, FoundDetails found) {
    this.text = text;
    this.found = found;
  }

  void readSince() {
    for (int at = 0; at < text.size() && !found.has(Detail.SINCE); at++) {
      if (text.is("from", at) && text.together(at, at + 1)) {
        found.put(Detail.SINCE, moment(at));
      } else if (text.is("day-unit", at)) {
        found.put(Detail.SINCE, duration(at));
      } else if (text.is("since-alone", at)) {
        found.put(Detail.SINCE, text.written(at, at));
      }
    }
  }

  /// «з понеділка», «со вчера», «з 15 травня», «с 12.05», «з 10:00», «с 8 утра», «з минулого
  /// тижня».
  private @Nullable String moment(int at) {
    int next = text.is("very", at + 1) ? at + 2 : at + 1;
    int last = -1;
    if (text.is("moment", next)) {
      last = text.is("moment", next + 1) ? next + 1 : next;
      if (last == next && text.is("boundary", next)) {
        return null;
      }
    } else if (text.has(next) && text.word(next).number()) {
      last = momentInDigits(next);
    } else if (text.number(next) != null && text.is("moment", next + 1)) {
      last = next + 1;
    }
    boolean dated = last > 0 && text.has(next) && text.word(next).number() && datesDocument(at);
    return last < 0 || dated || !text.together(at, last) ? null : text.written(at, last);
  }

  /// «звернення № 3 від 15 травня», «наказ от 17.05.2005»: the day of a paper, not of a trouble.
  private boolean datesDocument(int at) {
    if (!text.is("dated", at)) {
      return false;
    }
    for (int before = at - 1; before >= Math.max(0, at - DOCUMENT_REACH); before--) {
      if (text.is("document", before) || text.is("number-word", before)) {
        return true;
      }
    }
    return at > 0 && text.word(at - 1).lower().chars().anyMatch(Character::isDigit);
  }

  private int momentInDigits(int at) {
    if (text.is("month", at + 1)) {
      return text.matches(at + 2, YEAR) && text.together(at, at + 2) ? at + 2 : at + 1;
    }
    if (text.is("hour", at + 1)) {
      return text.is("part-of-day", at + 2) ? at + 2 : at + 1;
    }
    boolean hour = text.matches(at, "\\d{1,2}(?:[:.-]\\d\\d)?");
    if (hour && text.is("part-of-day", at + 1)) {
      return at + 1;
    }
    if (text.matches(at, "\\d{1,2}:\\d\\d")
        || text.matches(at, "\\d{1,2}\\.\\d{1,2}(?:\\.\\d{2,4})?[а-яіїєр]*")) {
      return at;
    }
    boolean year = text.matches(at, YEAR) && text.is("year-word", at + 1);
    return year ? at + 1 : -1;
  }

  /// «третій день», «вже тиждень», «протягом трьох місяців», «5 днів», «не работает неделю».
  private @Nullable String duration(int at) {
    boolean counted = text.together(at - 1, at) && isCount(at - 1);
    int first = counted ? at - 1 : at;
    boolean around = text.together(first - 1, first) && text.is("around", first - 1);
    boolean already =
        text.together(first - 1, first) && text.is("already", first - 1)
            || text.together(at, at + 1) && text.is("already", at + 1) && text.is("lasting", at);
    if (text.is("month-name", at - 1) || text.matches(at - 1, YEAR)) {
      return null;
    }
    boolean lasts = text.is("lasting", at) && !governed(at) && text.holds("lack");
    boolean ago = text.is("ago", at + 1) || text.is("ago", first - 1);
    if (ago || text.is("times", first - 1) || text.is("times", first - 2)) {
      return null;
    }
    if (counted ? isClockTime(first, at) : text.matches(at, "час")) {
      return null;
    }
    boolean apart = text.is("per", first - 1) || text.is("every", first - 1);
    if (apart || (!counted && !already && !around && !lasts) || text.isUsed(first)) {
      return null;
    }
    return text.written(around ? first - 1 : first, at);
  }

  /// A word before that makes no duration of «тиждень»: «за тиждень», «наступний тиждень».
  private boolean governed(int at) {
    return text.is("at", at - 1)
        || text.is("per", at - 1)
        || text.is("every", at - 1)
        || text.is("through", at - 1)
        || text.is("other-time", at - 1);
  }

  private boolean isCount(int at) {
    return text.number(at) != null || text.is("count", at);
  }

  /// «о 5 годині», «в 5 часов утра».
  private boolean isClockTime(int first, int at) {
    boolean clock = text.is("clock", at);
    return clock
        && (text.is("part-of-day", at + 1)
            || text.is("at", first - 1)
            || text.is("from", first - 1)
            || text.word(at).folded().equals("години") && text.word(at).lower().endsWith("і"));
  }

  void readFrequency() {
    int[] often = text.positions("often");
    if (often.length > 0) {
      found.put(Detail.FREQUENCY, text.written(often[0], text.endOf("often", often[0])));
      return;
    }
    for (int at = 0; at < text.size() && !found.has(Detail.FREQUENCY); at++) {
      if (text.is("times", at)) {
        found.put(Detail.FREQUENCY, times(at));
      } else if (text.is("every", at) && text.together(at, at + 1)) {
        found.put(Detail.FREQUENCY, every(at));
      } else if (text.is("at-night", at) && !text.is("other-time", at - 1)) {
        found.put(Detail.FREQUENCY, text.written(at, at));
      }
    }
  }

  /// «раз на тиждень», «по 2 рази на день», «раз в два дня».
  private @Nullable String times(int at) {
    int unit = text.is("per", at + 1) ? at + 2 : at + 1;
    unit = text.has(unit) && isCount(unit) ? unit + 1 : unit;
    if (!text.is("day-unit", unit) && !text.is("moment", unit) || !text.together(at, unit)) {
      return null;
    }
    int first = text.together(at - 1, at) && isCount(at - 1) ? at - 1 : at;
    first = text.is("until", first - 1) ? first - 1 : first;
    return text.written(first, unit);
  }

  /// «кожні вихідні», «кожні два дні», «каждую субботу».
  private @Nullable String every(int at) {
    int unit = isCount(at + 1) ? at + 2 : at + 1;
    boolean time =
        text.is("day-unit", unit) || text.is("moment", unit) || text.is("week-day", unit);
    return time && text.together(at, unit) ? text.written(at, unit) : null;
  }
}
