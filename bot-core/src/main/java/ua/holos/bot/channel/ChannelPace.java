package ua.holos.bot.channel;

/// How fast a platform lets us send; delivery keeps to it.
///
/// @param messagesPerSecond to all people together
/// @param messagesPerChatPerSecond to one person
/// @param messagesPerHourUnanswered to one person since they last wrote, in any hour (Viber: 100);
///   [Integer#MAX_VALUE] is no limit
public record ChannelPace(
    double messagesPerSecond, double messagesPerChatPerSecond, int messagesPerHourUnanswered) {

  /// A channel without limits of its own.
  public static final ChannelPace UNLIMITED =
      new ChannelPace(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

  public ChannelPace {
    if (!(messagesPerSecond > 0) || !(messagesPerChatPerSecond > 0)) {
      throw new IllegalArgumentException("A channel's pace is above 0 messages a second");
    }
    if (messagesPerHourUnanswered < 1) {
      throw new IllegalArgumentException("A channel's pace is at least 1 message an hour");
    }
  }

  /// A pace that doesn't mind whether people answer.
  public ChannelPace(double messagesPerSecond, double messagesPerChatPerSecond) {
    this(messagesPerSecond, messagesPerChatPerSecond, Integer.MAX_VALUE);
  }
}
