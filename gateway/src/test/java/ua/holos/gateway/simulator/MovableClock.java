package ua.holos.gateway.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that a test moves.
public final class MovableClock implements InstantSource {
  private Instant now = Instant.parse("2026-11-02T09:00:00Z");

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /// Time passes.
  public synchronized void pass(Duration time) {
    now = now.plus(time);
  }
}
