package ua.holos.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.Priority;

/// Says when a message may leave. One in this process is enough for one process; several that send
/// over the same channel need one that they share.
interface Pace {

  /// Asks to send a message now.
  ///
  /// @param key the message's key; one that had to wait keeps its place in the queue by it
  /// @param messages how many messages it is to the platform (a long text is several)
  /// @return zero when it may leave, and is counted; otherwise how long to wait before asking again
  Duration take(
      ChannelAdapter channel,
      ContactUrn contact,
      Priority priority,
      String key,
      int messages,
      Instant now);

  /// The platform wants nothing more for this contact for a while.
  void pause(ChannelAdapter channel, ContactUrn contact, Duration wait, Instant now);
}
