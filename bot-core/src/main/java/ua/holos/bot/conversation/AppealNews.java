package ua.holos.bot.conversation;

import java.time.Instant;
import ua.holos.bot.appeal.AppealStatus;

/// What the core system says of an appeal and the citizen is to hear.
public sealed interface AppealNews permits Event.StatusChanged, Event.AppealCorrected {

  Instant at();

  String number();

  String updateId();

  /// The department's words, empty when there are none.
  String note();

  /// Only a state or a date: whoever hears a later one has missed nothing. A question, an end, or
  /// the department's words are more.
  default boolean disposable() {
    return switch (this) {
      case Event.AppealCorrected _ -> false;
      case Event.StatusChanged changed -> changed.note().isBlank() && passing(changed.status());
    };
  }

  private static boolean passing(AppealStatus status) {
    return switch (status) {
      case REGISTERED, IN_PROGRESS, POSTPONED, REOPENED -> true;
      case QUESTION, DONE, EXPLAINED, NOT_COMPETENT, CLOSED -> false;
    };
  }
}
