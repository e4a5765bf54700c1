package ua.holos.channel.viber;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A text, a picture, a video or a file on its way to Viber:
/// `{"receiver":"jc9HsWTZ2Yf2NkRZ8KcNug==","sender":{"name":"1551"},
/// "tracking_data":"{…}","type":"text","text":"Де це?","keyboard":{…}}`.
///
/// @param receiver a subscriber's id, null in the answer to `conversation_started`
/// @param minApiVersion which Viber shows it at least; null is the oldest
/// @param trackingData comes back with the person's next message
/// @param type `text`, `picture`, `video` or `file`
/// @param text the text, or what is written under a picture; null for others
/// @param media the address from which Viber fetches the file; null for a text, and for a file that
///   has no address, which can't be sent
/// @param size in bytes, of a video or file
/// @param fileName of a file
@JsonInclude(JsonInclude.Include.NON_NULL)
record ViberMessage(
    @JsonProperty("receiver") @Nullable String receiver,
    @JsonProperty("min_api_version") @Nullable Integer minApiVersion,
    @JsonProperty("sender") Sender sender,
    @JsonProperty("tracking_data") @Nullable String trackingData,
    @JsonProperty("type") String type,
    @JsonProperty("text") @Nullable String text,
    @JsonProperty("media") @Nullable String media,
    @JsonProperty("size") @Nullable Long size,
    @JsonProperty("file_name") @Nullable String fileName,
    @JsonProperty("keyboard") @Nullable Keyboard keyboard) {

  static final String TEXT = "text";

  /// Whether it is a file that Viber can't fetch anywhere.
  boolean unaddressed() {
    return !type.equals(TEXT) && media == null;
  }

  /// What is written under a picture, as a message of its own.
  ViberMessage textAlone() {
    return new ViberMessage(
        receiver, minApiVersion, sender, trackingData, TEXT, text, null, null, null, keyboard);
  }

  /// The same with these buttons under it.
  ViberMessage with(ViberKeyboard buttons) {
    return new ViberMessage(
        receiver,
        buttons.minApiVersion(),
        sender,
        buttons.tracking().written(),
        type,
        text,
        media,
        size,
        fileName,
        buttons.keyboard());
  }

  /// Without the text and the receiver.
  @Override
  public String toString() {
    return "ViberMessage[type=" + type + "]";
  }

  /// Who writes, as people see it.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Sender(
      @JsonProperty("name") String name, @JsonProperty("avatar") @Nullable String avatar) {}

  /// Buttons in place of the letters, in a grid of 6 columns, filled in reading order.
  record Keyboard(
      @JsonProperty("Type") String type,
      @JsonProperty("DefaultHeight") boolean defaultHeight,
      @JsonProperty("Buttons") List<Button> buttons) {
    Keyboard(List<Button> buttons) {
      this("keyboard", false, List.copyOf(buttons));
    }
  }

  /// A button.
  ///
  /// @param text what it shows, in Viber's limited HTML, at most 250 characters
  /// @param actionType `reply`, `share-phone` or `location-picker`
  /// @param actionBody what the person is seen to answer
  record Button(
      @JsonProperty("Columns") int columns,
      @JsonProperty("Rows") int rows,
      @JsonProperty("Text") String text,
      @JsonProperty("ActionType") String actionType,
      @JsonProperty("ActionBody") String actionBody) {

    boolean shares() {
      return !actionType.equals("reply");
    }
  }
}
