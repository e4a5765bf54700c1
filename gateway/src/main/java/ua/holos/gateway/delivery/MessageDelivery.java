package ua.holos.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.channel.ChannelCapabilities.Feature;
import ua.holos.bot.channel.ChannelCapabilities.Receipts;
import ua.holos.bot.channel.SendOutcome;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Mode;
import ua.holos.bot.conversation.QuietHours;
import ua.holos.bot.conversation.Terms;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.OutboundMessage;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.Reply;
import ua.holos.channel.support.BackOff;
import ua.holos.channel.support.ReplyRenderer;
import ua.holos.gateway.log.ConversationStates;
import ua.holos.gateway.log.DeliveryNote;
import ua.holos.gateway.log.EffectCarrier;
import ua.holos.gateway.log.OutboxEntry;
import ua.holos.gateway.log.ShownKey;

/// Sends messages: by the contact's channel, in the form that the channel can show, at the pace
/// that it bears, again after a fault, and not any more when nobody would care for it. Of messages
/// that the conversation follows it tells what became of them.
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
  private final QuietHours quiet;
  private final DeliverySettings settings;
  private final ConversationStates states;
  private final BotSends botSends;
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final SentLately sentLately = new SentLately();

  MessageDelivery(
      ChannelAdapters adapters,
      Pace pace,
      BackOff backOff,
      InstantSource clock,
      DeliveryHealth health,
      DeliveryMeters meters,
      QuietHours quiet,
      DeliverySettings settings,
      ConversationStates states,
      BotSends botSends) {
    this.adapters = adapters;
    this.pace = pace;
    this.backOff = backOff;
    this.clock = clock;
    this.health = health;
    this.meters = meters;
    this.quiet = quiet;
    this.settings = settings;
    this.states = states;
    this.botSends = botSends;
  }

  @Override
  public boolean carries(Effect effect) {
    return effect instanceof Effect.SendMessage || effect instanceof Effect.Withdraw;
  }

  @Override
  public Carried carry(OutboxEntry entry) {
    return switch (entry.effect()) {
      case Effect.SendMessage(Reply reply, Terms terms) -> carry(entry, reply, terms);
      // What it withdraws saw it waiting behind, and is gone.
      case Effect.Withdraw _ -> new Carried.Finished(List.of(), null);
      default -> throw new IllegalArgumentException("Not a message: " + entry.key());
    };
  }

  private Carried carry(OutboxEntry entry, Reply reply, Terms terms) {
    Carried.Finished told = sentLately.of(entry.key());
    if (told != null) {
      return told;
    }
    ContactUrn contact = entry.conversation().contact();
    Instant now = clock.instant();
    String vain = vain(entry, reply, terms, now);
    if (vain != null) {
      meters.count(contact.scheme(), vain);
      return failed(entry, vain, "");
    }
    Optional<ChannelAdapter> adapter = adapters.of(contact);
    if (adapter.isEmpty()) {
      // Switched off since; it may come back before the message is too old.
      meters.count(contact.scheme(), "misconfigured");
      return misconfigured(entry, contact.scheme(), "holos." + contact.scheme());
    }
    return send(entry, adapter.get(), contact, reply, terms);
  }

  /// Why a message isn't to be sent now, null when it is. Asked before every try, as it may have
  /// waited for long.
  private @Nullable String vain(OutboxEntry entry, Reply reply, Terms terms, Instant now) {
    String topic = terms.topic();
    if (topic != null && terms.disposable() && entry.topicsBehind().contains(topic)) {
      return "superseded";
    }
    Instant until =
        terms.until() == null ? entry.at().plus(worth(reply.priority())) : terms.until();
    if (now.isAfter(until)) {
      return "expired";
    }
    // Only what the conversation follows can be said again in the morning.
    return terms.followed() && !terms.leavesAt(now, quiet) ? "quiet" : null;
  }

  /// When the person last wrote. A message that had to wait asks anew: they may have written since,
  /// and what they wrote waits for an answer behind it.
  private @Nullable Instant heardAt(OutboxEntry entry, ChannelAdapter adapter, Terms terms) {
    boolean counted = adapter.pace().messagesPerHourUnanswered() < Integer.MAX_VALUE;
    if (entry.attempt() == 1 || !counted) {
      return terms.heardAt();
    }
    return states
        .find(entry.conversation())
        .map(conversation -> conversation.person().heardAt())
        .orElse(terms.heardAt());
  }

  /// Whether an operator has taken the conversation since the bot said this. Asked last, when the
  /// message could leave, and once: what waits for its pace costs nothing.
  private boolean operatorHolds(OutboxEntry entry) {
    return states
        .find(entry.conversation())
        .map(conversation -> conversation.mode() instanceof Mode.WithOperator)
        .orElse(false);
  }

  /// What the bot says; empty when an operator has the conversation. Whoever takes it in between
  /// learns that they have it only afterwards.
  private Optional<SendOutcome> sendUnlessHeld(
      OutboxEntry entry, ChannelAdapter adapter, OutboundMessage message) {
    botSends.begin(entry.conversation());
    try {
      return operatorHolds(entry) ? Optional.empty() : Optional.of(adapter.send(message));
    } finally {
      botSends.end(entry.conversation());
    }
  }

  /// Clocks that count milliseconds would wake it a little too early, and again and again.
  private static Duration wholeMillis(Duration wait) {
    return Duration.ofMillis(wait.plusNanos(999_999).toMillis());
  }

  private static Duration worth(Priority priority) {
    return WORTH_SENDING.getOrDefault(priority, Duration.ofHours(24));
  }

  private Carried send(
      OutboxEntry entry, ChannelAdapter adapter, ContactUrn contact, Reply reply, Terms terms) {
    Reply rendered = ReplyRenderer.render(reply, adapter.capabilities());
    Duration wait =
        pace.take(
            adapter,
            contact,
            reply.priority(),
            entry.key(),
            adapter.parts(rendered),
            heardAt(entry, adapter, terms));
    if (wait.isPositive()) {
      return new Carried.Later(wholeMillis(wait), List.of());
    }
    OutboundMessage message = new OutboundMessage(entry.key(), contact, rendered);
    Optional<SendOutcome> sent =
        reply.author() == null
            ? sendUnlessHeld(entry, adapter, message)
            : Optional.of(adapter.send(message));
    if (sent.isEmpty()) {
      meters.count(contact.scheme(), "held");
      return failed(entry, "held", "");
    }
    SendOutcome outcome = sent.get();
    String channel = contact.scheme();
    meters.count(channel, name(outcome));
    return switch (outcome) {
      case SendOutcome.Accepted accepted -> {
        failures.remove(entry.key());
        health.works(channel);
        meters.sent(channel, Duration.between(entry.at(), clock.instant()));
        Carried.Finished taken = taken(entry, adapter, terms, rendered, accepted.externalIds());
        sentLately.remember(entry.key(), taken);
        yield taken;
      }
      case SendOutcome.Throttled throttled -> {
        pace.pause(adapter, contact, throttled.retryAfter());
        yield new Carried.Later(wholeMillis(throttled.retryAfter()), List.of());
      }
      case SendOutcome.Unreachable unreachable -> {
        Duration again = again(entry);
        log.warn(
            "Message {} was not sent, again in {}: {}",
            ShownKey.of(entry.key()),
            again,
            unreachable.detail());
        yield new Carried.Later(again, List.of());
      }
      case SendOutcome.Misconfigured wrong -> misconfigured(entry, channel, wrong.setting());
      case SendOutcome.Rejected rejected -> {
        log.error(
            "Message {} was refused for good: {} {}",
            ShownKey.of(entry.key()),
            rejected.code(),
            rejected.reason());
        yield failed(entry, "rejected", rejected.code() + " " + rejected.reason());
      }
      case SendOutcome.RecipientGone gone -> failed(entry, "gone", gone.reason());
    };
  }

  /// The platform took it. Without receipts that is all that will be known, and with them the
  /// beginning.
  private Carried.Finished taken(
      OutboxEntry entry,
      ChannelAdapter adapter,
      Terms terms,
      Reply rendered,
      List<String> externalIds) {
    Instant now = clock.instant();
    boolean more = adapter.capabilities().receipts() != Receipts.NONE;
    List<Event> events =
        terms.followed()
            ? List.of(
                new Event.MessageSent(
                    now, entry.key(), externalIds, receiptDue(adapter, externalIds, now)))
            : List.of();
    int parts = adapter.parts(rendered);
    return new Carried.Finished(
        events,
        new DeliveryNote(
            entry.key(),
            more ? "accepted" : "sent",
            externalIds,
            "",
            parts,
            adapter.capabilities().price().of(parts, terms.heardAt(), now)));
  }

  /// Without an id no receipt can be told to be this message's.
  private @Nullable Instant receiptDue(
      ChannelAdapter adapter, List<String> externalIds, Instant now) {
    boolean push = adapter.capabilities().can(Feature.PUSH);
    return externalIds.isEmpty() && push ? null : settings.receiptDue(adapter, now);
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
    Terms terms = terms(entry);
    // What has an end of its own (a one-time code) is of no use later, and nobody else's business.
    boolean lasting = terms.until() == null;
    return lasting && !terms.followed() && (reason.equals("rejected") || reason.equals("expired"));
  }

  private static Terms terms(OutboxEntry entry) {
    return entry.effect() instanceof Effect.SendMessage message ? message.terms() : Terms.PLAIN;
  }

  /// Counted here and not by the entry's attempts, which also count the waits for our own pace.
  private Duration again(OutboxEntry entry) {
    return backOff.after(failures.merge(entry.key(), 1, Integer::sum));
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
