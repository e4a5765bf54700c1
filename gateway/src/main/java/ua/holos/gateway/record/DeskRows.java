package ua.holos.gateway.record;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.conversation.DeskAnswer.Outcome;
import ua.holos.bot.conversation.DeskCase;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Mode;
import ua.holos.bot.conversation.Operator;
import ua.holos.gateway.log.JournalEntry.TurnTaken;

/// What turns mean for the desk's rows: steps in the order of the journal, because a call, a
/// holding and their ends follow one another, and lines that are only added.
final class DeskRows {
  final List<Step> steps = new ArrayList<>();
  final List<Audit> audits = new ArrayList<>();
  final List<Reading> readings = new ArrayList<>();

  /// A change of what is there already.
  sealed interface Step {}

  /// People were called.
  ///
  /// @param again whether it is back in the queue, so that the call goes on that there was
  record Called(
      Rows.MessageId id,
      String reason,
      Instant at,
      boolean again,
      boolean front,
      @Nullable String category,
      @Nullable String language)
      implements Step {}

  /// Whoever waits, or is answered, has said why it is more urgent than what they were called for.
  record Hastened(String conversation, Instant at, String reason) implements Step {}

  /// An operator has it from now on.
  record Taken(String conversation, long turn, Operator operator, Instant at) implements Step {}

  /// An operator has answered.
  record Answered(String conversation, Instant at) implements Step {}

  /// Whoever had it has it no more.
  record LetGo(String conversation, long turn, Instant at, String ended) implements Step {}

  /// It has left the desk.
  record Left(String conversation, Instant at, String outcome) implements Step {}

  /// The citizen has said what they think of the conversation that was closed last.
  record Rated(String conversation, Instant at, int rating) implements Step {}

  /// What an operator did, or wanted to do.
  record Audit(
      Instant at,
      @Nullable String staff,
      String name,
      String action,
      String conversation,
      String detail) {}

  /// What an operator corrected of what was read before there is an appeal.
  ///
  /// @param correct category's code or street's id
  record Reading(
      String reference,
      String request,
      String subject,
      String correct,
      @Nullable String house,
      String text,
      Instant at) {}

  /// Takes a turn in.
  ///
  /// @return the line that it adds to the conversation for the desk's eyes, if it does
  Optional<Rows.Message> add(TurnTaken turn) {
    String conversation = turn.conversation().value();
    DeskCase shown = shown(turn);
    Event.OfDesk done = null;
    if (turn.event() instanceof Event.OfDesk event) {
      Outcome outcome = outcome(turn, event);
      audits.add(audit(conversation, event, outcome));
      done = outcome == Outcome.DONE ? event : null;
    }
    boolean gone = has(turn, Effect.LeaveDesk.class) || has(turn, Effect.DismissOperator.class);
    if (done != null) {
      end(turn, done, shown);
    } else if (gone) {
      steps.add(new LetGo(conversation, turn.turn(), turn.at(), "bot"));
    }
    calls(turn, done, shown);
    hastens(turn, shown);
    if (done != null) {
      begin(turn, done, shown);
    }
    if (gone) {
      steps.add(new Left(conversation, turn.at(), leaving(done)));
    }
    for (Effect effect : turn.effects()) {
      if (effect instanceof Effect.KeepRating(var rating)) {
        steps.add(new Rated(conversation, turn.at(), rating));
      }
    }
    return done == null ? expired(turn, shown) : line(turn, done);
  }

  private static boolean has(TurnTaken turn, Class<? extends Effect> kind) {
    return turn.effects().stream().anyMatch(kind::isInstance);
  }

  private static @Nullable DeskCase shown(TurnTaken turn) {
    return turn.effects().stream()
        .filter(Effect.ShowOnDesk.class::isInstance)
        .map(effect -> ((Effect.ShowOnDesk) effect).shown())
        .findFirst()
        .orElse(null);
  }

  /// What the conversation decided; an event that it didn't answer was not done.
  private static Outcome outcome(TurnTaken turn, Event.OfDesk event) {
    return turn.effects().stream()
        .filter(effect ->
            effect instanceof Effect.AnswerDesk answer && answer.request().equals(event.request()))
        .map(effect -> ((Effect.AnswerDesk) effect).answer().outcome())
        .findFirst()
        .orElse(Outcome.NOT_HELD);
  }

