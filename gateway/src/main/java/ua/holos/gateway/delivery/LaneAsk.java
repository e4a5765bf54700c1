package ua.holos.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.message.Priority;
import ua.holos.gateway.delivery.LaneQueue.Place;

/// A message that asks once whether it may leave. Its thread waits until another has answered, or
/// until it has to do so itself for all that ask.
final class LaneAsk {
  final String chat;
  final Priority priority;
  final String key;
  final int messages;
  final @Nullable Instant heardAt;
  private @Nullable Place place;
  private @Nullable Duration answer;
  private final CompletableFuture<Boolean> called = new CompletableFuture<>();

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

  /// Waits for the end of another's asking; whether this one is the next to ask.
  boolean awaitLead() {
    return called.join();
  }

  /// Calls the waiting thread: the next to ask, or answered.
  void call(boolean leads) {
    called.complete(leads);
  }
}
