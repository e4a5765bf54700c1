package ua.holos.gateway.filing;

import java.util.concurrent.atomic.AtomicInteger;

/// Whether this process is filing something just now: an update about an unknown number may then
/// belong to an appeal whose number arrives in a moment.
final class FilingsInFlight {
  private final AtomicInteger count = new AtomicInteger();

  void begin() {
    count.incrementAndGet();
  }

  void end() {
    count.decrementAndGet();
  }

  boolean any() {
    return count.get() > 0;
  }
}
