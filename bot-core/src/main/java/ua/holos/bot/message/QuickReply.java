package ua.holos.bot.message;

/// A button under a message.
///
/// @param payload what comes back when it is pressed, at most 64 bytes in UTF-8 (Telegram's limit)
/// @param label what the person reads
/// @param kind what pressing it does
public record QuickReply(String payload, String label, Kind kind) {

  /// What pressing the button does. Channels that can't ask for a location or a phone number leave
  /// such a button out.
  public enum Kind {
    REPLY,
    SHARE_LOCATION,
    SHARE_PHONE
  }

  /// A button that answers with its payload.
  public static QuickReply of(String payload, String label) {
    return new QuickReply(payload, label, Kind.REPLY);
  }
}
