package ua.holos.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.Priority;

/// Says when a message may leave, so that a channel's limits are kept by all that send over it.
interface Pace {

  /// Asks to send a message now.
  ///
  /// @param key the message's key; one that had to wait keeps its place in the queue by it
  /// @param messages how many messages it is to the platform (a long text is several), 1 or more
  /// @param heardAt when the person last wrote, null when nobody knows
  /// @return zero when it may leave, and is counted; otherwise how long to wait before asking again
  Duration take(
      ChannelAdapter channel,
      ContactUrn contact,
      Priority priority,
      String key,
      int messages,
      @Nullable Instant heardAt);

  /// The platform wants nothing more for this contact for a while.
  void pause(ChannelAdapter channel, ContactUrn contact, Duration wait);
}
