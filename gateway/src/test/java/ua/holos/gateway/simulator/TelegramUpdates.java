package ua.holos.gateway.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// What Telegram tells a bot, in the Bot API's JSON.
final class TelegramUpdates {
  static final ObjectMapper JSON = new ObjectMapper();

  private TelegramUpdates() {}

  /// A message without its content.
  static ObjectNode message(long citizen, int id, long seconds) {
    ObjectNode message = JSON.createObjectNode();
    message.put("message_id", id).put("date", seconds);
    message.set("from", person(citizen));
    message.set("chat", chat(citizen));
    return message;
  }

  /// A press of a button under a message.
  static ObjectNode press(
      long citizen, String queryId, TelegramSimulator.Sent under, String payload, long seconds) {
    ObjectNode query = JSON.createObjectNode();
    query.put("id", queryId);
    query.set("from", person(citizen));
    query.put("chat_instance", "1").put("data", payload);
    ObjectNode message = query.putObject("message");
    message.put("message_id", under.messageId()).put("date", seconds).put("text", under.text());
    message.set("chat", chat(citizen));
    JsonNode markup = under.raw().path("reply_markup");
    if (markup.has("inline_keyboard")) {
      message.set("reply_markup", markup);
    }
    return query;
  }

  /// The sizes of a photo: a thumbnail, then the photo itself.
  static ArrayNode photo(String id, int bytes) {
    ArrayNode sizes = JSON.createArrayNode();
    size(sizes.addObject(), id + "-small", 90, Math.min(1000, bytes));
    size(sizes.addObject(), id, 1280, bytes);
    return sizes;
  }

  private static void size(ObjectNode size, String id, int width, int bytes) {
    size.put("file_id", id).put("file_unique_id", "u" + id).put("file_size", bytes);
    size.put("width", width).put("height", width * 3 / 4);
  }

  /// The bot was blocked (`kicked`) or unblocked (`member`).
  static ObjectNode membership(long citizen, String before, String after, long seconds) {
    ObjectNode changed = JSON.createObjectNode();
    changed.set("chat", chat(citizen));
    changed.set("from", person(citizen));
    changed.put("date", seconds);
    for (Map.Entry<String, String> side :
        Map.of("old_chat_member", before, "new_chat_member", after).entrySet()) {
      ObjectNode member = changed.putObject(side.getKey());
      member.put("status", side.getValue());
      member.putObject("user").put("id", 42).put("is_bot", true).put("first_name", "Holos");
      if (side.getValue().equals("kicked")) {
        member.put("until_date", 0);
      }
    }
    return changed;
  }

  private static ObjectNode person(long citizen) {
    return JSON.createObjectNode()
        .put("id", citizen)
        .put("is_bot", false)
        .put("first_name", "Громадянин")
        .put("last_name", String.valueOf(citizen))
        .put("language_code", "uk");
  }

  private static ObjectNode chat(long citizen) {
    return JSON.createObjectNode()
        .put("id", citizen)
        .put("type", "private")
        .put("first_name", "Громадянин");
  }
}
