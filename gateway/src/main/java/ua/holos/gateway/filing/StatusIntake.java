package ua.holos.gateway.filing;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ua.holos.bot.appeal.AppealStatus;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Event;
import ua.holos.gateway.log.EventInbox;

/// Takes status changes of the core system, by whichever way they come, and puts each into its
/// conversation once.
final class StatusIntake {
  private static final Logger LOG = LoggerFactory.getLogger(StatusIntake.class);

  /// The source of these events in the inbox.
  static final String SOURCE = "core";

  private final AppealLinks links;
  private final StatusWords words;
  private final EventInbox inbox;
  private final FilingsInFlight inFlight;
  private final MeterRegistry meters;

  StatusIntake(
      AppealLinks links,
      StatusWords words,
      EventInbox inbox,
      FilingsInFlight inFlight,
      MeterRegistry meters) {
    this.links = links;
    this.words = words;
    this.inbox = inbox;
    this.inFlight = inFlight;
    this.meters = meters;
  }

  /// What became of an update.
  enum Taken {
    /// The conversation will hear of it.
    TOLD,
    /// It was told before, or came from us.
    KNOWN,
    /// It says nothing that a citizen could be told.
    EMPTY,
    /// It belongs to an appeal that isn't ours.
    UNKNOWN_APPEAL,
    /// It may belong to an appeal that is being filed: ask again.
    TOO_EARLY
  }

  /// Takes one update.
  ///
  /// @throws ua.holos.bot.channel.InboxUnavailableException when it can't be stored now
  Taken take(StatusUpdate update) {
    Taken taken = decide(update);
    meters
        .counter("holos.core.updates", "outcome", taken.name().toLowerCase(Locale.ROOT))
        .increment();
    return taken;
  }

  private Taken decide(StatusUpdate update) {
    if (update.ours() || links.knows(update.number(), update.id())) {
      return Taken.KNOWN;
    }
    Optional<AppealLinks.Link> found = links.find(update.number()).or(() -> byReference(update));
    if (found.isEmpty()) {
      return inFlight.any() ? Taken.TOO_EARLY : Taken.UNKNOWN_APPEAL;
    }
    AppealLinks.Link link = found.get();
    Optional<StatusWords.Meaning> meaning = words.understand(update.code(), update.status());
    if (meaning.isEmpty()) {
      LOG.warn(
          "Appeal {}: the status \"{}\" (code \"{}\") is not in statuses.yaml",
          update.number(),
          update.status(),
          update.code());
    }
    AppealStatus status = meaning.map(StatusWords.Meaning::status).orElse(null);
    // The core's clock may be behind ours: nothing changes before the citizen knows the number.
    Instant at = update.at().isAfter(link.filedAt()) ? update.at() : link.filedAt().plusMillis(1);
    if (update.corrects()) {
      inbox.append(
          link.conversation(),
          SOURCE,
          update.number() + ":" + update.id() + ":correction",
          new Event.AppealCorrected(
              at,
              update.number(),
              update.id() + ":correction",
              update.category(),
              update.address(),
              update.addressId(),
              null,
              update.note()));
      if (status == null || status == before(link)) {
        links.remember(update.number(), update.id(), link.status());
        return Taken.TOLD;
      }
    }
    if (status == null && update.note().isBlank()) {
      links.remember(update.number(), update.id(), null);
      return Taken.EMPTY;
    }
    AppealStatus told = status;
    if (told == null) {
      told = link.status() == null ? AppealStatus.IN_PROGRESS : link.status();
    }
    inbox.append(
        link.conversation(),
        SOURCE,
        update.number() + ":" + update.id(),
        new Event.StatusChanged(
            at,
            update.number(),
            update.id(),
            told,
            update.corrects() ? "" : update.note(),
            update.responsible(),
            update.expectedAt()));
    links.remember(update.number(), update.id(), told);
    return Taken.TOLD;
  }

  private static AppealStatus before(AppealLinks.Link link) {
    return link.status() == null ? AppealStatus.REGISTERED : link.status();
  }

  /// Our reference names the conversation: `<conversation>:<number of the draft>`.
  private static Optional<AppealLinks.Link> byReference(StatusUpdate update) {
    String reference = update.reference();
    if (reference == null || !reference.matches("[a-z]+:.+:\\d+")) {
      return Optional.empty();
    }
    ConversationId conversation =
        new ConversationId(reference.substring(0, reference.lastIndexOf(':')));
    return Optional.of(new AppealLinks.Link(conversation, Instant.EPOCH, null));
  }
}
