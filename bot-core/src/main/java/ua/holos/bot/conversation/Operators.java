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
    if (turn.held()) {
      return;
    }
    boolean already = turn.mode instanceof Mode.AwaitingOperator;
    if (!already) {
      turn.mode =
          Mode.AwaitingOperator.begun(
              turn.at, new HandOff(reason, turn.at, reason.equals("distress"), null));
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
      turn.mode =
          new Mode.AwaitingOperator(
              mode.since(), true, mode.handOff(), mode.toldAt(), mode.toldPlace());
      turn.reply(turn.words("operator.noted"), back(turn).rows(), Priority.REPLY);
    }
  }

  /// Tells the citizen how the queue is.
  void placed(Turn turn, Event.QueuePlaceFound found) {
    // Filled in with the queue's own words.
  }

  /// Into the queue without a word to the citizen; `handOff` keeps the place.
  void queue(Turn turn, HandOff handOff) {
    turn.mode = Mode.AwaitingOperator.begun(turn.at, handOff);
    turn.effect(new Effect.CallOperator(handOff.reason()));
  }

  /// Back to the bot, exactly where it was.
  void dismiss(Turn turn) {
    if (turn.mode instanceof Mode.AwaitingOperator) {
      turn.mode = new Mode.WithBot();
      turn.effect(new Effect.DismissOperator());
    }
    backToBot(turn);
  }

  /// The bot speaks again, and goes on where it was.
  void backToBot(Turn turn) {
    turn.say(turn.asked == null ? "operator.back-idle" : "operator.back");
    questions.again(turn);
  }

  /// An operator has settled the matter.
  void closed(Turn turn, Event.ConversationClosed closed) {
    turn.say("operator.closed-by-operator");
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
