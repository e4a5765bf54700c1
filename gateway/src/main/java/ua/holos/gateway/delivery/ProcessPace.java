package ua.holos.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.Priority;

/// The pace of the channels of this process: one lane each.
final class ProcessPace implements Pace {
  private final Map<String, ChannelLane> lanes = new ConcurrentHashMap<>();

  @Override
  public Duration take(
      ChannelAdapter channel,
      ContactUrn contact,
      Priority priority,
      String key,
      int messages,
      Instant now) {
    return lane(channel, now).take(contact.path(), priority, key, messages, now);
  }

  @Override
  public void pause(ChannelAdapter channel, ContactUrn contact, Duration wait, Instant now) {
    lane(channel, now).pause(contact.path(), wait, now);
  }

  private ChannelLane lane(ChannelAdapter channel, Instant now) {
    ChannelLane lane = lanes.get(channel.type().code());
    return lane != null
        ? lane
        : lanes.computeIfAbsent(channel.type().code(), _ -> new ChannelLane(channel.pace(), now));
  }
}
