package ua.holos.channel.viber;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.channel.InboundUpdate;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.Content;
import ua.holos.bot.message.MessageStatus;
import ua.holos.channel.support.PhoneNumber;
import ua.holos.channel.support.RemoteFiles;
import ua.holos.channel.support.TypedText;
import ua.holos.channel.support.WellFormedText;

/// Viber's callbacks in Holos' terms. Pure.
final class ViberMapper {
  /// What Viber carries at most.
  static final long LARGEST_FILE = 50 * 1024 * 1024;

  /// Ids are Base64.
  private static final Pattern USER = Pattern.compile("[!-~]{1,100}");

  /// What Viber writes where a person doesn't show their name to bots.
  private static final Set<String> NO_NAMES = Set.of("subscriber", "viber user");

  private static final Instant NO_VIBER_BEFORE = Instant.parse("2010-12-02T00:00:00Z");
  private static final Duration CLOCKS_APART = Duration.ofDays(1);

  private ViberMapper() {}

  /// What a callback means to Holos.
  sealed interface Meaning {

    /// Something for the conversation, or for delivery.
    record Relevant(InboundUpdate update) implements Meaning {}

    /// Somebody opened the conversation, and reads one welcome in answer to the callback.
    record Opened(boolean subscribed, String context) implements Meaning {}

    /// Nothing to do; `reason` is for the metrics: `registered`, `unreadable`, `unknown`.
    record Passed(String reason) implements Meaning {}
  }

  /// @param receivedAt stands in where Viber gives no sensible time
  static Meaning map(ViberUpdate update, Instant receivedAt) {
    return switch (update.event()) {
      case "webhook" -> new Meaning.Passed("registered");
      case "conversation_started" ->
          new Meaning.Opened(update.subscribed(), WellFormedText.of(update.context()));
      case "message", "subscribed", "unsubscribed", "delivered", "seen", "failed" ->
          readable(update)
              ? new Meaning.Relevant(relevant(update, receivedAt))
              : new Meaning.Passed("unreadable");
      default -> new Meaning.Passed("unknown");
    };
  }

  private static boolean readable(ViberUpdate update) {
    return !update.token().isEmpty()
        && USER.matcher(update.user()).matches()
        && (update.message() != null || !update.event().equals("message"));
  }

  private static InboundUpdate relevant(ViberUpdate update, Instant receivedAt) {
    ContactUrn contact = new ContactUrn(ViberAdapter.VIBER.code(), update.user());
    Instant at = at(update.timestamp(), receivedAt);
    ViberUpdate.Incoming message = update.message();
    return switch (update.event()) {
      case "subscribed" ->
          new InboundUpdate.ContactReturned(ViberAdapter.VIBER, id(update), contact, at);
      case "unsubscribed" ->
          new InboundUpdate.ContactStopped(ViberAdapter.VIBER, id(update), contact, at);
      case "delivered" -> reported(update, contact, at, MessageStatus.DELIVERED);
      case "seen" -> reported(update, contact, at, MessageStatus.READ);
      case "failed" -> reported(update, contact, at, MessageStatus.FAILED);
      default ->
          new InboundUpdate.MessageArrived(
              ViberAdapter.VIBER,
              update.token(),
              contact,
              at,
              message == null ? new Content.Unsupported("other") : content(message),
              update.token(),
              displayName(update.userName()));
    };
  }

  /// The same for all of a person's devices, so that "delivered" counts once; a receipt bears the
  /// token of the message that it is about.
  private static String id(ViberUpdate update) {
    return update.token() + ":" + update.event() + ":" + update.user();
  }

  private static InboundUpdate reported(
      ViberUpdate update, ContactUrn contact, Instant at, MessageStatus status) {
    return new InboundUpdate.DeliveryReported(
        ViberAdapter.VIBER,
        id(update),
        contact,
        at,
        update.token(),
        status,
        WellFormedText.of(update.reason()));
  }

  private static Content content(ViberUpdate.Incoming message) {
    ViberTracking tracking = ViberTracking.read(message.trackingData());
    String words = WellFormedText.of(message.text());
    return switch (message.type()) {
      case "text" -> words(words, tracking);
      case "url" -> link(WellFormedText.of(message.media()), words);
      case "picture" -> media(message, Attachment.Kind.PHOTO, words);
      case "video" -> media(message, Attachment.Kind.VIDEO, words);
      case "file" -> media(message, kind(message.fileName()), words);
      case "location" -> location(message);
      case "contact" -> sharedContact(message, tracking);
      case "sticker" -> new Content.Unsupported("sticker");
      case "audio", "voice" -> new Content.Unsupported("voice");
      default -> words.isBlank() ? new Content.Unsupported("other") : new Content.Text(words);
    };
  }

