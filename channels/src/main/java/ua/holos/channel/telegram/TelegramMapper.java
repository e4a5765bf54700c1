package ua.holos.channel.telegram;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.CallbackQuery;
import org.telegram.telegrambots.meta.api.objects.Contact;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.chat.Chat;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMemberUpdated;
import org.telegram.telegrambots.meta.api.objects.location.Location;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.api.objects.photo.PhotoSize;
import ua.holos.bot.channel.InboundUpdate;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.Content;
import ua.holos.channel.support.PhoneNumber;
import ua.holos.channel.support.TypedText;
import ua.holos.channel.support.WellFormedText;

/// Telegram's updates in Holos' terms. Pure.
final class TelegramMapper {
  /// What `getFile` gives at most.
  static final long LARGEST_FILE = 20 * 1024 * 1024;

  private TelegramMapper() {}

  /// What an update means to Holos.
  sealed interface Meaning {

    /// Something for the conversation; `callbackQuery` wants an answer, null when there is none.
    record Relevant(InboundUpdate update, @Nullable String callbackQuery) implements Meaning {}

    /// Nothing to do; `reason` is for the metrics: `group`, `bot`, `live-location`, `service`, or
    /// the kind of the update.
    record Passed(String reason) implements Meaning {}
  }

  /// @param kind the name of what the update bears
  /// @param receivedAt stands in where Telegram gives no time
  static Meaning map(Update update, String kind, Instant receivedAt) {
    String id = String.valueOf(update.getUpdateId());
    if (update.getMessage() != null) {
      return message(id, update.getMessage(), receivedAt);
    }
    if (update.getCallbackQuery() != null) {
      return callback(id, update.getCallbackQuery(), receivedAt);
    }
    if (update.getEditedMessage() != null) {
      return edited(id, update.getEditedMessage(), receivedAt);
    }
    if (update.getMyChatMember() != null) {
      return membership(id, update.getMyChatMember(), receivedAt);
    }
    return new Meaning.Passed(kind);
  }

  private static Meaning message(String id, Message message, Instant receivedAt) {
    Meaning.Passed stranger = stranger(message.getChat(), message.getFrom());
    if (stranger != null) {
      return stranger;
    }
    Content content = content(message);
    if (content == null) {
      return new Meaning.Passed("service");
    }
    return new Meaning.Relevant(
        new InboundUpdate.MessageArrived(
            TelegramAdapter.TELEGRAM,
            id,
            contact(message.getChat()),
            at(message.getDate(), receivedAt),
            content,
            String.valueOf(message.getMessageId()),
            displayName(message.getFrom())),
        null);
  }

  private static Meaning edited(String id, Message message, Instant receivedAt) {
    Meaning.Passed stranger = stranger(message.getChat(), message.getFrom());
    if (stranger != null) {
      return stranger;
    }
    if (message.getLocation() != null) {
      // A live location moves on as edits of its message.
      return new Meaning.Passed("live-location");
    }
    Content content = content(message);
    if (content == null) {
      return new Meaning.Passed("service");
    }
    return new Meaning.Relevant(
        new InboundUpdate.MessageEdited(
            TelegramAdapter.TELEGRAM,
            id,
            contact(message.getChat()),
            at(message.getEditDate(), receivedAt),
            content,
            String.valueOf(message.getMessageId())),
        null);
  }

  private static Meaning callback(String id, CallbackQuery query, Instant receivedAt) {
    if (query.getMessage() == null || query.getMessage().getChat() == null) {
      return new Meaning.Passed("inline-message");
    }
    Chat chat = query.getMessage().getChat();
    Meaning.Passed stranger = stranger(chat, query.getFrom());
    if (stranger != null) {
      return stranger;
    }
    if (query.getData() == null) {
      return new Meaning.Passed("game");
    }
    return new Meaning.Relevant(
        new InboundUpdate.MessageArrived(
            TelegramAdapter.TELEGRAM,
            id,
            contact(chat),
            receivedAt,
            new Content.Choice(WellFormedText.of(query.getData()), label(query)),
            String.valueOf(query.getMessage().getMessageId()),
            displayName(query.getFrom())),
        query.getId());
  }

  /// What the pressed button said, empty when Telegram doesn't show the message any more.
  private static String label(CallbackQuery query) {
    if (!(query.getMessage() instanceof Message message)
        || message.getReplyMarkup() == null
        || message.getReplyMarkup().getKeyboard() == null) {
      return "";
    }
    return message.getReplyMarkup().getKeyboard().stream()
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .filter(Objects::nonNull)
        .filter(button -> Objects.equals(button.getCallbackData(), query.getData()))
        .map(button -> WellFormedText.of(Objects.requireNonNullElse(button.getText(), "")))
        .findFirst()
        .orElse("");
  }

  private static Meaning membership(String id, ChatMemberUpdated changed, Instant receivedAt) {
    Meaning.Passed stranger = stranger(changed.getChat(), changed.getFrom());
    if (stranger != null) {
      return stranger;
    }
    String status =
        changed.getNewChatMember() == null ? "" : changed.getNewChatMember().getStatus();
    Instant at = at(changed.getDate(), receivedAt);
    ContactUrn contact = contact(changed.getChat());
    return switch (status == null ? "" : status) {
      case "kicked" ->
          new Meaning.Relevant(
              new InboundUpdate.ContactStopped(TelegramAdapter.TELEGRAM, id, contact, at), null);
      case "member" ->
          new Meaning.Relevant(
              new InboundUpdate.ContactReturned(TelegramAdapter.TELEGRAM, id, contact, at), null);
      default -> new Meaning.Passed("membership");
    };
  }

