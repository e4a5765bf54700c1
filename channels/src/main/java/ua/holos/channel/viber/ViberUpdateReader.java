package ua.holos.channel.viber;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads callbacks. A field of an unexpected type counts as missing: no message is lost because
/// something else in it is new.
final class ViberUpdateReader {
  private static final Pattern TOKEN = Pattern.compile("[0-9]{1,20}");

  private final JsonMapper json =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /// Null for what isn't JSON, or no callback.
  @Nullable ViberUpdate read(byte[] body) {
    JsonNode node;
    try {
      node = json.readTree(body);
    } catch (JacksonException notJson) {
      return null;
    }
    String event = text(node, "event");
    return event.isEmpty() ? null : read(node, event);
  }

  private static ViberUpdate read(JsonNode node, String event) {
    JsonNode person = node.path("sender").isObject() ? node.path("sender") : node.path("user");
    String user = text(person, "id");
    JsonNode message = node.path("message");
    String token = token(node.path("message_token"));
    return new ViberUpdate(
        event,
        token == null ? "" : token,
        number(node, "timestamp"),
        user.isEmpty() ? text(node, "user_id") : user,
        text(person, "name"),
        text(node, "context"),
        node.path("subscribed").isBoolean() && node.path("subscribed").booleanValue(),
        text(node, "desc"),
        message.isObject() ? incoming(message) : null);
  }

  private static ViberUpdate.Incoming incoming(JsonNode message) {
    JsonNode location = message.path("location");
    JsonNode contact = message.path("contact");
    return new ViberUpdate.Incoming(
        text(message, "type"),
        text(message, "text"),
        text(message, "media"),
        text(message, "file_name"),
        Math.max(number(message, "size"), number(message, "file_size")),
        degrees(location.path("lat")),
        degrees(location.path("lon")),
        phone(contact),
        text(contact, "name"),
        text(message, "tracking_data"));
  }

  /// The message's number as decimal digits, null when there is none. It has 64 bits: more than a
  /// double can tell apart.
  static @Nullable String token(JsonNode node) {
    String digits = node.isIntegralNumber() || node.isString() ? node.asString() : "";
    return TOKEN.matcher(digits).matches() ? digits : null;
  }

  private static String phone(JsonNode contact) {
    JsonNode phone = contact.path("phone_number");
    return phone.isString() || phone.isIntegralNumber() ? phone.asString() : "";
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isString() ? value.stringValue() : "";
  }

  private static long number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : 0;
  }

  /// Also where Viber writes a number as text.
  private static @Nullable Double degrees(JsonNode node) {
    if (node.isNumber()) {
      return node.doubleValue();
    }
    try {
      return node.isString() ? Double.valueOf(node.stringValue()) : null;
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }
}
