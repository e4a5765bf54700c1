package ua.holos.gateway.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A form with files (`multipart/form-data`) that a bot sends, and the messages that become of it.
final class TelegramUpload {
  private static final Pattern FIELD =
      Pattern.compile("name=\"([^\"]+)\"(?:; filename=\"([^\"]*)\")?");
  private static final int MOST_CAPTION = 1024;
  private static final long MOST_BYTES = 50L * 1024 * 1024;
  private static final long MOST_PHOTO_BYTES = 10L * 1024 * 1024;
  private static final int MOST_IN_ALBUM = 10;

  /// What is in the fields that are no files.
  private final Map<String, String> values = new LinkedHashMap<>();

  private final Map<String, TelegramSimulator.SentFile> files = new LinkedHashMap<>();

  private TelegramUpload() {}

  /// Whether a body is a form at all; a file could also be named by its id, in JSON.
  static boolean isForm(byte[] body) {
    return body.length > 2 && body[0] == '-' && body[1] == '-';
  }

  static TelegramUpload read(byte[] body) {
    TelegramUpload upload = new TelegramUpload();
    // Byte for byte, so that the files stay as they are.
    String all = new String(body, StandardCharsets.ISO_8859_1);
    String boundary = all.substring(0, all.indexOf("\r\n"));
    for (String part : all.split(Pattern.quote(boundary), -1)) {
      int blank = part.indexOf("\r\n\r\n");
      Matcher field = FIELD.matcher(part);
      if (blank > 0 && field.find()) {
        upload.add(field.group(1), field.group(2), part.substring(blank + 4, part.length() - 2));
      }
    }
    return upload;
  }

  private void add(String field, @org.jspecify.annotations.Nullable String name, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
    if (name == null) {
      values.put(field, new String(bytes, StandardCharsets.UTF_8));
    } else {
      String readable =
          new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
      files.put(field, new TelegramSimulator.SentFile(field, readable, bytes));
    }
  }

  /// The messages that it becomes, each with what a call by JSON would have.
  ///
  /// @return empty when the form isn't as Telegram wants it
  List<Message> messages(String method) {
    return method.equals("sendmediagroup") ? album() : one(method.substring("send".length()));
  }

  private List<Message> one(String kind) {
    TelegramSimulator.SentFile file = files.get(kind);
    return file == null
        ? List.of()
        : List.of(new Message(arguments(values.getOrDefault("caption", "")), file.as(kind)));
  }

  private List<Message> album() {
    List<Message> messages = new ArrayList<>();
    JsonNode media = json(values.getOrDefault("media", "[]"));
    for (JsonNode one : media) {
      String field = one.path("media").asText().replace("attach://", "");
      TelegramSimulator.SentFile file = files.get(field);
      if (file == null) {
        return List.of();
      }
      messages.add(
          new Message(
              arguments(one.path("caption").asText("")), file.as(one.path("type").asText())));
    }
    boolean right = messages.size() >= 2 && messages.size() <= MOST_IN_ALBUM;
    return right && media instanceof ArrayNode ? messages : List.of();
  }

  private ObjectNode arguments(String caption) {
    ObjectNode arguments = TelegramUpdates.JSON.createObjectNode();
    arguments.put("chat_id", values.getOrDefault("chat_id", "")).put("text", caption);
    if (values.containsKey("reply_markup")) {
      arguments.set("reply_markup", json(values.get("reply_markup")));
    }
    return arguments;
  }

  private static JsonNode json(String text) {
    try {
      return TelegramUpdates.JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return TelegramUpdates.JSON.createObjectNode();
    }
  }

  /// One message with its file.
  ///
  /// @param arguments the caption is their `text`
  record Message(ObjectNode arguments, TelegramSimulator.SentFile file) {

    /// Why Telegram doesn't take it, empty when it does.
    String refusal() {
      int bytes = file.bytes().length;
      if (arguments.path("text").asText().length() > MOST_CAPTION) {
        return "Bad Request: message caption is too long";
      }
      if (bytes == 0) {
        return "Bad Request: file must be non-empty";
      }
      boolean large = file.kind().equals("photo") && bytes > MOST_PHOTO_BYTES;
      return large || bytes > MOST_BYTES ? "Request Entity Too Large" : "";
    }
  }
}
