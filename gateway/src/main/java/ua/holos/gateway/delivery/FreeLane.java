package ua.holos.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.message.Priority;

/// A channel without limits. Nothing is shared, and nothing asked of Redis; should the platform
/// want a pause all the same, this process keeps it, and another learns of it by its own try.
final class FreeLane implements Lane {
  private final Pauses pauses = new Pauses();
  private final LongSupplier timer;

  FreeLane(LongSupplier timer) {
    this.timer = timer;
  }

  @Override
  public Duration take(
      String chat, Priority priority, String key, int messages, @Nullable Instant heardAt) {
    return pauses.wait(chat, timer.getAsLong());
  }

  @Override
  public void pause(String chat, Duration wait) {
    pauses.add(chat, wait, timer.getAsLong());
  }

  @Override
  public int waiting(Priority priority) {
    return 0;
  }
}
