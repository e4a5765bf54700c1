package ua.holos.channel.example;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.channel.InboundUpdate;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.MessageStatus;
import ua.holos.bot.message.OutboundMessage;
import ua.holos.bot.message.QuickReply;
import ua.holos.channel.support.TypedText;
import ua.holos.channel.support.WellFormedText;

/// Between the app's words and ours. Pure: nothing is sent or stored here.
final class CityAppMapper {
  private CityAppMapper() {}

  /// What an update means, empty when it means nothing to us.
  static Optional<InboundUpdate> update(CityAppUpdate update) {
    if (update.id() == null || update.user() == null || update.user().isBlank()) {
      return Optional.empty();
    }
    ContactUrn contact = new ContactUrn(CityAppAdapter.TYPE.code(), update.user());
    Instant at = Instant.ofEpochSecond(update.at());
    if (update.text() != null) {
      return Optional.of(
          new InboundUpdate.MessageArrived(
              CityAppAdapter.TYPE,
              update.id(),
              contact,
              at,
              TypedText.of(WellFormedText.of(update.text())),
              update.id(),
              null));
    }
    MessageStatus status = status(update.status());
    if (status == null || update.message() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new InboundUpdate.DeliveryReported(
            CityAppAdapter.TYPE,
            update.message() + ":" + status,
            contact,
            at,
            update.message(),
            status,
            ""));
  }

  private static @Nullable MessageStatus status(@Nullable String written) {
    return switch (written) {
      case "delivered" -> MessageStatus.DELIVERED;
      case "read" -> MessageStatus.READ;
      case "failed" -> MessageStatus.FAILED;
      case null, default -> null;
    };
  }

  /// What the app is told to show; only the last part has the buttons.
  static Map<String, Object> answer(OutboundMessage message, String text, boolean last) {
    return Map.of(
        "user",
        message.to().path(),
        "text",
        text,
        "buttons",
        last ? message.reply().quickReplies().stream().map(QuickReply::label).toList() : List.of());
  }
}
