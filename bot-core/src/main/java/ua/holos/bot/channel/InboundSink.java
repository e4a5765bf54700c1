package ua.holos.bot.channel;

/// Where channels put what they receive. When `accept` returns, the update is durable and the
/// platform may be told so.
public interface InboundSink {

  /// Stores one update.
  ///
  /// @throws InboxUnavailableException when it can't be stored now: let the platform deliver again
  Acceptance accept(InboundUpdate update);

  /// What became of an update.
  enum Acceptance {
    APPENDED,
    DUPLICATE
  }
}
