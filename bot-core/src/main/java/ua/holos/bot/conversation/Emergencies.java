package ua.holos.bot.conversation;

import java.util.List;
import ua.holos.bot.understanding.EmergencyService;
import ua.holos.bot.understanding.Intent;
import ua.holos.bot.understanding.Understanding;

/// Danger goes first, in every mode: the answer begins with the number to call.
final class Emergencies {
  static final List<EmergencyService> NAMED =
      List.of(
          EmergencyService.GAS,
          EmergencyService.FIRE,
          EmergencyService.POLICE,
          EmergencyService.MEDICAL,
          EmergencyService.POWER,
          EmergencyService.WATER,
          EmergencyService.LIFT,
          EmergencyService.ROAD_HAZARD,
          EmergencyService.CRISIS_LINE);

  private final Operators operators;

  Emergencies(Operators operators) {
    this.operators = operators;
  }

  /// Whether a message speaks of danger or distress.
  static boolean seen(Understanding read) {
    return read.emergency() != null || read.intent().equals(Intent.DISTRESS);
  }

  /// Answers danger and distress.
  ///
  /// @return whether the message is answered in full, with an operator called
  boolean answered(Turn turn, Understanding read) {
    EmergencyService service = read.emergency();
    if (turn.mode instanceof Mode.WithOperator held) {
      // The bot doesn't speak now: the operator's page shows it.
      String danger =
          read.intent().equals(Intent.DISTRESS)
              ? EmergencyService.CRISIS_LINE.code()
              : service == null ? null : service.code();
      if (danger != null) {
        turn.mode = held.unanswered(turn.at, danger);
      }
      return false;
    }
    boolean distress =
        read.intent().equals(Intent.DISTRESS) || EmergencyService.CRISIS_LINE.equals(service);
    if (distress) {
      turn.say("emergency." + EmergencyService.CRISIS_LINE.code());
      operators.call(turn, "distress");
      return true;
    }
    if (service != null) {
      turn.say(NAMED.contains(service) ? "emergency." + service.code() : "emergency.other");
    }
    return false;
  }

  /// Whether words that may tell of a danger, or not, are to be looked at by a person. An answer to
  /// a department isn't: it goes to the department.
  static boolean unsure(Turn turn, Understanding read) {
    boolean told =
        read.unsure() != null && read.emergency() == null && !Reading.saysNothingNew(read);
    return told && (turn.asked == null || turn.asked.appeal() == null);
  }
}
