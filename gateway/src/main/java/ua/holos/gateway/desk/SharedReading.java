package ua.holos.gateway.desk;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One reading for all who ask at about the same time. Nobody gets what was read before they asked:
/// a reading counts for those who came before it began.
final class SharedReading<T> {
  private final Supplier<T> reading;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable T last;
  private long begunAt;

  SharedReading(Supplier<T> reading) {
    this.reading = reading;
  }

  T get() {
    long came = System.nanoTime();
    lock.lock();
    try {
      T known = last;
      if (known != null && begunAt - came >= 0) {
        return known;
      }
      begunAt = System.nanoTime();
      // What fails is nobody's answer: the next one reads anew.
      last = null;
      T fresh = reading.get();
      last = fresh;
      return fresh;
    } finally {
      lock.unlock();
    }
  }
}
