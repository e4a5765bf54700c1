package ua.holos.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.message.Priority;
import ua.holos.gateway.delivery.LaneQueue.Place;

/// A message that asks once whether it may leave. Not thread safe: whoever holds the lane's lock
/// answers it.
final class LaneAsk {
  final String chat;
  final Priority priority;
  final String key;
  final int messages;
  final @Nullable Instant heardAt;
  private @Nullable Place place;
  private @Nullable Duration answer;

  LaneAsk(String chat, Priority priority, String key, int messages, @Nullable Instant heardAt) {
    this.chat = chat;
    this.priority = priority;
    this.key = key;
    this.messages = messages;
    this.heardAt = heardAt;
  }

  Place place() {
    Place mine = place;
    if (mine == null) {
      throw new IllegalStateException("No place in the queue");
    }
    return mine;
  }

  void place(Place taken) {
    place = taken;
  }

  boolean answered() {
    return answer != null;
  }

  void answer(Duration wait) {
    answer = wait;
  }

  Duration answer() {
    Duration given = answer;
    if (given == null) {
      throw new IllegalStateException("The pace gave no answer");
    }
    return given;
  }
}
