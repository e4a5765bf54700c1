package ua.holos.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import ua.holos.bot.channel.ChannelPace;
import ua.holos.bot.message.Priority;

/// One channel's limits: of each chat, of all together, and who goes first when there is a queue.
///
/// Nobody blocks here. Who can't leave now is told when its turn comes and asks again then; its
/// place is kept meanwhile. A message of higher priority steps in front, and the others are told a
/// later time when they ask.
final class ChannelLane {
  /// Telegram and others bear short bursts in one chat: a reply in two or three messages.
  static final int CHAT_BURST = 3;

  /// Who doesn't ask again this long after its turn has left the queue.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int CHATS_BEFORE_CLEANING = 10_000;

  private static final Comparator<Waiting> FIRST_TO_GO =
      Comparator.comparing(Waiting::priority).thenComparingLong(Waiting::arrival);

  private final ChannelPace pace;
  private final TokenPace all;
  private final Map<String, Chat> chats = new HashMap<>();
  private final Map<String, Waiting> waitingByKey = new HashMap<>();
  private final TreeSet<Waiting> queue = new TreeSet<>(FIRST_TO_GO);
  private long arrivals;
  private int cleanAt = CHATS_BEFORE_CLEANING;
  private Instant pausedUntil = Instant.MIN;

  private record Waiting(Priority priority, long arrival, String key, Instant turn) {}

  private static final class Chat {
    private final TokenPace pace;
    private Instant pausedUntil = Instant.MIN;

    private Chat(TokenPace pace) {
      this.pace = pace;
    }
  }

  ChannelLane(ChannelPace pace, Instant now) {
    this.pace = pace;
    int burst = burst(pace.messagesPerSecond());
    this.all = new TokenPace(evenPace(pace.messagesPerSecond(), burst), burst, now);
  }

  /// A tenth of a second's messages may leave at once …
  private static int burst(double perSecond) {
    return (int) Math.clamp(perSecond / 10, 1, 1000);
  }

  /// … and the even pace is that much lower, so that no second at all, wherever it begins, sees
  /// more than the limit.
  private static double evenPace(double perSecond, int burst) {
    return perSecond >= 10 ? perSecond - burst : perSecond;
  }

  synchronized Duration take(
      String chatId, Priority priority, String key, int messages, Instant now) {
    Chat chat = chat(chatId, now);
    Duration forChat = longer(until(chat.pausedUntil, now), chat.pace.wait(now, 0));
    if (forChat.isPositive()) {
      // It is not this one's turn in the channel's queue while its chat must wait.
      leave(key);
      return forChat;
    }
    expel(now);
    Waiting known = waitingByKey.get(key);
    Waiting me = known == null ? new Waiting(priority, arrivals++, key, now) : known;
    int ahead = queue.isEmpty() ? 0 : queue.headSet(me).size();
    Duration forAll = longer(until(pausedUntil, now), all.wait(now, ahead));
    if (forAll.isPositive()) {
      leave(key);
      Waiting patient = new Waiting(priority, me.arrival(), key, now.plus(forAll));
      waitingByKey.put(key, patient);
      queue.add(patient);
      return forAll;
    }
    leave(key);
    all.take(now, messages);
    chat.pace.take(now, messages);
    return Duration.ZERO;
  }

  /// The platform doesn't say whether the chat or the bot is too fast. As we keep the chat's pace,
  /// a second chat that is refused during the first one's pause means the bot.
  synchronized void pause(String chatId, Duration wait, Instant now) {
    Instant end = now.plus(wait);
    boolean anotherPauses =
        chats.entrySet().stream()
            .anyMatch(entry ->
                !entry.getKey().equals(chatId) && entry.getValue().pausedUntil.isAfter(now));
    Chat chat = chat(chatId, now);
    chat.pausedUntil = later(chat.pausedUntil, end);
    if (anotherPauses) {
      pausedUntil = later(pausedUntil, end);
    }
  }

  private Chat chat(String chatId, Instant now) {
    if (chats.size() >= cleanAt) {
      chats.values().removeIf(chat -> chat.pace.rested(now) && !chat.pausedUntil.isAfter(now));
      cleanAt = Math.max(CHATS_BEFORE_CLEANING, chats.size() * 2);
    }
    return chats.computeIfAbsent(
        chatId, _ -> new Chat(new TokenPace(pace.messagesPerChatPerSecond(), CHAT_BURST, now)));
  }

  private void leave(String key) {
    Waiting left = waitingByKey.remove(key);
    if (left != null) {
      queue.remove(left);
    }
  }

  /// Takes out whose turn has long passed: another process owns that conversation now.
  private void expel(Instant now) {
    while (!queue.isEmpty() && queue.first().turn().plus(PATIENCE).isBefore(now)) {
      leave(queue.first().key());
    }
  }

  private static Duration until(Instant end, Instant now) {
    return end.isAfter(now) ? Duration.between(now, end) : Duration.ZERO;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
