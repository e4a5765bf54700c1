package ua.holos.bot.channel;

/// Keeps what a platform sent that this version knows nothing of, so that nothing a person did is
/// gone before somebody has looked at it. Platforms add kinds of updates as they like.
public interface UnfamiliarUpdates {

  /// Keeps one, whose sender is proved to be the platform.
  ///
  /// @param kind how the platform calls it
  /// @param body as it came
  /// @throws InboxUnavailableException when it can't be kept now: let the platform deliver again
  void keep(ChannelType channel, String kind, byte[] body);
}