  /// Holos talks to people in private only; null when this is one.
  private static Meaning.@Nullable Passed stranger(@Nullable Chat chat, @Nullable User from) {
    if (chat == null || chat.getId() == null || !"private".equals(chat.getType())) {
      return new Meaning.Passed("group");
    }
    return from != null && Boolean.TRUE.equals(from.getIsBot()) ? new Meaning.Passed("bot") : null;
  }

  /// Null for a service message (something was pinned, a timer was set).
  private static @Nullable Content content(Message message) {
    if (message.getText() != null) {
      return TypedText.of(WellFormedText.of(message.getText()));
    }
    if (message.getPhoto() != null && !message.getPhoto().isEmpty()) {
      return photo(message);
    }
    if (message.getVideo() != null) {
      var video = message.getVideo();
      return media(
          message,
          Attachment.Kind.VIDEO,
          video.getFileId(),
          video.getMimeType(),
          video.getFileName(),
          video.getFileSize());
    }
    if (message.getDocument() != null) {
      var document = message.getDocument();
      return media(
          message,
          documentKind(document.getMimeType()),
          document.getFileId(),
          document.getMimeType(),
          document.getFileName(),
          document.getFileSize());
    }
    if (message.getLocation() != null) {
      return location(message.getLocation());
    }
    if (message.getContact() != null) {
      return sharedContact(message.getContact(), message.getFrom());
    }
    if (message.getVoice() != null || message.getAudio() != null) {
      return new Content.Unsupported("voice");
    }
    if (message.getVideoNote() != null) {
      return new Content.Unsupported("video-note");
    }
    if (message.getSticker() != null) {
      return new Content.Unsupported("sticker");
    }
    return isService(message) ? null : new Content.Unsupported("other");
  }

  private static boolean isService(Message message) {
    return message.getPinnedMessage() != null
        || message.getMessageAutoDeleteTimerChanged() != null
        || message.getWriteAccessAllowed() != null
        || message.getChatBackgroundSet() != null;
  }

  private static Content photo(Message message) {
    Optional<PhotoSize> largest =
        message.getPhoto().stream()
            .filter(size -> size != null && size.getFileId() != null)
            .max(Comparator.comparingLong(TelegramMapper::area));
    return largest
        .map(size ->
            media(
                message,
                Attachment.Kind.PHOTO,
                size.getFileId(),
                "image/jpeg",
                null,
                size.getFileSize() == null ? null : size.getFileSize().longValue()))
        .orElseGet(() -> new Content.Unsupported("other"));
  }

  private static long area(PhotoSize size) {
    return size.getWidth() == null || size.getHeight() == null
        ? 0
        : (long) size.getWidth() * size.getHeight();
  }

  private static Content media(
      Message message,
      Attachment.Kind kind,
      @Nullable String fileId,
      @Nullable String mediaType,
      @Nullable String fileName,
      @Nullable Long bytes) {
    if (fileId == null) {
      return new Content.Unsupported("other");
    }
    if (bytes != null && bytes > LARGEST_FILE) {
      return new Content.Unsupported("too-large");
    }
    Attachment attachment =
        new Attachment(
            kind,
            TelegramAdapter.TELEGRAM.code() + ":" + fileId,
            mediaType == null || mediaType.isBlank() ? "application/octet-stream" : mediaType,
            fileName == null ? "" : WellFormedText.of(fileName),
            bytes == null ? 0 : Math.max(0, bytes));
    String caption = message.getCaption() == null ? "" : WellFormedText.of(message.getCaption());
    return new Content.Media(List.of(attachment), caption, message.getMediaGroupId());
  }

  /// Photos and videos are often sent "as a file", to keep their quality.
  private static Attachment.Kind documentKind(@Nullable String mediaType) {
    if (mediaType != null && mediaType.startsWith("image/")) {
      return Attachment.Kind.PHOTO;
    }
    return mediaType != null && mediaType.startsWith("video/")
        ? Attachment.Kind.VIDEO
        : Attachment.Kind.DOCUMENT;
  }

  private static Content location(Location location) {
    Double latitude = location.getLatitude();
    Double longitude = location.getLongitude();
    if (latitude == null
        || longitude == null
        || !(Math.abs(latitude) <= 90)
        || !(Math.abs(longitude) <= 180)) {
      return new Content.Unsupported("other");
    }
    Double accuracy = location.getHorizontalAccuracy();
    return new Content.Location(
        latitude, longitude, accuracy == null || !(accuracy > 0) ? 0 : accuracy);
  }

  /// Telegram vouches for a shared number only where the card is the sender's own.
  private static Content sharedContact(Contact shared, @Nullable User from) {
    boolean own =
        shared.getUserId() != null && from != null && shared.getUserId().equals(from.getId());
    return Optional.ofNullable(shared.getPhoneNumber())
        .flatMap(PhoneNumber::international)
        .<Content>map(phone -> new Content.SharedContact(phone, own, own))
        .orElseGet(() -> new Content.Unsupported("other"));
  }

  private static ContactUrn contact(Chat chat) {
    return new ContactUrn(TelegramAdapter.TELEGRAM.code(), String.valueOf(chat.getId()));
  }

  private static @Nullable String displayName(@Nullable User from) {
    if (from == null) {
      return null;
    }
    String name =
        String.join(
            " ",
            Stream.of(from.getFirstName(), from.getLastName())
                .filter(part -> part != null && !part.isBlank())
                .map(part -> WellFormedText.of(part).strip())
                .toList());
    return name.isEmpty() ? null : name;
  }

  private static Instant at(@Nullable Integer epochSecond, Instant receivedAt) {
    return epochSecond == null || epochSecond <= 0
        ? receivedAt
        : Instant.ofEpochSecond(epochSecond);
  }
}
