package ua.holos.bot.conversation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.conversation.DeskAnswer.Outcome;
import ua.holos.bot.form.Draft;
import ua.holos.bot.form.Extras;
import ua.holos.bot.form.Place;
import ua.holos.bot.form.Problem;
import ua.holos.bot.message.Reply;

/// What operators do. All of it comes through the conversation's one row of events, so that of two
/// who take it at the same moment one is first, and the other learns who it is.
final class Desk {
  /// The timer of an offered transfer.
  static final String TRANSFER = "transfer";

  private final Operators operators;
  private final Newsroom newsroom;
  private final Questions questions;
  private final Ratings ratings;

  Desk(Operators operators, Newsroom newsroom, Questions questions, Ratings ratings) {
    this.operators = operators;
    this.newsroom = newsroom;
    this.questions = questions;
    this.ratings = ratings;
  }

  void act(Turn turn, Event.OfDesk event) {
    Outcome outcome =
        switch (event) {
          case Event.ConversationClaimed claim -> claimed(turn, claim);
          case Event.ConversationAssigned given -> assigned(turn, given);
          case Event.OperatorReplied reply -> replied(turn, reply);
          case Event.NoteWritten _ -> Outcome.DONE;
          case Event.TransferOffered offer -> offered(turn, offer);
          case Event.TransferAccepted accepted -> accepted(turn, accepted);
          case Event.TransferDeclined declined -> declined(turn, declined);
          case Event.ConversationReleased released -> released(turn, released);
          case Event.ConversationClosed closed -> closed(turn, closed);
          case Event.OperatorVanished vanished -> vanished(turn, vanished);
          case Event.AppealRegistered registered -> registered(turn, registered);
          case Event.ReadingCorrected corrected -> corrected(turn, corrected);
        };
    Operator holder = turn.mode instanceof Mode.WithOperator held ? held.operator() : null;
    turn.answer = new Effect.AnswerDesk(event.request(), new DeskAnswer(outcome, holder));
  }

  private static Outcome claimed(Turn turn, Event.ConversationClaimed claim) {
    return switch (turn.mode) {
      case Mode.AwaitingOperator waiting -> {
        take(turn, claim.operator(), waiting.handOff());
        yield Outcome.DONE;
      }
      case Mode.WithBot _ -> {
        takeOver(turn, claim.operator());
        yield Outcome.DONE;
      }
      case Mode.WithOperator held -> {
        if (!held.heldBy(claim.operator()) && !offeredTo(held, claim.operator())) {
          yield Outcome.HELD;
        }
        if (!held.heldBy(claim.operator())) {
          // To take what was offered to oneself by name is to accept it.
          hand(turn, held, claim.operator());
        }
        yield Outcome.DONE;
      }
    };
  }

  private static boolean offeredTo(Mode.WithOperator held, Operator operator) {
    Transfer offer = held.transfer();
    return offer != null
        && offer.to().kind() == Destination.Kind.OPERATOR
        && !offer.to().excludes(operator);
  }

  private static Outcome assigned(Turn turn, Event.ConversationAssigned given) {
    return switch (turn.mode) {
      case Mode.AwaitingOperator waiting -> {
        take(turn, given.operator(), waiting.handOff());
        yield Outcome.DONE;
      }
      case Mode.WithBot _ -> {
        if (given.by() == null) {
          yield Outcome.NOT_WAITING;
        }
        takeOver(turn, given.operator());
        yield Outcome.DONE;
      }
      case Mode.WithOperator held -> {
        if (given.by() == null) {
          yield Outcome.NOT_WAITING;
        }
        if (!held.heldBy(given.operator())) {
          hand(turn, held, given.operator());
        }
        yield Outcome.DONE;
      }
    };
  }

  private static void take(Turn turn, Operator operator, HandOff handOff) {
    turn.mode = Mode.WithOperator.taken(operator, turn.at, handOff);
    turn.misunderstood = 0;
  }

  /// Out of the bot's hands, unasked.
  private static void takeOver(Turn turn, Operator operator) {
    HandOff handOff = new HandOff("taken-over", turn.at, false, null);
    turn.effect(new Effect.CallOperator(handOff.reason()));
    take(turn, operator, handOff);
  }

