package ua.holos.channel.sms;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import ua.holos.bot.channel.InboundSink;
import ua.holos.bot.channel.InboundUpdate;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.MessageStatus;

/// Asks TurboSMS what became of the messages that were sent, many at once and ever more rarely,
/// until it knows or the message can't arrive any more.
final class TurboSmsStatuses {
  private static final Logger log = LoggerFactory.getLogger(TurboSmsStatuses.class);

  /// How many are asked for in one call.
  private static final int MOST_AT_ONCE = 100;

  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final int MOST_DOUBLINGS = 7;

  /// Operators try for a day, and some of their reports are late.
  private static final Duration GIVEN_UP_AFTER = Duration.ofHours(30);

  private final TurboSmsApi api;
  private final InboundSink sink;
  private final SentMessages sent;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final Map<String, Asked> asked = new ConcurrentHashMap<>();

  /// @param times how often a message was asked for
  private record Asked(int times, Instant last, String status) {}

  TurboSmsStatuses(
      TurboSmsApi api,
      InboundSink sink,
      SentMessages sent,
      InstantSource clock,
      MeterRegistry meters) {
    this.api = api;
    this.sink = sink;
    this.sent = sent;
    this.clock = clock;
    this.meters = meters;
  }

  /// This message is on its way.
  void watch(String id, ContactUrn to) {
    sent.add(new SentMessages.Sent(id, to, clock.instant()));
  }

  /// Asks for what is due, and reports what is new. Called by one thread.
  void ask() {
    Instant now = clock.instant();
    List<SentMessages.Sent> due = sent.open().stream().filter(one -> isDue(one, now)).toList();
    for (int from = 0; from < due.size(); from += MOST_AT_ONCE) {
      if (!ask(due.subList(from, Math.min(due.size(), from + MOST_AT_ONCE)), now)) {
        break;
      }
    }
    // However the questions were answered: what is never given up is kept and asked for, for ever.
    for (SentMessages.Sent one : due) {
      if (one.at().plus(GIVEN_UP_AFTER).isBefore(now)) {
        end(one.id());
        count("never-known");
      }
    }
  }

  private boolean isDue(SentMessages.Sent one, Instant now) {
    Asked before = asked.get(one.id());
    if (before == null) {
      return !now.isBefore(one.at().plus(FIRST));
    }
    Duration pause = FIRST.multipliedBy(1L << Math.min(before.times(), MOST_DOUBLINGS));
    Duration kept = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    return !now.isBefore(before.last().plus(kept));
  }

  /// Whether there was an answer, be it a refusal: that says nothing of the next batch. Without one
  /// the next would only wait in vain as well.
  private boolean ask(List<SentMessages.Sent> batch, Instant now) {
    TurboSmsAnswer answer = api.statuses(batch.stream().map(SentMessages.Sent::id).toList());
    if (!(answer instanceof TurboSmsAnswer.Said said)) {
      count("no-answer");
      return false;
    }
    if (!TurboSmsCode.hasResults(said.code())) {
      count("refused");
      batch.forEach(one -> askedAgain(one, now));
      return true;
    }
    for (SentMessages.Sent one : batch) {
      Asked before = asked.getOrDefault(one.id(), new Asked(0, now, ""));
      String status = status(said.results(), one.id());
      boolean told = status.isEmpty() || status.equals(before.status()) || tell(one, status, now);
      if (told && sent.open().contains(one)) {
        asked.put(one.id(), new Asked(before.times() + 1, now, status));
      }
    }
    return true;
  }

  /// Refused questions, too, are asked ever more rarely.
  private void askedAgain(SentMessages.Sent one, Instant now) {
    Asked before = asked.getOrDefault(one.id(), new Asked(0, now, ""));
    asked.put(one.id(), new Asked(before.times() + 1, now, before.status()));
  }

  private static String status(JsonNode results, String id) {
    for (JsonNode result : results) {
      if (result.path("message_id").asString("").equals(id)) {
        return result.path("status").asString("");
      }
    }
    return "";
  }

  /// Whether it is safe in the inbox, or nothing that matters.
  private boolean tell(SentMessages.Sent one, String status, Instant now) {
    MessageStatus known = known(status);
    if (known == null) {
      return true;
    }
    String name = status.toLowerCase(Locale.ROOT).replaceAll("[^a-z ]", "");
    try {
      sink.accept(
          new InboundUpdate.DeliveryReported(
              Recipient.TEL,
              "status:" + one.id() + ":" + name,
              one.to(),
              now,
              one.id(),
              known,
              name));
    } catch (RuntimeException e) {
      log.warn("A status was not stored, it is asked for again: {}", e.getClass().getName());
      return false;
    }
    count(known.name().toLowerCase(Locale.ROOT));
    if (known != MessageStatus.SENT) {
      end(one.id());
    }
    return true;
  }

  private void end(String id) {
    sent.ended(id);
    asked.remove(id);
  }

  /// TurboSMS's names, and those of SMPP, which its reports use as well; null while nothing is
  /// known but that it waits, and for "Unknown".
  private static @Nullable MessageStatus known(String status) {
    return switch (status.toLowerCase(Locale.ROOT)) {
      case "sent", "enroute" -> MessageStatus.SENT;
      case "delivered", "delivrd" -> MessageStatus.DELIVERED;
      case "read" -> MessageStatus.READ;
      case "expired",
          "undelivered",
          "undeliv",
          "rejected",
          "rejectd",
          "failed",
          "cancelled",
          "deleted" ->
          MessageStatus.FAILED;
      default -> null;
    };
  }

  private void count(String result) {
    meters.counter("holos.sms.received", "kind", "status", "result", result).increment();
  }
}
