package ua.holos.channel.webchat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import ua.holos.bot.message.Attachment.Kind;

/// A file in a web chat: `{"address":"/media/0f3c….jpeg","name":"дах.jpg","kind":"PHOTO"}`.
///
/// @param address relative to the page
/// @param name the sender's name for it, may be empty; plain text
/// @param kind whether the page shows it in place or offers it
public record ChatFile(String address, String name, Kind kind) {

  /// Also reads what an older version kept: the bare address of a picture.
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static ChatFile ofAddress(String address) {
    return new ChatFile(address, "", Kind.PHOTO);
  }

  @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
  static ChatFile of(
      @JsonProperty("address") String address,
      @JsonProperty("name") String name,
      @JsonProperty("kind") Kind kind) {
    return new ChatFile(address, name, kind);
  }
}