  private static String leaving(Event.@Nullable OfDesk done) {
    return switch (done) {
      case Event.ConversationClosed _ -> "closed";
      case Event.ConversationReleased _ -> "bot";
      case null, default -> "left";
    };
  }

  private void end(TurnTaken turn, Event.OfDesk done, @Nullable DeskCase shown) {
    String ended =
        switch (done) {
          case Event.ConversationClosed _ -> "closed";
          case Event.ConversationReleased released -> released.toBot() ? "bot" : "queue";
          case Event.OperatorVanished _ -> "vanished";
          case Event.TransferAccepted _ -> "transferred";
          // Taking what was offered to oneself is accepting it.
          case Event.ConversationClaimed _ -> holder(shown) == null ? null : "transferred";
          case Event.ConversationAssigned _ -> holder(shown) == null ? null : "reassigned";
          case Event.OperatorReplied _,
              Event.NoteWritten _,
              Event.TransferOffered _,
              Event.TransferDeclined _,
              Event.AppealRegistered _,
              Event.ReadingCorrected _ ->
              null;
        };
    if (ended != null) {
      steps.add(new LetGo(turn.conversation().value(), turn.turn(), turn.at(), ended));
    }
  }

  private static @Nullable Operator holder(@Nullable DeskCase shown) {
    return shown != null && shown.mode() instanceof Mode.WithOperator held ? held.operator() : null;
  }

  private void calls(TurnTaken turn, Event.@Nullable OfDesk done, @Nullable DeskCase shown) {
    boolean again =
        done instanceof Event.ConversationReleased || done instanceof Event.OperatorVanished;
    for (int i = 0; i < turn.effects().size(); i++) {
      if (turn.effects().get(i) instanceof Effect.CallOperator(var reason)) {
        steps.add(
            new Called(
                new Rows.MessageId(turn.conversation().value(), turn.turn(), i),
                Rows.clean(reason),
                turn.at(),
                again,
                shown != null && shown.handOff().front(),
                shown == null ? null : shown.category(),
                shown == null || shown.language() == null
                    ? null
                    : RecordWriter.lower(shown.language())));
      }
    }
  }

  /// What somebody writes may put them before everybody else without a further call.
  private void hastens(TurnTaken turn, @Nullable DeskCase shown) {
    boolean wrote =
        turn.event() instanceof Event.MessageReceived
            || turn.event() instanceof Event.MessageEdited
            || turn.event() instanceof Event.TimerElapsed;
    if (wrote
        && shown != null
        && shown.handOff().front()
        && !has(turn, Effect.CallOperator.class)) {
      steps.add(
          new Hastened(
              turn.conversation().value(), turn.at(), Rows.clean(shown.handOff().reason())));
    }
  }

  private void begin(TurnTaken turn, Event.OfDesk done, @Nullable DeskCase shown) {
    String conversation = turn.conversation().value();
    Operator holder = holder(shown);
    switch (done) {
      case Event.ConversationClaimed _, Event.ConversationAssigned _, Event.TransferAccepted _ -> {
        // Without a new picture they had it already.
        if (holder != null) {
          steps.add(new Taken(conversation, turn.turn(), holder, turn.at()));
        }
      }
      case Event.OperatorReplied _ -> steps.add(new Answered(conversation, turn.at()));
      case Event.ReadingCorrected corrected -> read(conversation, corrected);
      case Event.NoteWritten _,
          Event.TransferOffered _,
          Event.TransferDeclined _,
          Event.ConversationReleased _,
          Event.ConversationClosed _,
          Event.OperatorVanished _,
          Event.AppealRegistered _ -> {}
    }
  }

  private void read(String conversation, Event.ReadingCorrected corrected) {
    String reference = conversation + "#" + corrected.request();
    if (corrected.category() != null) {
      readings.add(
          new Reading(
              reference,
              corrected.request(),
              Correction.CATEGORY,
              corrected.category(),
              null,
              Rows.clean(corrected.text()),
              corrected.at()));
    }
    if (corrected.street() != null) {
      readings.add(
          new Reading(
              reference,
              corrected.request(),
              Correction.ADDRESS,
              corrected.street().id(),
              Rows.cleanOrNull(corrected.house()),
              Rows.clean(corrected.text()),
              corrected.at()));
    }
  }

