package ua.holos.channel.telegram;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/// Receives while the application runs: started last, when everything else can take updates, and
/// stopped first. All of it happens in the background, so that Telegram's faults don't hold up the
/// start.
final class TelegramConnection implements SmartLifecycle {
  private final TelegramUpdateReader reader;
  private final @Nullable TelegramPoller poller;
  private final @Nullable TelegramWebhookRegistration registration;
  private final @Nullable TelegramCommands commands;
  private final Supplier<Duration> pauseBetweenOffers;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running;

  /// @param poller null when there is a webhook
  /// @param registration null when there is none
  /// @param commands null when the application has no wording
  TelegramConnection(
      TelegramUpdateReader reader,
      @Nullable TelegramPoller poller,
      @Nullable TelegramWebhookRegistration registration,
      @Nullable TelegramCommands commands,
      Supplier<Duration> pauseBetweenOffers) {
    this.reader = reader;
    this.poller = poller;
    this.registration = registration;
    this.commands = commands;
    this.pauseBetweenOffers = pauseBetweenOffers;
  }

  @Override
  public synchronized void start() {
    running = true;
    launch("telegram-receive", this::receive);
    launch("telegram-commands", this::offerCommands);
  }

  private void launch(String name, Interruptible task) {
    threads.add(
        Thread.ofVirtual()
            .name(name)
            .start(() -> {
              try {
                task.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }));
  }

  private void receive() throws InterruptedException {
    reader.warmUp();
    if (poller != null) {
      while (running) {
        Thread.sleep(poller.poll());
      }
    } else if (registration != null) {
      Duration wait = registration.register();
      while (running && wait.isPositive()) {
        Thread.sleep(wait);
        wait = registration.register();
      }
    }
  }

  private void offerCommands() throws InterruptedException {
    while (running && commands != null && !commands.offer()) {
      Thread.sleep(pauseBetweenOffers.get());
    }
  }

  @Override
  public synchronized void stop() {
    running = false;
    if (poller != null) {
      poller.cancel();
    }
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      try {
        thread.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    threads.clear();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @FunctionalInterface
  private interface Interruptible {
    void run() throws InterruptedException;
  }
}
