package ua.holos.channel.viber;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A text on its way to Viber: `{"receiver":"jc9HsWTZ2Yf2NkRZ8KcNug==","sender":{"name":"1551"},
/// "tracking_data":"{…}","type":"text","text":"Де це?","keyboard":{…}}`.
///
/// @param receiver a subscriber's id, null in the answer to `conversation_started`
/// @param minApiVersion which Viber shows it at least; null is the oldest
/// @param trackingData comes back with the person's next message
@JsonInclude(JsonInclude.Include.NON_NULL)
record ViberMessage(
    @JsonProperty("receiver") @Nullable String receiver,
    @JsonProperty("min_api_version") @Nullable Integer minApiVersion,
    @JsonProperty("sender") Sender sender,
    @JsonProperty("tracking_data") @Nullable String trackingData,
    @JsonProperty("type") String type,
    @JsonProperty("text") String text,
    @JsonProperty("keyboard") @Nullable Keyboard keyboard) {

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
