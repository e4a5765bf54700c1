package ua.holos.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.channel.ChannelCapabilities;
import ua.holos.bot.channel.ChannelCapabilities.Feature;
import ua.holos.bot.channel.SendOutcome;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Terms;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.OutboundMessage;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.QuickReply;
import ua.holos.bot.message.Reply;
import ua.holos.channel.support.BackOff;
import ua.holos.channel.support.NumberedList;
import ua.holos.gateway.log.DeliveryNote;
import ua.holos.gateway.log.EffectCarrier;
import ua.holos.gateway.log.OutboxEntry;

/// Sends messages: by the contact's channel, in the form that the channel can show, at the pace
/// that it bears, again after a fault, and not any more when nobody would care for it.
final class MessageDelivery implements EffectCarrier {
  private static final Logger log = LoggerFactory.getLogger(MessageDelivery.class);

  /// A reply is worth nothing after a day, and neither is a broadcast; a status is for a week.
  private static final Map<Priority, Duration> WORTH_SENDING =
      Map.of(
          Priority.REPLY, Duration.ofHours(24),
          Priority.STATUS, Duration.ofDays(7),
          Priority.BROADCAST, Duration.ofHours(24));

  private final ChannelAdapters adapters;
  private final Pace pace;
  private final BackOff backOff;
  private final InstantSource clock;
  private final DeliveryHealth health;
  private final DeliveryMeters meters;
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final SentLately sentLately = new SentLately();

  MessageDelivery(
      ChannelAdapters adapters,
      Pace pace,
      BackOff backOff,
      InstantSource clock,
      DeliveryHealth health,
      DeliveryMeters meters) {
    this.adapters = adapters;
    this.pace = pace;
    this.backOff = backOff;
    this.clock = clock;
    this.health = health;
    this.meters = meters;
  }

  @Override
  public boolean carries(Effect effect) {
    return effect instanceof Effect.SendMessage;
  }

  @Override
  public Carried carry(OutboxEntry entry) {
    if (!(entry.effect() instanceof Effect.SendMessage(Reply reply, _))) {
      throw new IllegalArgumentException("Not a message: " + entry.key());
    }
    DeliveryNote sent = sentLately.note(entry.key());
    if (sent != null) {
      return new Carried.Finished(List.of(), sent);
    }
    ContactUrn contact = entry.conversation().contact();
    Instant now = clock.instant();
    if (now.isAfter(entry.at().plus(worth(reply.priority())))) {
      meters.count(contact.scheme(), "expired");
      return failed(entry, "expired", "");
    }
    Optional<ChannelAdapter> adapter = adapters.of(contact);
    if (adapter.isEmpty()) {
      // Switched off since; it may come back before the message is too old.
      meters.count(contact.scheme(), "misconfigured");
      return misconfigured(entry, contact.scheme(), "holos." + contact.scheme());
    }
    return carry(entry, adapter.get(), contact, reply, now);
  }

  /// Clocks that count milliseconds would wake it a little too early, and again and again.
  private static Duration wholeMillis(Duration wait) {
    return Duration.ofMillis(wait.plusNanos(999_999).toMillis());
  }

  private static Duration worth(Priority priority) {
    return WORTH_SENDING.getOrDefault(priority, Duration.ofHours(24));
  }

