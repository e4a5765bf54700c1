package ua.holos.channel.sms;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Has the statuses asked for while the application runs.
final class TurboSmsPolling implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(TurboSmsPolling.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  private final TurboSmsStatuses statuses;
  private @Nullable Thread thread;

  TurboSmsPolling(TurboSmsStatuses statuses) {
    this.statuses = statuses;
  }

  @Override
  public synchronized void start() {
    thread = Thread.ofVirtual().name("turbosms-statuses").start(this::run);
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        statuses.ask();
        Thread.sleep(BETWEEN_LOOKS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        log.error("Asking TurboSMS for statuses failed: {}", e.getClass().getName());
      }
    }
  }

  @Override
  public synchronized void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
      try {
        running.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }
}
