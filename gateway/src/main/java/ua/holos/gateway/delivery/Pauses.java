package ua.holos.gateway.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// The chats, and perhaps the whole channel, that the platform wants nothing for, as far as this
/// process knows. Times are nanoseconds of the process's timer. Thread safe.
final class Pauses {
  private final Map<String, Long> ends = new HashMap<>();
  private boolean allPause;
  private long allEnd;

  /// Pauses a chat. The platform doesn't say whether the chat or the bot is too fast. As we keep
  /// the chat's pace, a second chat that is refused during the first one's pause means the bot.
  synchronized void add(String chat, Duration wait, long now) {
    long end = now + wait.toNanos();
    ends.values().removeIf(other -> other - now <= 0);
    boolean anotherPauses = ends.size() > (ends.containsKey(chat) ? 1 : 0);
    ends.merge(chat, end, (one, other) -> one - other >= 0 ? one : other);
    if (anotherPauses) {
      addAll(end, now);
    }
  }

  /// Pauses the channel.
  synchronized void addAll(Duration wait, long now) {
    addAll(now + wait.toNanos(), now);
  }

  private void addAll(long end, long now) {
    if (!allPause || allEnd - end < 0) {
      allPause = end - now > 0;
      allEnd = end;
    }
  }

  /// How long a chat gets nothing, zero when it may.
  synchronized Duration wait(String chat, long now) {
    if (allPause && allEnd - now <= 0) {
      allPause = false;
    }
    long wait = allPause ? allEnd - now : 0;
    Long end = ends.isEmpty() ? null : ends.get(chat);
    return Duration.ofNanos(end == null ? wait : Math.max(wait, Math.max(0, end - now)));
  }
}