  private Carried carry(
      OutboxEntry entry, ChannelAdapter adapter, ContactUrn contact, Reply reply, Instant now) {
    Reply rendered = rendered(reply, adapter.capabilities());
    Duration wait =
        pace.take(adapter, contact, reply.priority(), entry.key(), adapter.parts(rendered), now);
    if (wait.isPositive()) {
      return new Carried.Later(wholeMillis(wait), List.of());
    }
    SendOutcome outcome = adapter.send(new OutboundMessage(entry.key(), contact, rendered));
    String channel = contact.scheme();
    meters.count(channel, name(outcome));
    return switch (outcome) {
      case SendOutcome.Accepted accepted -> {
        failures.remove(entry.key());
        health.works(channel);
        meters.sent(channel, Duration.between(entry.at(), clock.instant()));
        int parts = adapter.parts(rendered);
        DeliveryNote note =
            new DeliveryNote(
                entry.key(),
                "sent",
                accepted.externalIds(),
                "",
                parts,
                adapter.capabilities().price().of(parts, terms(entry).heardAt(), now));
        sentLately.remember(note);
        yield new Carried.Finished(List.of(), note);
      }
      case SendOutcome.Throttled throttled -> {
        pace.pause(adapter, contact, throttled.retryAfter(), clock.instant());
        yield new Carried.Later(throttled.retryAfter(), List.of());
      }
      case SendOutcome.Unreachable unreachable -> {
        Duration again = again(entry);
        log.warn(
            "Message {} was not sent, again in {}: {}", entry.key(), again, unreachable.detail());
        yield new Carried.Later(again, List.of());
      }
      case SendOutcome.Misconfigured wrong -> misconfigured(entry, channel, wrong.setting());
      case SendOutcome.Rejected rejected -> {
        log.error(
            "Message {} was refused for good: {} {}",
            entry.key(),
            rejected.code(),
            rejected.reason());
        yield failed(entry, "rejected", rejected.code() + " " + rejected.reason());
      }
      case SendOutcome.RecipientGone gone -> failed(entry, "gone", gone.reason());
    };
  }

  private Carried misconfigured(OutboxEntry entry, String channel, String setting) {
    health.misconfigured(channel, setting);
    return new Carried.Later(again(entry), List.of());
  }

  private Carried failed(OutboxEntry entry, String reason, String detail) {
    failures.remove(entry.key());
    String told = detail.isEmpty() ? reason : reason + ": " + detail;
    return new Carried.Finished(
        List.of(new Event.SendFailed(clock.instant(), entry.key(), reason)),
        new DeliveryNote(entry.key(), "failed", List.of(), told),
        forPeople(entry, reason) ? told : null);
  }

  /// Whether people should decide about a message that failed. Nobody can do anything about one who
  /// is gone, and what is followed the conversation sees to: it passes it on, or tells it later.
  private static boolean forPeople(OutboxEntry entry, String reason) {
    return (reason.equals("rejected") || reason.equals("expired")) && !terms(entry).followed();
  }

  private static Terms terms(OutboxEntry entry) {
    return entry.effect() instanceof Effect.SendMessage message ? message.terms() : Terms.PLAIN;
  }

  /// Counted here and not by the entry's attempts, which also count the waits for our own pace.
  private Duration again(OutboxEntry entry) {
    return backOff.after(failures.merge(entry.key(), 1, Integer::sum));
  }

  /// What the channel can show: all buttons, only those it can, or a numbered list.
  private static Reply rendered(Reply reply, ChannelCapabilities can) {
    if (reply.rows().isEmpty()) {
      return reply;
    }
    if (!can.can(Feature.BUTTONS)) {
      return NumberedList.render(reply);
    }
    boolean all = reply.quickReplies().stream().allMatch(button -> possible(button, can));
    return all
        ? reply
        : new Reply(
            reply.text(),
            reply.rows().stream()
                .map(row -> row.stream().filter(button -> possible(button, can)).toList())
                .filter(row -> !row.isEmpty())
                .toList(),
            reply.priority());
  }

  private static boolean possible(QuickReply button, ChannelCapabilities can) {
    return switch (button.kind()) {
      case REPLY -> true;
      case SHARE_LOCATION -> can.can(Feature.SHARE_LOCATION);
      case SHARE_PHONE -> can.can(Feature.SHARE_PHONE);
    };
  }

  private static String name(SendOutcome outcome) {
    return switch (outcome) {
      case SendOutcome.Accepted _ -> "accepted";
      case SendOutcome.Throttled _ -> "throttled";
      case SendOutcome.Unreachable _ -> "unreachable";
      case SendOutcome.Rejected _ -> "rejected";
      case SendOutcome.RecipientGone _ -> "gone";
      case SendOutcome.Misconfigured _ -> "misconfigured";
    };
  }
}