  private static Content words(String words, ViberTracking tracking) {
    String payload = tracking.choices().get(words.strip());
    if (payload == null) {
      return TypedText.of(words);
    }
    return ViberMenu.isCommand(payload)
        ? new Content.Command(ViberMenu.commandOf(payload), tracking.context())
        : new Content.Choice(WellFormedText.of(payload), words.strip());
  }

  private static Content link(String address, String words) {
    if (words.isBlank() || words.contains(address)) {
      return new Content.Text(words.isBlank() ? address : words);
    }
    return new Content.Text(words + "\n" + address);
  }

  private static Content media(ViberUpdate.Incoming message, Attachment.Kind kind, String caption) {
    if (message.bytes() > LARGEST_FILE) {
      return new Content.Unsupported("too-large");
    }
    if (!RemoteFiles.isAddress(message.media())) {
      return without(caption);
    }
    Attachment attachment =
        new Attachment(
            kind,
            ViberAdapter.VIBER.code() + ":" + WellFormedText.of(message.media().strip()),
            mediaType(kind, message.fileName()),
            WellFormedText.of(message.fileName()),
            Math.max(0, message.bytes()));
    return new Content.Media(List.of(attachment), caption, null);
  }

  /// What is left of a message whose file can't be had: at least its words.
  static Content without(String caption) {
    return caption.isBlank() ? new Content.Unsupported("other") : new Content.Text(caption);
  }

  private static Attachment.Kind kind(String fileName) {
    String type = mediaType(Attachment.Kind.DOCUMENT, fileName);
    if (type.startsWith("image/")) {
      return Attachment.Kind.PHOTO;
    }
    return type.startsWith("video/") ? Attachment.Kind.VIDEO : Attachment.Kind.DOCUMENT;
  }

  private static String mediaType(Attachment.Kind kind, String fileName) {
    String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (extension) {
      case "jpg", "jpeg" -> "image/jpeg";
      case "png" -> "image/png";
      case "gif" -> "image/gif";
      case "webp" -> "image/webp";
      case "mp4" -> "video/mp4";
      case "mov" -> "video/quicktime";
      case "3gp" -> "video/3gpp";
      case "pdf" -> "application/pdf";
      default ->
          switch (kind) {
            case PHOTO -> "image/jpeg";
            case VIDEO -> "video/mp4";
            case DOCUMENT -> "application/octet-stream";
          };
    };
  }

  private static Content location(ViberUpdate.Incoming message) {
    Double latitude = message.latitude();
    Double longitude = message.longitude();
    return latitude == null
            || longitude == null
            || !(Math.abs(latitude) <= 90)
            || !(Math.abs(longitude) <= 180)
        ? new Content.Unsupported("other")
        : new Content.Location(latitude, longitude, 0);
  }

  /// Viber vouches for a number only where our own button asked for it. Somebody else's card, sent
  /// while that button is there, brings the same tracking data, but also the name on the card; what
  /// the button sends has none.
  private static Content sharedContact(ViberUpdate.Incoming message, ViberTracking tracking) {
    boolean own = tracking.asksForPhone() && message.contactName().isBlank();
    return PhoneNumber.international(message.phone())
        .<Content>map(phone -> new Content.SharedContact(phone, own))
        .orElseGet(() -> new Content.Unsupported("other"));
  }

  private static @Nullable String displayName(String name) {
    return Optional.of(WellFormedText.of(name).strip())
        .filter(shown -> !shown.isEmpty() && !NO_NAMES.contains(shown.toLowerCase(Locale.ROOT)))
        .orElse(null);
  }

  private static Instant at(long timestamp, Instant receivedAt) {
    Instant at = timestamp <= 0 ? receivedAt : Instant.ofEpochMilli(timestamp);
    return at.isBefore(NO_VIBER_BEFORE) || at.isAfter(receivedAt.plus(CLOCKS_APART))
        ? receivedAt
        : at;
  }
}
