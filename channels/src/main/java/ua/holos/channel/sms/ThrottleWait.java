package ua.holos.channel.sms;

import java.time.Duration;

/// How long to wait when the SMSC takes no more. SMPP doesn't say, so we choose: most limits count
/// messages a second, therefore 1 s at first and twice as long each time, until it takes something
/// again. The longest waits are those that the Jasmin gateway always keeps: 30 s when throttled,
/// 180 s when the queue is full.
final class ThrottleWait {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration FIRST_FULL = Duration.ofSeconds(15);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration LONGEST_FULL = Duration.ofMinutes(3);

  /// How often in a row one wait may be doubled.
  private static final int MOST_DOUBLINGS = 8;

  private int refusals;
  private long lastNanos;

  /// The wait after `ESME_RTHROTTLED`.
  Duration throttled() {
    return next(FIRST, LONGEST);
  }

  /// The wait after `ESME_RMSGQFUL`.
  Duration queueFull() {
    return next(FIRST_FULL, LONGEST_FULL);
  }

  private synchronized Duration next(Duration first, Duration longest) {
    long now = System.nanoTime();
    // Those that were on their way together are refused together: that is one refusal.
    if (refusals == 0 || now - lastNanos > FIRST.toNanos() / 2) {
      refusals = Math.min(refusals + 1, MOST_DOUBLINGS);
      lastNanos = now;
    }
    Duration grown = first.multipliedBy(1L << (refusals - 1));
    return grown.compareTo(longest) > 0 ? longest : grown;
  }

  /// The SMSC took something.
  synchronized void taken() {
    refusals = 0;
  }
}
