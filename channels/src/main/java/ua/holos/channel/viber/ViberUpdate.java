package ua.holos.channel.viber;

import org.jspecify.annotations.Nullable;

/// A callback of Viber, only what Holos reads of it. What is missing, or of an unexpected type, is
/// empty.
///
/// ```json
/// {"event":"message","timestamp":1457764197627,"message_token":4912661846655238145,
///  "sender":{"id":"01234567890A=","name":"Олена"},
///  "message":{"type":"text","text":"Немає води","tracking_data":"{}"}}
/// ```
///
/// @param event Viber's name of it
/// @param token the message's number, which has 64 bits, as decimal digits; for a receipt it is
///   that of the message which Holos sent
/// @param timestamp milliseconds since 1970, 0 when missing
/// @param user the person's id at this bot
/// @param userName as the person lets the bot see it
/// @param context what the deep link brought
/// @param subscribed whether somebody who opens the conversation can be written to
/// @param reason why a message failed, in Viber's words
/// @param message null for all but `message`
record ViberUpdate(
    String event,
    String token,
    long timestamp,
    String user,
    String userName,
    String context,
    boolean subscribed,
    String reason,
    @Nullable Incoming message) {

  /// Without who wrote, and what.
  @Override
  public String toString() {
    return "ViberUpdate[event=" + event + ", token=" + token + "]";
  }

  /// What somebody sent.
  ///
  /// @param media where the file is, for a short time
  /// @param bytes the file's size, 0 when unknown
  /// @param latitude null where there is no place
  record Incoming(
      String type,
      String text,
      String media,
      String fileName,
      long bytes,
      @Nullable Double latitude,
      @Nullable Double longitude,
      String phone,
      String contactName,
      String trackingData) {

    /// Without what the person sent.
    @Override
    public String toString() {
      return "Incoming[type=" + type + "]";
    }
  }
}
