package ua.holos.bot.channel;

/// How fast a platform lets us send; delivery keeps to it.
///
/// @param messagesPerSecond to all people together
/// @param messagesPerChatPerSecond to one person
public record ChannelPace(double messagesPerSecond, double messagesPerChatPerSecond) {

  /// A channel without limits of its own.
  public static final ChannelPace UNLIMITED =
      new ChannelPace(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

  public ChannelPace {
    if (!(messagesPerSecond > 0) || !(messagesPerChatPerSecond > 0)) {
      throw new IllegalArgumentException("A channel's pace is above 0 messages a second");
    }
  }
}
