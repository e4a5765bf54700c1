package ua.holos.bot.channel;

import java.io.IOException;
import java.io.InputStream;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.OutboundMessage;
import ua.holos.bot.message.Reply;

/// A configured connection to one messaging platform. Called from many threads.
public interface ChannelAdapter {

  ChannelType type();

  ChannelCapabilities capabilities();

  /// How fast the platform lets us send.
  default ChannelPace pace() {
    return ChannelPace.UNLIMITED;
  }

  /// How many messages (or SMS parts) the platform counts this as, for its limits and its bill.
  default int parts(Reply reply) {
    return 1 + Math.max(0, reply.text().length() - 1) / capabilities().maxTextUnits();
  }

  /// Sends one message and waits for the platform's word. A text longer than
  /// [ChannelCapabilities#maxTextUnits()] is split by the adapter. Files go with it: where one
  /// can't be sent, the text goes all the same, and the outcome says what didn't.
  SendOutcome send(OutboundMessage message);

  /// Shows for a few seconds that an operator is writing, where the platform can. A courtesy: what
  /// becomes of it is told to nobody, and it neither blocks nor fails.
  ///
  /// @param operator who types, as people may know them
  default void typing(ContactUrn to, String operator) {}

  /// Opens the bytes of an attachment that this channel's platform keeps.
  ///
  /// @throws IOException when the platform doesn't give them (any more)
  InputStream open(Attachment attachment) throws IOException;
}
