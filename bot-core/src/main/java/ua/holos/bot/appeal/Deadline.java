package ua.holos.bot.appeal;

/// How long the city gives itself: hours by the clock for emergencies, working days for the rest.
public record Deadline(int amount, Unit unit) {

  /// What a deadline is counted in.
  public enum Unit {
    HOURS,
    WORKING_DAYS
  }

  public Deadline {
    if (amount < 1) {
      throw new IllegalArgumentException("A deadline is at least 1, found " + amount);
    }
  }
}
