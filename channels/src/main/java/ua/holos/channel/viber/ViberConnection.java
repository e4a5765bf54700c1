package ua.holos.channel.viber;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import ua.holos.channel.support.BackOff;

/// Tells Viber where to deliver, when the application runs and can take its first callback, which
/// Viber sends during the registration itself. In the background, so that Viber's faults don't hold
/// up the start.
final class ViberConnection implements SmartLifecycle {
  private static final int TOKEN_REFUSED = 2;

  private final ViberApi api;
  private final @Nullable URI address;
  private final ViberState state;
  private final BackOff backOff;
  private int failures;
  private @Nullable Thread registering;
  private volatile boolean running;

  /// @param address null when no webhook is to be registered
  ViberConnection(ViberApi api, @Nullable URI address, ViberState state, BackOff backOff) {
    this.api = api;
    this.address = address;
    this.state = state;
    this.backOff = backOff;
  }

  @Override
  public synchronized void start() {
    running = true;
    if (address == null) {
      state.receiving(ViberState.Standing.NO_WEBHOOK, "");
      return;
    }
    URI told = address;
    registering = Thread.ofVirtual().name("viber-register").start(() -> register(told));
  }

  private void register(URI told) {
    try {
      Duration wait = tryOnce(told);
      while (running && wait.isPositive()) {
        Thread.sleep(wait);
        wait = tryOnce(told);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return how long to wait before the next try, zero when Viber has agreed
  private Duration tryOnce(URI told) {
    return switch (api.setWebhook(told)) {
      case ViberAnswer.Ok _ -> {
        failures = 0;
        state.receiving(ViberState.Standing.WEBHOOK, "");
        yield Duration.ZERO;
      }
      case ViberAnswer.Refused(int status, String message) -> {
        state.receiving(
            status == TOKEN_REFUSED
                ? ViberState.Standing.TOKEN_REFUSED
                : ViberState.Standing.WEBHOOK_REFUSED,
            message);
        yield backOff.after(++failures);
      }
      case ViberAnswer.TooMany(Duration retryAfter) -> {
        state.receiving(ViberState.Standing.UNREACHABLE, "too many requests");
        Duration wait = backOff.after(++failures);
        yield retryAfter.compareTo(wait) > 0 ? retryAfter : wait;
      }
      case ViberAnswer.NoAnswer(String detail) -> {
        state.receiving(ViberState.Standing.UNREACHABLE, detail);
        yield backOff.after(++failures);
      }
    };
  }

  @Override
  public synchronized void stop() {
    running = false;
    Thread thread = registering;
    if (thread != null) {
      thread.interrupt();
      try {
        thread.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      registering = null;
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
