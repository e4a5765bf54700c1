package ua.holos.bot.conversation;

import ua.holos.bot.message.Priority;

/// Calling an operator, and returning to the bot. The form keeps its place meanwhile.
final class Operators {
  private final Questions questions;

  Operators(Questions questions) {
    this.questions = questions;
  }

  /// Calls an operator; `reason` is `asked`, `misunderstood` or `distress`.
  void call(Turn turn, String reason) {
    boolean already = turn.mode instanceof Mode.AwaitingOperator;
    if (!already) {
      turn.mode = new Mode.AwaitingOperator(turn.at, false);
      turn.effect(new Effect.CallOperator(reason));
      turn.misunderstood = 0;
    }
    String key;
    if (already) {
      key = "operator.already";
    } else {
      key = turn.setting.policy().operators().open(turn.at) ? "operator.called" : "operator.closed";
    }
    turn.reply(turn.words(key), back(turn).rows(), Priority.REPLY);
  }

  /// A message that waits for the operator: acknowledged once.
  void noted(Turn turn, Mode.AwaitingOperator mode) {
    if (!mode.acknowledged()) {
      turn.mode = new Mode.AwaitingOperator(mode.since(), true);
      turn.reply(turn.words("operator.noted"), back(turn).rows(), Priority.REPLY);
    }
  }

  /// Back to the bot, exactly where it was.
  void dismiss(Turn turn) {
    if (turn.mode instanceof Mode.AwaitingOperator) {
      turn.mode = new Mode.WithBot();
      turn.effect(new Effect.DismissOperator());
    }
    turn.say(turn.asked == null ? "operator.back-idle" : "operator.back");
    questions.again(turn);
  }

  /// Says something together with the offer of an operator, and asks once more what is open.
  void offer(Turn turn, String key) {
    if (turn.asked == null) {
      turn.reply(
          turn.words(key),
          new Buttons(turn).row(Tap.of(Tap.Verb.OPERATOR), "button.operator").rows(),
          Priority.REPLY);
    } else {
      turn.say(key);
      turn.withButton(Tap.of(Tap.Verb.OPERATOR), "button.operator");
      questions.again(turn);
    }
  }

  private static Buttons back(Turn turn) {
    return new Buttons(turn).row(Tap.of(Tap.Verb.BOT), "button.bot");
  }
}
