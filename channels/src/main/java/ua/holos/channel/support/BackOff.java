package ua.holos.channel.support;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Growing pauses between tries: the first about `first`, each twice the one before, never above
/// `longest`, and each shortened at random by up to a half, so that many who failed together don't
/// come back together.
public final class BackOff {
  private final Duration first;
  private final Duration longest;
  private final RandomGenerator random;

  public BackOff(Duration first, Duration longest, RandomGenerator random) {
    this.first = first;
    this.longest = longest;
    this.random = random;
  }

  /// How long to wait after so many failures in a row.
  ///
  /// @param failures 1 after the first failure
  public Duration after(int failures) {
    int doublings = Math.clamp(failures - 1L, 0, 30);
    long grown = Math.min(first.toMillis() << doublings, longest.toMillis());
    return Duration.ofMillis(grown - (long) (grown * 0.5 * random.nextDouble()));
  }
}