  /// From one operator to the next: what wasn't answered yet still isn't.
  private static void hand(Turn turn, Mode.WithOperator held, Operator next) {
    if (held.transfer() != null) {
      turn.effect(new Effect.CancelTimer(TRANSFER));
    }
    turn.mode =
        new Mode.WithOperator(
            next,
            turn.at,
            held.handOff(),
            false,
            held.unansweredSince(),
            held.danger(),
            null,
            null);
  }

  private static Outcome replied(Turn turn, Event.OperatorReplied reply) {
    if (!(turn.mode instanceof Mode.WithOperator held)) {
      return Outcome.NOT_HELD;
    }
    if (!held.heldBy(reply.operator())) {
      return Outcome.HELD;
    }
    String text = reply.text().strip();
    if (text.isEmpty() && reply.attachments().isEmpty()) {
      // Nothing was said, and so nothing is answered.
      return Outcome.DONE;
    }
    if (!held.introduced()) {
      String signature = turn.words("operator.signature", Map.of("name", reply.operator().name()));
      text = text.isEmpty() ? signature : signature + "\n" + text;
    }
    Terms terms = new Terms(null, false, true, false, null, turn.person.heardAt());
    turn.effect(
        new Effect.SendMessage(
            Reply.of(reply.operator().name(), text, reply.attachments()), terms));
    turn.mode = held.answered();
    return Outcome.DONE;
  }

  private static Outcome offered(Turn turn, Event.TransferOffered offer) {
    if (!(turn.mode instanceof Mode.WithOperator held)) {
      return Outcome.NOT_HELD;
    }
    if (!held.heldBy(offer.operator())) {
      return Outcome.HELD;
    }
    if (offer.to().kind() == Destination.Kind.OPERATOR && !offer.to().excludes(offer.operator())) {
      return Outcome.NOT_FOR_YOU;
    }
    turn.mode =
        held.offering(new Transfer(offer.request(), offer.to(), offer.note(), offer.until()));
    turn.effect(new Effect.SetTimer(TRANSFER, offer.until()));
    return Outcome.DONE;
  }

  private static Outcome accepted(Turn turn, Event.TransferAccepted accepted) {
    if (!(turn.mode instanceof Mode.WithOperator held) || held.transfer() == null) {
      return Outcome.NO_TRANSFER;
    }
    if (held.transfer().to().excludes(accepted.operator()) || held.heldBy(accepted.operator())) {
      return Outcome.NOT_FOR_YOU;
    }
    hand(turn, held, accepted.operator());
    return Outcome.DONE;
  }

  private static Outcome declined(Turn turn, Event.TransferDeclined declined) {
    if (!(turn.mode instanceof Mode.WithOperator held) || held.transfer() == null) {
      return Outcome.NO_TRANSFER;
    }
    boolean takenBack = held.heldBy(declined.operator());
    // Somebody else of the same skill or department may still accept.
    if (!takenBack
        && (held.transfer().to().kind() != Destination.Kind.OPERATOR
            || held.transfer().to().excludes(declined.operator()))) {
      return Outcome.NOT_FOR_YOU;
    }
    turn.mode = held.offerBack(takenBack ? null : "declined");
    turn.effect(new Effect.CancelTimer(TRANSFER));
    return Outcome.DONE;
  }

  /// Nobody accepted in time.
  void transferExpired(Turn turn) {
    if (turn.mode instanceof Mode.WithOperator held
        && held.transfer() != null
        && !turn.at.isBefore(held.transfer().until())) {
      turn.mode = held.offerBack("expired");
    }
  }

  private Outcome released(Turn turn, Event.ConversationReleased released) {
    if (!(turn.mode instanceof Mode.WithOperator held)) {
      return Outcome.NOT_HELD;
    }
    if (!held.heldBy(released.operator())) {
      return Outcome.HELD;
    }
    letGo(turn, held);
    if (released.toBot()) {
      turn.mode = new Mode.WithBot();
      newsroom.tellHeld(turn);
      operators.backToBot(turn);
    } else {
      operators.queue(turn, held.handOff(), held.introduced());
    }
    return Outcome.DONE;
  }

