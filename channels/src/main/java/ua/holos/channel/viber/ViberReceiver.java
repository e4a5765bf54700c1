package ua.holos.channel.viber;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ua.holos.bot.channel.InboundSink;
import ua.holos.bot.channel.InboundUpdate;
import ua.holos.bot.channel.InboundUpdate.MessageArrived;
import ua.holos.bot.channel.UnfamiliarUpdates;
import ua.holos.bot.message.Content;

/// Puts what Viber calls back into the inbox.
final class ViberReceiver {
  private static final Logger log = LoggerFactory.getLogger(ViberReceiver.class);

  /// For the metrics; other names would let somebody fill them.
  private static final Set<String> KNOWN =
      Set.of(
          "webhook",
          "message",
          "subscribed",
          "unsubscribed",
          "conversation_started",
          "delivered",
          "seen",
          "failed",
          "client_status",
          "action");

  private final InboundSink sink;
  private final UnfamiliarUpdates unfamiliar;
  private final ViberMedia media;
  private final ViberParts parts;
  private final InstantSource clock;
  private final MeterRegistry meters;

  ViberReceiver(
      InboundSink sink,
      UnfamiliarUpdates unfamiliar,
      ViberMedia media,
      ViberParts parts,
      InstantSource clock,
      MeterRegistry meters) {
    this.sink = sink;
    this.unfamiliar = unfamiliar;
    this.media = media;
    this.parts = parts;
    this.clock = clock;
    this.meters = meters;
  }

  /// Returns when the update is safely in the inbox, or is none that matters.
  ///
  /// @param body the callback as it came
  /// @return the message that answers the callback, null for none
  /// @throws RuntimeException when the inbox didn't take it: Viber has to deliver it again
  @Nullable ViberMessage receive(ViberUpdate update, byte[] body) {
    switch (meaning(update)) {
      case ViberMapper.Meaning.Relevant(InboundUpdate relevant) -> {
        InboundSink.Acceptance acceptance = sink.accept(withItsFile(relevant));
        boolean again = acceptance == InboundSink.Acceptance.DUPLICATE;
        count(update.event(), again ? "duplicate" : "taken");
        return null;
      }
      case ViberMapper.Meaning.Opened(boolean subscribed, String context) -> {
        count(update.event(), "welcomed");
        return parts.welcome(subscribed, context);
      }
      case ViberMapper.Meaning.Passed(String reason) -> {
        if (reason.equals("unknown")) {
          unfamiliar.keep(ViberAdapter.VIBER, name(update), body);
        }
        if (!reason.equals("registered")) {
          log.warn("A Viber callback of kind {} was passed over: {}", name(update), reason);
        }
        count(update.event(), reason);
        return null;
      }
    }
  }

  private ViberMapper.Meaning meaning(ViberUpdate update) {
    try {
      return ViberMapper.map(update, clock.instant());
    } catch (RuntimeException e) {
      // A bug of ours; delivering it again for an hour would not help.
      // Not the exception's message: it might quote the citizen.
      log.error(
          "Viber message {} could not be mapped: {} at {}",
          update.token(),
          e.getClass().getName(),
          Arrays.stream(e.getStackTrace()).findFirst().orElse(null));
      return new ViberMapper.Meaning.Passed("mapping");
    }
  }

  private InboundUpdate withItsFile(InboundUpdate update) {
    return update instanceof MessageArrived it && it.content() instanceof Content.Media files
        ? new MessageArrived(
            it.channel(),
            it.id(),
            it.contact(),
            it.at(),
            media.kept(it.id(), files),
            it.messageId(),
            it.displayName())
        : update;
  }

  /// A callback that was not taken.
  void refused(String result) {
    count("", result);
  }

  private void count(String event, String result) {
    String kind = KNOWN.contains(event) ? event : "unknown";
    meters.counter("holos.viber.updates", "kind", kind, "result", result).increment();
  }

  /// Safe to log, whatever somebody called it.
  private static String name(ViberUpdate update) {
    String name = update.event().replaceAll("[^A-Za-z0-9_.-]", "?");
    return name.length() <= 40 ? name : name.substring(0, 40);
  }
}
