package ua.holos.bot.channel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.Content;
import ua.holos.bot.message.MessageStatus;

/// What a platform told us, verified and typed. The pair of channel and `id` is unique: the second
/// arrival of the same update is dropped.
public sealed interface InboundUpdate {

  ChannelType channel();

  /// The platform's own id of this update.
  String id();

  ContactUrn contact();

  /// When the person acted, by the platform's clock.
  Instant at();

  /// Somebody wrote, pressed a button, sent a photo; `messageId` is the platform's id of the
  /// message, `displayName` the person's name as the platform shows it.
  record MessageArrived(
      ChannelType channel,
      String id,
      ContactUrn contact,
      Instant at,
      Content content,
      String messageId,
      @Nullable String displayName)
      implements InboundUpdate {}

  /// Somebody changed a message they had sent before.
  record MessageEdited(
      ChannelType channel,
      String id,
      ContactUrn contact,
      Instant at,
      Content content,
      String messageId)
      implements InboundUpdate {}

  /// The person blocked the bot: nothing can be sent until they return.
  record ContactStopped(ChannelType channel, String id, ContactUrn contact, Instant at)
      implements InboundUpdate {}

  /// What the platform says became of a message that was sent before: `SENT` (on its way),
  /// `DELIVERED`, `READ` (with all that was sent to this person before it), `FAILED`. `id` is one
  /// report's; `externalId` is that of the message's part, as [SendOutcome.Accepted] gave it. May
  /// arrive before the send was answered, late, twice, and in any order.
  record DeliveryReported(
      ChannelType channel,
      String id,
      ContactUrn contact,
      Instant at,
      String externalId,
      MessageStatus status,
      String reason)
      implements InboundUpdate {}

  /// The person unblocked the bot.
  record ContactReturned(ChannelType channel, String id, ContactUrn contact, Instant at)
      implements InboundUpdate {}
}