  private Outcome closed(Turn turn, Event.ConversationClosed closed) {
    Mode.WithOperator was = null;
    switch (turn.mode) {
      case Mode.WithBot _ -> {
        return Outcome.NOT_HELD;
      }
      case Mode.AwaitingOperator _ -> {
        if (!closed.forced()) {
          return Outcome.NOT_HELD;
        }
      }
      case Mode.WithOperator held -> {
        if (!closed.forced() && !held.heldBy(closed.operator())) {
          return Outcome.HELD;
        }
        letGo(turn, held);
        was = held;
      }
    }
    turn.mode = new Mode.WithBot();
    newsroom.tellHeld(turn);
    // Last, so that a number typed after it is the mark that was asked for.
    ratings.closed(turn, was);
    return Outcome.DONE;
  }

  private Outcome vanished(Turn turn, Event.OperatorVanished vanished) {
    if (!(turn.mode instanceof Mode.WithOperator held)
        || !held.heldBy(vanished.operator())
        || held.since().isAfter(vanished.since())) {
      return Outcome.NOT_HELD;
    }
    letGo(turn, held);
    operators.queue(turn, held.handOff().ahead(), held.introduced());
    return Outcome.DONE;
  }

  private static void letGo(Turn turn, Mode.WithOperator held) {
    if (held.transfer() != null) {
      turn.effect(new Effect.CancelTimer(TRANSFER));
    }
  }

  /// Whether an operator may act on the conversation's matter: nobody else holds it.
  private static @Nullable Outcome refusal(Turn turn, Operator operator) {
    return switch (turn.mode) {
      case Mode.WithOperator held -> held.heldBy(operator) ? null : Outcome.HELD;
      case Mode.AwaitingOperator _, Mode.WithBot _ -> Outcome.NOT_HELD;
    };
  }

  private Outcome registered(Turn turn, Event.AppealRegistered registered) {
    Outcome refusal = refusal(turn, registered.operator());
    if (refusal != null) {
      return refusal;
    }
    Draft current = turn.draft;
    Draft begun = current == null ? turn.begin() : current;
    Problem problem =
        begun
            .problem()
            .onlySaying(registered.request(), registered.description())
            .ofCategory(registered.category());
    Place place =
        new Place(
            registered.street(),
            null,
            false,
            List.of(),
            false,
            registered.house(),
            Place.HouseCheck.FINE,
            registered.place(),
            registered.point(),
            null,
            0);
    Extras extras = begun.extras().withoutAttachments().attaching(registered.attachments());
    for (var detail : registered.details().entrySet()) {
      extras = extras.with(detail.getKey(), detail.getValue());
    }
    Draft draft = begun.with(problem).with(place).with(extras);
    turn.effect(
        new Effect.FileAppeal(
            Filings.appeal(
                turn, draft, registered.phone(), registered.name(), Filings.BY_OPERATOR)));
    turn.filings.add(new Filing(draft, true));
    if (current != null) {
      turn.draft = null;
      turn.effect(new Effect.CancelTimer(Reminders.REMINDER));
    }
    questions.await(turn);
    return Outcome.DONE;
  }

  private Outcome corrected(Turn turn, Event.ReadingCorrected corrected) {
    Outcome refusal = refusal(turn, corrected.operator());
    if (refusal != null) {
      return refusal;
    }
    Draft draft = turn.draft;
    if (draft == null) {
      draft = turn.begin();
      if (!corrected.text().isBlank()) {
        draft = draft.with(draft.problem().onlySaying(corrected.request(), corrected.text()));
      }
    }
    if (corrected.category() != null) {
      draft = draft.with(draft.problem().ofCategory(corrected.category()));
    }
    if (corrected.street() != null) {
      draft =
          draft.with(
              draft
                  .place()
                  .on(corrected.street())
                  .house(corrected.house(), Place.HouseCheck.ACCEPTED));
    }
    turn.draft = draft.with(draft.course().touched(turn.at));
    questions.await(turn);
    return Outcome.DONE;
  }
}
