package ua.holos.gateway.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// How fast somebody may send: a bucket of tokens.
final class Speed {
  private final InstantSource clock;
  private final double perSecond;
  private final double most;
  private double tokens;
  private Instant at;

  /// @param perSecond an infinite one is no limit
  /// @param burst how many at once after a rest, at least 1
  Speed(InstantSource clock, double perSecond, double burst) {
    this.clock = clock;
    this.perSecond = perSecond;
    this.most = Math.max(1, burst);
    this.tokens = this.most;
    this.at = clock.instant();
  }

  /// How long to wait before the next, zero when it may go now.
  synchronized Duration toWait() {
    fill();
    return tokens >= 1 || Double.isInfinite(perSecond)
        ? Duration.ZERO
        : Duration.ofNanos((long) Math.ceil((1 - tokens) / perSecond * 1e9));
  }

  synchronized void take() {
    fill();
    tokens -= 1;
  }

  private void fill() {
    Instant now = clock.instant();
    if (now.isAfter(at)) {
      if (!Double.isInfinite(perSecond)) {
        tokens = Math.min(most, tokens + Duration.between(at, now).toNanos() / 1e9 * perSecond);
      }
      at = now;
    }
  }
}
