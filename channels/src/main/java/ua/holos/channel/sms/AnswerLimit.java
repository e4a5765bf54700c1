package ua.holos.channel.sms;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import ua.holos.bot.channel.SendOutcome;
import ua.holos.bot.message.OutboundMessage;
import ua.holos.bot.message.Priority;

/// Ends the talk with a machine that answers each of our answers: beyond so many answers to one
/// number within an hour the next are refused, so that nothing new goes out that it could answer.
/// Statuses aren't counted and always go. Known in the process only, which suffices: a conversation
/// has one owner. Called from many threads, for one number by one at a time.
final class AnswerLimit {
  private static final Duration HOUR = Duration.ofHours(1);

  private final int perHour;
  private final InstantSource clock;

  /// When each number was answered within the hour; the one answered last is the last.
  private final Map<String, Deque<Instant>> answered = new LinkedHashMap<>();

  /// @param perHour at least 1
  AnswerLimit(int perHour, InstantSource clock) {
    this.perHour = perHour;
    this.clock = clock;
  }

  /// Sends a message unless it is an answer too many. Only what was taken counts: a message that is
  /// tried again is no other message.
  ///
  /// @return what came of it; rejected as `too-many` when it wasn't sent
  SendOutcome within(OutboundMessage message, Supplier<SendOutcome> send) {
    if (message.reply().priority() != Priority.REPLY) {
      return send.get();
    }
    String number = message.to().path();
    if (isReached(number)) {
      return new SendOutcome.Rejected("too-many", perHour + " answers within an hour");
    }
    SendOutcome outcome = send.get();
    if (outcome instanceof SendOutcome.Accepted) {
      count(number);
    }
    return outcome;
  }

  private synchronized boolean isReached(String number) {
    Instant anHourAgo = clock.instant().minus(HOUR);
    Deque<Instant> times = answered.get(number);
    while (times != null && !times.isEmpty() && !times.getFirst().isAfter(anHourAgo)) {
      times.removeFirst();
    }
    return times != null && times.size() >= perHour;
  }

  private synchronized void count(String number) {
    Instant now = clock.instant();
    Deque<Instant> times = answered.remove(number);
    times = times == null ? new ArrayDeque<>() : times;
    times.addLast(now);
    answered.put(number, times);
    forgetBefore(now.minus(HOUR));
  }

  private void forgetBefore(Instant time) {
    Iterator<Deque<Instant>> eldest = answered.values().iterator();
    while (eldest.hasNext()) {
      Deque<Instant> times = eldest.next();
      if (!times.isEmpty() && times.getLast().isAfter(time)) {
        return;
      }
      eldest.remove();
    }
  }
}
