package ua.holos.gateway.desk.page;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times as people at the desk read them: by the city's clock, in the page's language.
final class DeskClock {
  private final ZoneId zone;

  DeskClock(ZoneId zone) {
    this.zone = zone;
  }

  String time(Instant at) {
    return DateTimeFormatter.ofPattern("HH:mm").format(at.atZone(zone));
  }

  String day(Instant at, Locale locale) {
    return DateTimeFormatter.ofPattern("d MMMM yyyy", locale).format(at.atZone(zone));
  }

  String date(Instant at) {
    return DateTimeFormatter.ofPattern("dd.MM.yyyy").format(at.atZone(zone));
  }
}
