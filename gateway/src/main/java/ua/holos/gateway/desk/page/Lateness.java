package ua.holos.gateway.desk.page;

import java.time.Duration;
import java.time.Instant;

/// How near a citizen's waiting is to its limit. The page shows a word and a sign with the colour.
enum Lateness {
  FINE("fine"),
  SOON("soon"),
  LATE("late");

  private final String css;

  Lateness(String css) {
    this.css = css;
  }

  /// Amber from half the limit on, red after it.
  static Lateness of(Instant since, Instant now, Duration limit) {
    Duration waited = Duration.between(since, now);
    if (waited.compareTo(limit) >= 0) {
      return LATE;
    }
    return waited.multipliedBy(2).compareTo(limit) >= 0 ? SOON : FINE;
  }

  /// The class of style, and the end of the key of its word.
  public String css() {
    return css;
  }
}
