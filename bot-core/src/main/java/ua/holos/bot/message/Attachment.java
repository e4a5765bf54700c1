package ua.holos.bot.message;

/// A file that somebody sent, by reference: the bytes stay with the channel or in the media store.
///
/// @param kind what it is to a person
/// @param reference where the bytes are: `telegram:<file id>` or `viber:<address>` (the channel is
///   asked for them), or `media:<id>` (already in the media store)
/// @param mediaType MIME type, `application/octet-stream` when unknown
/// @param fileName the sender's name for it, empty when there is none
/// @param bytes size in bytes, 0 when unknown
public record Attachment(
    Kind kind, String reference, String mediaType, String fileName, long bytes) {

  /// What an attachment is to a person.
  public enum Kind {
    PHOTO,
    VIDEO,
    DOCUMENT
  }
}
