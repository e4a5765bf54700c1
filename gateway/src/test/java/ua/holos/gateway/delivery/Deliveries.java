package ua.holos.gateway.delivery;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.channel.SendOutcome;
import ua.holos.bot.conversation.QuietHours;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.OutboundMessage;
import ua.holos.bot.message.Priority;
import ua.holos.channel.support.BackOff;
import ua.holos.gateway.log.ConversationStates;
import ua.holos.gateway.log.EffectCarrier;

/// The real delivery over a platform that a test plays, for tests of other packages. Nothing has to
/// wait for its pace.
public final class Deliveries {
  private Deliveries() {}

  public static EffectCarrier telegram(
      Function<OutboundMessage, SendOutcome> platform,
      ConversationStates states,
      BotSends botSends) {
    return new MessageDelivery(
        new ChannelAdapters(List.of(FakeAdapter.telegram(platform))),
        new NoPace(),
        new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(2), () -> 0L),
        InstantSource.system(),
        new DeliveryHealth(),
        new DeliveryMeters(new SimpleMeterRegistry()),
        QuietHours.STANDARD,
        new DeliverySettings(Map.of()),
        states,
        botSends);
  }

  private static final class NoPace implements Pace {
    @Override
    public Duration take(
        ChannelAdapter channel,
        ContactUrn contact,
        Priority priority,
        String key,
        int messages,
        @Nullable Instant heardAt) {
      return Duration.ZERO;
    }

    @Override
    public void pause(ChannelAdapter channel, ContactUrn contact, Duration wait) {}
  }
}
