package ua.holos.channel.telegram;

import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/// Reads the JSON of updates into TelegramBots' [Update], but only the fields that Holos uses: a
/// message must not be lost because something else in it (a new kind of sticker, a forwarded gift)
/// is newer than the library.
final class TelegramUpdateReader {
  private final ObjectMapper mapper =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .addMixIn(Update.class, UsedOfUpdate.class)
          .addMixIn(Message.MessageBuilder.class, UsedOfMessage.class);
  private final ObjectReader updates = mapper.readerFor(Update.class);

  @JsonIncludeProperties({
    "update_id",
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member"
  })
  private interface UsedOfUpdate {}

  @JsonIncludeProperties({
    "message_id",
    "from",
    "chat",
    "date",
    "edit_date",
    "text",
    "caption",
    "media_group_id",
    "photo",
    "video",
    "document",
    "audio",
    "voice",
    "video_note",
    "sticker",
    "contact",
    "location",
    "reply_markup",
    "pinned_message",
    "message_auto_delete_timer_changed",
    "write_access_allowed",
    "chat_background_set"
  })
  private interface UsedOfMessage {}

  /// What bytes turned out to be.
  sealed interface Read {

    /// An update; `kind` is the name of what it bears.
    record Good(Update update, String kind) implements Read {}

    /// An update of which TelegramBots can make nothing.
    record Unreadable(String kind) implements Read {}

    /// Not JSON, or not an update.
    record Malformed() implements Read {}
  }

  Read read(byte[] json) {
    try {
      Update update = updates.readValue(json);
      if (update == null || update.getUpdateId() == null) {
        return new Read.Malformed();
      }
      String kind = kind(update);
      return new Read.Good(update, kind.isEmpty() ? kind(mapper.readTree(json)) : kind);
    } catch (JsonParseException | StreamConstraintsException e) {
      return new Read.Malformed();
    } catch (IOException | RuntimeException e) {
      // JSON, but not as TelegramBots knows it.
      return looksLikeUpdate(json);
    }
  }

  Read read(JsonNode node) {
    try {
      Update update = updates.readValue(node);
      if (update == null || update.getUpdateId() == null) {
        return new Read.Malformed();
      }
      String kind = kind(update);
      return new Read.Good(update, kind.isEmpty() ? kind(node) : kind);
    } catch (IOException | RuntimeException e) {
      return node.path("update_id").isIntegralNumber()
          ? new Read.Unreadable(kind(node))
          : new Read.Malformed();
    }
  }

  private Read looksLikeUpdate(byte[] json) {
    try {
      JsonNode node = mapper.readTree(json);
      return node.path("update_id").isIntegralNumber()
          ? new Read.Unreadable(kind(node))
          : new Read.Malformed();
    } catch (IOException e) {
      return new Read.Malformed();
    }
  }

  private static String kind(Update update) {
    if (update.getMessage() != null) {
      return "message";
    }
    if (update.getCallbackQuery() != null) {
      return "callback_query";
    }
    if (update.getEditedMessage() != null) {
      return "edited_message";
    }
    return update.getMyChatMember() != null ? "my_chat_member" : "";
  }

  /// The name of what the update bears, as Telegram calls it; `unknown` for names that no Bot API
  /// of today has, so that nobody can fill the metrics with names.
  private static String kind(JsonNode update) {
    Iterator<String> names = update.fieldNames();
    while (names.hasNext()) {
      String name = names.next();
      if (TelegramUpdateKinds.KNOWN.contains(name)) {
        return name;
      }
    }
    return "unknown";
  }

  /// Makes the first real update as fast as the later ones: the first reading of these types takes
  /// up to a second.
  void warmUp() {
    read(
        """
        {"update_id":0,"message":{"message_id":0,"date":0,"text":"","chat":{"id":0,"type":"private"},
        "from":{"id":0,"is_bot":false,"first_name":""}}}\
        """
            .getBytes(StandardCharsets.UTF_8));
  }
}
