package ua.holos.gateway.simulator;

import java.time.Duration;

/// When and how often a platform tells what became of a message.
///
/// @param delay after the message was taken
/// @param spread each receipt comes this much later at most, by chance: they arrive out of order
/// @param repeated the share of receipts that come twice, 0 to 1
public record Receipts(Duration delay, Duration spread, double repeated) {
  /// At once, in order, each one once.
  public static final Receipts PROMPT = new Receipts(Duration.ZERO, Duration.ZERO, 0);

  /// Out of order, and every third one twice: as bad as platforms really are.
  public static final Receipts UNRULY =
      new Receipts(Duration.ofMillis(20), Duration.ofMillis(200), 0.33);
}
