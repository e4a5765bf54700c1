package ua.holos.bot.conversation;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Who answers the citizen.
public sealed interface Mode {

  /// The bot does.
  record WithBot() implements Mode {}

  /// An operator was called and will; the bot keeps the citizen's place and speaks only of
  /// emergencies, statuses and the queue.
  ///
  /// @param since when this waiting began
  /// @param acknowledged whether a message of the citizen was answered with the place in the queue
  /// @param handOff why, and since when the citizen waits in all
  /// @param toldAt when the citizen was last told their place, null when not yet
  /// @param toldPlace the place that was told, 0 when none was
  /// @param owed what the place is to be told for when it is found, null when only a better one is
  ///   worth telling
  record AwaitingOperator(
      Instant since,
      boolean acknowledged,
      HandOff handOff,
      @Nullable Instant toldAt,
      int toldPlace,
      @Nullable Owed owed)
      implements Mode {
    public AwaitingOperator {
      // A state stored by an older version has none.
      handOff = Objects.requireNonNullElse(handOff, new HandOff("asked", since, false, null));
    }

    /// Why the citizen is to hear their place.
    public enum Owed {
      /// The operator was called just now.
      CALLED,
      /// The operator who answered had to go.
      AGAIN,
      /// They wrote something.
      WROTE,
      /// They asked for it.
      ASKED
    }

    static AwaitingOperator begun(Instant at, HandOff handOff, @Nullable Owed owed) {
      return new AwaitingOperator(at, false, handOff, null, 0, owed);
    }

    AwaitingOperator owing(Owed why) {
      return new AwaitingOperator(since, true, handOff, toldAt, toldPlace, why);
    }

    AwaitingOperator told(Instant at, int place) {
      return new AwaitingOperator(since, acknowledged, handOff, at, place, null);
    }

    /// The same without a word: what is better from now on is worth telling.
    AwaitingOperator at(int place) {
      return new AwaitingOperator(since, acknowledged, handOff, toldAt, place, owed);
    }

    AwaitingOperator ahead(String reason) {
      HandOff front = new HandOff(reason, handOff.calledAt(), true, handOff.wanted());
      return new AwaitingOperator(since, acknowledged, front, toldAt, toldPlace, owed);
    }
  }

  /// An operator holds the conversation; the bot doesn't speak.
  ///
  /// @param since when this operator took it
  /// @param introduced whether the citizen has read the operator's name
  /// @param unansweredSince when the citizen wrote what wasn't answered yet, null when all was
  /// @param danger the service that a message in the meantime called for, null when none did
  /// @param transfer an offer that waits for its answer, null when there is none
  /// @param warning what the operator must know of a transfer: `declined`, `expired`; null when
  ///   nothing
  record WithOperator(
      Operator operator,
      Instant since,
      HandOff handOff,
      boolean introduced,
      @Nullable Instant unansweredSince,
      @Nullable String danger,
      @Nullable Transfer transfer,
      @Nullable String warning)
      implements Mode {

    /// Just taken; what waited unanswered still does.
    static WithOperator taken(Operator operator, Instant at, HandOff handOff) {
      return new WithOperator(operator, at, handOff.wanting(null), false, at, null, null, null);
    }

    boolean heldBy(Operator one) {
      return operator.id().equals(one.id());
    }

    WithOperator unanswered(Instant at, @Nullable String newDanger) {
      return new WithOperator(
          operator,
          since,
          handOff,
          introduced,
          unansweredSince == null ? at : unansweredSince,
          newDanger == null ? danger : newDanger,
          transfer,
          warning);
    }

    WithOperator answered() {
      return new WithOperator(operator, since, handOff, true, null, null, transfer, warning);
    }

    WithOperator offering(Transfer offer) {
      return new WithOperator(
          operator, since, handOff, introduced, unansweredSince, danger, offer, null);
    }

    WithOperator offerBack(@Nullable String newWarning) {
      return new WithOperator(
          operator, since, handOff, introduced, unansweredSince, danger, null, newWarning);
    }
  }
}
