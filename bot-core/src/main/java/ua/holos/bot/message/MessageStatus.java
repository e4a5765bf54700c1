package ua.holos.bot.message;

/// How far an outgoing message has come. Only what the platform told is claimed: where it gives no
/// receipts, [#SENT] is the last that will be known.
public enum MessageStatus {
  /// It waits for its turn.
  QUEUED,
  /// The platform took it, and will report what becomes of it.
  ACCEPTED,
  /// It left, and nothing more will be heard; or the platform says that it is on its way.
  SENT,
  /// It reached the person's device.
  DELIVERED,
  /// The person has seen it.
  READ,
  /// It didn't arrive and won't.
  FAILED
}
