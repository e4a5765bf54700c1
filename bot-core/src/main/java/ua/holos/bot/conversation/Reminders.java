package ua.holos.bot.conversation;

import java.time.Instant;
import java.util.Map;
import ua.holos.bot.form.Draft;
import ua.holos.bot.form.Question;

/// What time does to a draft: a reminder after an hour, once; and the end of it after three days.
final class Reminders {
  static final String REMINDER = "reminder";

  private final Questions questions;

  Reminders(Questions questions) {
    this.questions = questions;
  }

  /// The timer of a draft ran out. When the citizen did something in the meantime, it is set anew.
  void elapsed(Turn turn) {
    Draft draft = turn.draft;
    if (draft == null || draft.course().reminded()) {
      return;
    }
    if (!(turn.mode instanceof Mode.WithBot)) {
      // Not while people have it; it may be left unfinished afterwards.
      turn.effect(
          new Effect.SetTimer(REMINDER, turn.at.plus(turn.setting.policy().reminderAfter())));
      return;
    }
    Instant due = draft.course().touchedAt().plus(turn.setting.policy().reminderAfter());
    if (turn.at.isBefore(due)) {
      turn.effect(new Effect.SetTimer(REMINDER, due));
      return;
    }
    QuietHours quiet = turn.setting.policy().quiet();
    if (quiet.at(turn.at)) {
      turn.effect(new Effect.SetTimer(REMINDER, quiet.end(turn.at)));
      return;
    }
    turn.draft = draft.with(draft.course().wasReminded());
    turn.say("reminder");
    questions.again(turn);
  }

  /// Drops drafts that have waited for too long, and says so, when the citizen comes back.
  void forgetOld(Turn turn) {
    Draft draft = turn.draft;
    if (draft == null) {
      return;
    }
    if (turn.at.isAfter(draft.course().touchedAt().plus(turn.setting.policy().draftKept()))) {
      turn.draft = null;
      turn.waiting.clear();
      Question asked = turn.asked;
      turn.asked = asked == null || asked.ofForm() ? null : asked;
      turn.say("draft.expired", Map.of("hours", turn.setting.policy().draftKept().toHours()));
    }
  }
}
