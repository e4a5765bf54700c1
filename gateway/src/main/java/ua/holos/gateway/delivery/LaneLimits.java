package ua.holos.gateway.delivery;

import ua.holos.bot.channel.ChannelPace;
import ua.holos.bot.message.Priority;

/// A channel's limits in the form in which they are kept. Times are microseconds; 0 stands for a
/// limit that there isn't.
///
/// @param perWindow the most messages in any window
/// @param window a second, or the time of one message where that is longer
/// @param gap between two messages at an even pace
/// @param tolerance how much too early a message may leave: short bursts, and who came late
/// @param chatGap between two messages to one chat
/// @param chatTolerance the same as `tolerance` for a chat
/// @param unansweredPerHour messages to somebody who doesn't write, in any hour
/// @param burst how many may leave at once after a rest
/// @param batched whether a replica takes slots by the batch
record LaneLimits(
    long perWindow,
    long window,
    double gap,
    double tolerance,
    double chatGap,
    double chatTolerance,
    int unansweredPerHour,
    int burst,
    boolean batched) {

  /// Telegram and others bear short bursts in one chat: a reply in two or three messages.
  static final int CHAT_BURST = 3;

  /// How long a slot of a batch is good for.
  static final long LAPSE = 20_000;

  private static final double SECOND = 1_000_000;

  /// A conversation's messages leave one after another, each after the platform's answer. So a
  /// limit of a chat above this never binds.
  private static final double NEVER_BINDS = 100;

  /// From this pace on a message for each slot asked for would be too much work.
  private static final double FAST = 100;

  /// Who is late by this much still gets what it would have got in time.
  private static final double LATE = 50_000;

  static LaneLimits of(ChannelPace pace) {
    double perSecond = pace.messagesPerSecond();
    boolean limited = perSecond < Double.POSITIVE_INFINITY;
    boolean chats = pace.messagesPerChatPerSecond() < NEVER_BINDS;
    boolean unanswered = pace.messagesPerHourUnanswered() < Integer.MAX_VALUE;
    boolean batched = limited && perSecond >= FAST && !chats && !unanswered;
    double gap = limited ? SECOND / perSecond : 0;
    double window = limited ? Math.max(SECOND, Math.ceil(gap)) : SECOND;
    int burst = limited ? (int) Math.clamp(perSecond / 10, 1, 1e9) : Integer.MAX_VALUE;
    double chatGap = chats ? SECOND / pace.messagesPerChatPerSecond() : 0;
    return new LaneLimits(
        limited ? Math.max(1, (long) perSecond) : Long.MAX_VALUE,
        (long) window + (batched ? LAPSE : 0),
        gap,
        limited ? Math.max((burst - 1) * gap, LATE) : 0,
        chatGap,
        (CHAT_BURST - 1) * chatGap,
        unanswered ? pace.messagesPerHourUnanswered() : 0,
        burst,
        batched);
  }

  /// Whether there is no limit at all.
  boolean none() {
    return gap == 0 && chatGap == 0 && unansweredPerHour == 0;
  }

  /// The share of the channel's pace that a priority gets however many of a higher one wait.
  static double guaranteed(Priority priority) {
    return switch (priority) {
      case REPLY -> 1;
      case STATUS -> 0.10;
      case BROADCAST -> 0.05;
    };
  }

  /// The time between two slots that a priority is sure of.
  double guaranteedGap(Priority priority) {
    return gap / guaranteed(priority);
  }
}
