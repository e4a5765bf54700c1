package ua.holos.bot.channel;

import java.io.IOException;
import java.io.InputStream;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.OutboundMessage;

/// A configured connection to one messaging platform. Called from many threads.
public interface ChannelAdapter {

  ChannelType type();

  ChannelCapabilities capabilities();

  /// How fast the platform lets us send.
  default ChannelPace pace() {
    return ChannelPace.UNLIMITED;
  }

  /// Sends one message and waits for the platform's word. A text longer than
  /// [ChannelCapabilities#maxTextUnits()] is split by the adapter.
  SendOutcome send(OutboundMessage message);

  /// Opens the bytes of an attachment that this channel's platform keeps.
  ///
  /// @throws IOException when the platform doesn't give them (any more)
  InputStream open(Attachment attachment) throws IOException;
}
