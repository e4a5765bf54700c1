package ua.holos.gateway.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;

/// What Viber takes as a message, in the order in which it complains.
final class ViberRules {
  /// The largest request, in bytes.
  static final int MOST_BYTES = 30 * 1024;

  private static final int MOST_TEXT = 7_000;
  private static final int MOST_CAPTION = 768;
  private static final int MOST_TRACKING = 4_000;
  private static final int MOST_NAME = 28;
  private static final int MOST_BUTTON_TEXT = 250;
  private static final int MOST_URL = 2_000;
  private static final int COLUMNS = 6;
  private static final int MOST_ROWS = 12;
  private static final int SHARING_VERSION = 3;
  private static final Set<String> ACTIONS =
      Set.of("reply", "open-url", "location-picker", "share-phone", "none");
  private static final Set<String> SHARING = Set.of("location-picker", "share-phone");

  private ViberRules() {}

  /// @param message the request's body; a welcome has no receiver
  static ViberStatus check(JsonNode message) {
    String name = message.path("sender").path("name").asText("");
    if (name.isEmpty()) {
      return ViberStatus.MISSING_DATA;
    }
    if (name.length() > MOST_NAME
        || message.path("tracking_data").asText("").length() > MOST_TRACKING) {
      return ViberStatus.BAD_DATA;
    }
    ViberStatus content = content(message);
    if (content != ViberStatus.OK) {
      return content;
    }
    return message.has("keyboard")
        ? keyboard(message.get("keyboard"), message.path("min_api_version").asInt(1))
        : ViberStatus.OK;
  }

  private static ViberStatus content(JsonNode message) {
    String text = message.path("text").asText("");
    String media = message.path("media").asText("");
    return switch (message.path("type").asText("")) {
      case "text" ->
          text.isEmpty()
              ? ViberStatus.MISSING_DATA
              : text.length() > MOST_TEXT ? ViberStatus.BAD_DATA : ViberStatus.OK;
      case "picture" ->
          media.isEmpty()
              ? ViberStatus.MISSING_DATA
              : text.length() > MOST_CAPTION || !isUrl(media, "jpg", "jpeg", "png", "gif")
                  ? ViberStatus.BAD_DATA
                  : ViberStatus.OK;
      case "video" ->
          media.isEmpty() || !message.has("size")
              ? ViberStatus.MISSING_DATA
              : isUrl(media, "mp4") ? ViberStatus.OK : ViberStatus.BAD_DATA;
      case "file" ->
          media.isEmpty() || !message.has("size") || !message.has("file_name")
              ? ViberStatus.MISSING_DATA
              : message.path("file_name").asText().length() > 256
                  ? ViberStatus.BAD_DATA
                  : ViberStatus.OK;
      case "url" ->
          media.isEmpty()
              ? ViberStatus.MISSING_DATA
              : media.length() > MOST_URL ? ViberStatus.BAD_DATA : ViberStatus.OK;
      case "location" ->
          message.path("location").has("lat") && message.path("location").has("lon")
              ? ViberStatus.OK
              : ViberStatus.MISSING_DATA;
      case "contact" ->
          message.path("contact").path("name").asText("").length() > MOST_NAME
                  || message.path("contact").path("phone_number").asText("").length() > 18
              ? ViberStatus.BAD_DATA
              : ViberStatus.OK;
      case "sticker" -> message.has("sticker_id") ? ViberStatus.OK : ViberStatus.MISSING_DATA;
      case "" -> message.has("keyboard") ? ViberStatus.OK : ViberStatus.MISSING_DATA;
      default -> ViberStatus.BAD_DATA;
    };
  }

  private static boolean isUrl(String url, String... extensions) {
    if (url.length() > MOST_URL || !url.startsWith("http")) {
      return false;
    }
    String path = url.replaceFirst("[?#].*", "").toLowerCase(Locale.ROOT);
    for (String extension : extensions) {
      if (path.endsWith("." + extension)) {
        return true;
      }
    }
    return false;
  }

  private static ViberStatus keyboard(JsonNode keyboard, int version) {
    JsonNode buttons = keyboard.path("Buttons");
    if (!keyboard.path("Type").asText("").equals("keyboard")) {
      return ViberStatus.BAD_DATA;
    }
    if (buttons.isEmpty()) {
      return ViberStatus.MISSING_DATA;
    }
    int rows = 0;
    int column = COLUMNS;
    int height = 0;
    for (JsonNode button : buttons) {
      int columns = button.path("Columns").asInt(COLUMNS);
      int rowsOfButton = button.path("Rows").asInt(1);
      String action = button.path("ActionType").asText("reply");
      if (columns < 1 || columns > COLUMNS || rowsOfButton < 1 || rowsOfButton > 2) {
        return ViberStatus.BAD_DATA;
      }
      if (!ACTIONS.contains(action) || button.path("Text").asText("").length() > MOST_BUTTON_TEXT) {
        return ViberStatus.BAD_DATA;
      }
      if (!action.equals("none") && button.path("ActionBody").asText("").isEmpty()) {
        return ViberStatus.MISSING_DATA;
      }
      if (SHARING.contains(action) && version < SHARING_VERSION) {
        return ViberStatus.INCOMPATIBLE_WITH_VERSION;
      }
      if (column + columns > COLUMNS) {
        rows += height;
        column = 0;
        height = 0;
      }
      column += columns;
      height = Math.max(height, rowsOfButton);
    }
    return rows + height > MOST_ROWS ? ViberStatus.BAD_DATA : ViberStatus.OK;
  }
}
