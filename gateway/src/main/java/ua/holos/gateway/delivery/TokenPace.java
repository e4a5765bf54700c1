package ua.holos.gateway.delivery;

import java.time.Duration;
import java.time.Instant;

/// A pace that is kept at every moment, not only on average: after a burst of at most so many, one
/// message each interval (the generic cell rate algorithm, ITU-T I.371). A counter that starts anew
/// each second would let a double burst through at the second's edge. Not thread safe.
final class TokenPace {
  private final double nanosPerMessage;
  private final double tolerance;
  private final Instant origin;

  /// When, in nanoseconds after [#origin], the messages so far would have left at an even pace.
  private double evenly;

  /// @param perSecond messages a second, may be infinite
  /// @param burst how many may leave at once, at least 1
  TokenPace(double perSecond, int burst, Instant origin) {
    this.nanosPerMessage = 1e9 / perSecond;
    this.tolerance = (burst - 1) * nanosPerMessage;
    this.origin = origin;
  }

  /// How long until the `ahead + 1`st message from now on may leave, zero when it may now.
  Duration wait(Instant now, int ahead) {
    double nanos = nanos(now);
    double due = Math.max(evenly, nanos) - tolerance + ahead * nanosPerMessage;
    return due <= nanos ? Duration.ZERO : Duration.ofNanos((long) Math.ceil(due - nanos));
  }

  /// Counts messages that leave now. One message may be several to the platform; it is let through
  /// whole, and what it takes too much is made up for afterwards.
  void take(Instant now, int messages) {
    evenly = Math.max(evenly, nanos(now)) + messages * nanosPerMessage;
  }

  /// Whether it is as good as new, and may be forgotten.
  boolean rested(Instant now) {
    return evenly <= nanos(now);
  }

  private double nanos(Instant now) {
    Duration since = Duration.between(origin, now);
    return since.getSeconds() * 1e9 + since.getNano();
  }
}
