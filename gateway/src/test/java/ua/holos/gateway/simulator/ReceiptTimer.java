package ua.holos.gateway.simulator;

import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Lets receipts come when [Receipts] says. What is random is the same in each run.
final class ReceiptTimer implements AutoCloseable {
  private final Receipts receipts;
  private final Random chance = new Random(42);
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("receipts").factory());

  ReceiptTimer(Receipts receipts) {
    this.receipts = receipts;
  }

  /// @param tell must not block
  void later(Runnable tell) {
    int times;
    synchronized (chance) {
      times = chance.nextDouble() < receipts.repeated() ? 2 : 1;
    }
    for (int i = 0; i < times; i++) {
      try {
        var _ = timer.schedule(tell, millis(), TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        // Closed: nobody is interested any more.
      }
    }
  }

  private long millis() {
    long spread = receipts.spread().toMillis();
    synchronized (chance) {
      return receipts.delay().toMillis() + (spread == 0 ? 0 : chance.nextLong(spread + 1));
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
