package ua.holos.gateway.filing;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ua.holos.bot.appeal.AppealDraft;
import ua.holos.bot.appeal.AppealRegistry;
import ua.holos.bot.appeal.AppealRegistry.RegistryOutcome;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.message.Attachment;
import ua.holos.gateway.log.EffectCarrier;
import ua.holos.gateway.log.OutboxEntry;

/// Carries appeals, reopenings and comments to the core system. While it can't be reached they
/// wait, for as long as it takes; the citizen is told once.
final class FilingCarrier implements EffectCarrier {
  private static final Logger LOG = LoggerFactory.getLogger(FilingCarrier.class);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private final AppealRegistry registry;
  private final AppealLinks links;
  private final Attachments attachments;
  private final FilingsInFlight inFlight;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final MeterRegistry meters;

  FilingCarrier(
      AppealRegistry registry,
      AppealLinks links,
      Attachments attachments,
      FilingsInFlight inFlight,
      InstantSource clock,
      RandomGenerator random,
      MeterRegistry meters) {
    this.registry = registry;
    this.links = links;
    this.attachments = attachments;
    this.inFlight = inFlight;
    this.clock = clock;
    this.random = random;
    this.meters = meters;
  }

  @Override
  public boolean carries(Effect effect) {
    return switch (effect) {
      case Effect.FileAppeal _, Effect.ReopenAppeal _, Effect.CommentAppeal _ -> true;
      case Effect.SendMessage _,
          Effect.OfDesk _,
          Effect.PassOn _,
          Effect.Outdate _,
          Effect.Withdraw _,
          Effect.SetTimer _,
          Effect.CancelTimer _,
          Effect.OfContact _ ->
          false;
    };
  }

  @Override
  public Carried carry(OutboxEntry entry) {
    return switch (entry.effect()) {
      case Effect.FileAppeal(AppealDraft draft) -> file(entry, draft);
      case Effect.ReopenAppeal(String number, String comment, List<Attachment> photos) ->
          update(
              entry,
              number,
              "reopen",
              registry.reopen(
                  number, entry.key(), comment, attachments.keep(photos).attachments()));
      case Effect.CommentAppeal(String number, String comment, List<Attachment> photos) ->
          update(
              entry,
              number,
              "comment",
              registry.comment(
                  number, entry.key(), comment, attachments.keep(photos).attachments()));
      case Effect.SendMessage _,
          Effect.OfDesk _,
          Effect.PassOn _,
          Effect.Outdate _,
          Effect.Withdraw _,
          Effect.SetTimer _,
          Effect.CancelTimer _,
          Effect.OfContact _ ->
          throw new IllegalArgumentException("Not an effect for the core system: " + entry.key());
    };
  }

  private Carried file(OutboxEntry entry, AppealDraft draft) {
    inFlight.begin();
    try {
      RegistryOutcome outcome = registry.file(withKeptAttachments(draft));
      count("file", outcome);
      return switch (outcome) {
        case RegistryOutcome.Registered(String number, Instant expectedAt) -> {
          Instant now = clock.instant();
          links.link(number, entry.conversation(), now);
          LOG.info("Filed as {}", number);
          yield finished(new Event.AppealFiled(now, draft.reference(), number, expectedAt));
        }
        case RegistryOutcome.Unavailable(String detail) -> {
          LOG.warn("Filing waits, try {}: {}", entry.attempt(), detail);
          yield new Carried.Later(
              wait(entry.attempt()),
              List.of(new Event.FilingDelayed(clock.instant(), draft.reference())));
        }
        case RegistryOutcome.Refused(String code, String reason) -> {
          LOG.warn("The core system refused an appeal, code {}", code);
          yield finished(new Event.FilingRefused(clock.instant(), draft.reference(), code, reason));
        }
      };
    } finally {
      inFlight.end();
    }
  }

  private Carried update(OutboxEntry entry, String number, String what, RegistryOutcome outcome) {
    count(what, outcome);
    return switch (outcome) {
      case RegistryOutcome.Registered _ -> new Carried.Finished(List.of(), null);
      case RegistryOutcome.Unavailable(String detail) -> {
        LOG.warn("Appeal {}: {} waits, try {}: {}", number, what, entry.attempt(), detail);
        yield new Carried.Later(wait(entry.attempt()), List.of());
      }
      // The citizen's words stay in the journal and the record, where operators find them.
      case RegistryOutcome.Refused(String code, String reason) -> {
        LOG.error("Appeal {}: the core system refused a {}, code {}", number, what, code);
        yield new Carried.Finished(List.of(), null);
      }
    };
  }

  private AppealDraft withKeptAttachments(AppealDraft draft) {
    if (draft.attachments().isEmpty()) {
      return draft;
    }
    Attachments.Kept kept = attachments.keep(draft.attachments());
    List<String> flags = new ArrayList<>(draft.flags());
    if (kept.lost() > 0) {
      flags.add("attachment-lost");
    }
    return new AppealDraft(
        draft.reference(),
        draft.contact(),
        draft.category(),
        draft.description(),
        draft.address(),
        draft.streetId(),
        draft.latitude(),
        draft.longitude(),
        draft.details(),
        kept.attachments(),
        draft.phone(),
        draft.name(),
        flags,
        draft.confirmedAt(),
        draft.house(),
        draft.heard());
  }

  private static Carried finished(Event event) {
    return new Carried.Finished(List.of(event), null);
  }

  /// Doubles up to five minutes; the jitter keeps the waiting appeals from returning all at once.
  private Duration wait(int attempt) {
    long ceiling =
        Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << Math.clamp(attempt - 1, 0, 20));
    return Duration.ofMillis(random.nextLong(ceiling / 2, ceiling + 1));
  }

  private void count(String what, RegistryOutcome outcome) {
    String name =
        switch (outcome) {
          case RegistryOutcome.Registered _ -> "registered";
          case RegistryOutcome.Unavailable _ -> "unavailable";
          case RegistryOutcome.Refused _ -> "refused";
        };
    meters.counter("holos.filing", "call", what, "outcome", name).increment();
  }
}
