package ua.holos.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.message.Priority;

/// One channel's pace in this process; see [Pace].
sealed interface Lane permits ChannelLane, FreeLane {

  Duration take(
      String chat, Priority priority, String key, int messages, @Nullable Instant heardAt);

  void pause(String chat, Duration wait);

  /// How many messages of a priority stand in the queue.
  int waiting(Priority priority);
}