  private static Audit audit(String conversation, Event.OfDesk event, Outcome outcome) {
    Operator who = who(event);
    String detail = detail(event);
    return new Audit(
        event.at().truncatedTo(ChronoUnit.MILLIS),
        who == null ? null : who.id(),
        who == null ? "routing" : Rows.clean(who.name()),
        outcome == Outcome.DONE ? action(event) : "refused",
        conversation,
        outcome == Outcome.DONE
            ? detail
            : (action(event)
                    + " "
                    + outcome.name().toLowerCase(Locale.ROOT).replace('_', '-')
                    + " "
                    + detail)
                .strip());
  }

  /// Who did it; null when routing did.
  private static @Nullable Operator who(Event.OfDesk event) {
    return event instanceof Event.ConversationAssigned given ? given.by() : event.operator();
  }

  /// As in the log. Written down here: what is in the record stays as it is.
  private static String action(Event.OfDesk event) {
    return switch (event) {
      case Event.ConversationClaimed _ -> "conversation-claimed";
      case Event.ConversationAssigned _ -> "conversation-assigned";
      case Event.OperatorReplied _ -> "operator-replied";
      case Event.NoteWritten _ -> "note-written";
      case Event.TransferOffered _ -> "transfer-offered";
      case Event.TransferAccepted _ -> "transfer-accepted";
      case Event.TransferDeclined _ -> "transfer-declined";
      case Event.ConversationReleased _ -> "conversation-released";
      case Event.ConversationClosed _ -> "conversation-closed";
      case Event.OperatorVanished _ -> "operator-vanished";
      case Event.AppealRegistered _ -> "appeal-registered";
      case Event.ReadingCorrected _ -> "reading-corrected";
    };
  }

  /// What belongs to it, without anybody's words.
  private static String detail(Event.OfDesk event) {
    return switch (event) {
      case Event.ConversationAssigned given -> Rows.clean(given.operator().name());
      case Event.TransferOffered offer -> Rows.clean(offer.to().name());
      case Event.ConversationReleased released -> released.toBot() ? "bot" : "queue";
      case Event.ConversationClosed closed -> closed.forced() ? "forced" : "";
      case Event.AppealRegistered registered -> registered.category();
      case Event.ReadingCorrected corrected ->
          String.join(
              " ",
              Stream.of(
                      corrected.category() == null ? null : Correction.CATEGORY,
                      corrected.street() == null ? null : Correction.ADDRESS)
                  .filter(Objects::nonNull)
                  .toList());
      case Event.ConversationClaimed _,
          Event.OperatorReplied _,
          Event.NoteWritten _,
          Event.TransferAccepted _,
          Event.TransferDeclined _,
          Event.OperatorVanished _ ->
          "";
    };
  }

  private static Optional<Rows.Message> line(TurnTaken turn, Event.OfDesk done) {
    Operator who = who(done);
    return switch (done) {
      // Is among what was said.
      case Event.OperatorReplied _ -> Optional.empty();
      case Event.NoteWritten note ->
          Optional.of(line(turn, Rows.NOTE, Rows.clean(note.text()), who));
      case Event.TransferOffered offer -> {
        String note = Rows.clean(offer.note());
        String words = action(offer) + " " + detail(offer) + (note.isBlank() ? "" : ": " + note);
        yield Optional.of(line(turn, Rows.DESK, words, who));
      }
      default ->
          Optional.of(line(turn, Rows.DESK, (action(done) + " " + detail(done)).strip(), who));
    };
  }

  /// An offer that nobody accepted in time.
  private static Optional<Rows.Message> expired(TurnTaken turn, @Nullable DeskCase shown) {
    return turn.event() instanceof Event.TimerElapsed
            && shown != null
            && shown.mode() instanceof Mode.WithOperator held
            && "expired".equals(held.warning())
        ? Optional.of(line(turn, Rows.DESK, "transfer-expired", null))
        : Optional.empty();
  }

  private static Rows.Message line(
      TurnTaken turn, String kind, String words, @Nullable Operator who) {
    Rows.MessageId id =
        new Rows.MessageId(turn.conversation().value(), turn.turn(), Rows.MessageId.INCOMING);
    return new Rows.Message(
        id,
        kind,
        words,
        turn.at(),
        null,
        null,
        null,
        who == null ? null : new Rows.Author(who.id(), Rows.clean(who.name())));
  }
}
