package ua.holos.bot.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.conversation.Mode.WithOperator;
import ua.holos.bot.form.Question;
import ua.holos.bot.message.Content;
import ua.holos.bot.message.Priority;

/// How the conversation with an operator was, from 1 to 5: asked once when the operator closes it,
/// answered by one tap. Anything else that is written is a new message, and the question is gone.
final class Ratings {
  private static final int BEST = 5;

  /// The worst ones, after which something should be done.
  private static final int BAD = 2;

  /// Says that the conversation is over, and asks where an answer can be expected.
  ///
  /// @param held how the operator held it, null when it was closed out of the queue
  void closed(Turn turn, @Nullable WithOperator held) {
    if (held == null || !held.introduced() || !asks(turn, held)) {
      turn.say("operator.closed-by-operator");
      return;
    }
    // Asked before and never answered: it is one question all the same.
    Question before = turn.asked instanceof Question.HowWasIt(var earlier) ? earlier : turn.asked;
    turn.asked = new Question.HowWasIt(before);
    turn.reply(
        turn.words("operator.closed-by-operator") + "\n\n" + turn.words("rating.ask"),
        new Buttons(turn).numbers(Tap.Verb.RATE, BEST).rows(),
        Priority.REPLY,
        turn.words("rating.ask" + WordingKeys.BRIEF));
  }

  private static boolean asks(Turn turn, WithOperator held) {
    boolean oneWay = turn.setting.policy().oneWay().contains(turn.id().contact().scheme());
    // Whoever was in distress isn't asked for marks.
    return !oneWay && !turn.person.stopped() && !held.handOff().reason().equals("distress");
  }

  /// Makes way for whatever was sent, unless it is the answer.
  void makeWay(Turn turn, Content content) {
    if (!(turn.asked instanceof Question.HowWasIt(var before))) {
      return;
    }
    String payload =
        switch (content) {
          case Content.Choice choice -> choice.payload();
          case Content.Text(var text) -> Taps.meant(turn, text);
          case Content.Media _,
              Content.Location _,
              Content.SharedContact _,
              Content.Command _,
              Content.Unsupported _ ->
              null;
        };
    Tap tap = payload == null ? null : Tap.read(payload);
    if (tap == null || tap.verb() != Tap.Verb.RATE) {
      leave(turn, before);
    }
  }

  /// A mark was given.
  ///
  /// @return whether it was asked for
  boolean rated(Turn turn, Tap tap) {
    if (!(turn.asked instanceof Question.HowWasIt(var before)) || !tap.target().matches("[1-5]")) {
      return false;
    }
    int rating = Integer.parseInt(tap.target());
    turn.effect(new Effect.KeepRating(rating));
    leave(turn, before);
    if (rating <= BAD) {
      turn.reply(
          turn.words("rating.bad"),
          new Buttons(turn).row(Tap.of(Tap.Verb.OPERATOR), "button.operator").rows(),
          Priority.REPLY,
          turn.words("rating.bad" + WordingKeys.BRIEF));
    } else {
      turn.say("rating.thanks");
    }
    return true;
  }

  /// What waited for an answer before does so again, without a word, if it still makes sense.
  private static void leave(Turn turn, @Nullable Question before) {
    boolean gone =
        before != null
            && (before.ofForm()
                ? turn.draft == null
                : before.appeal() != null && turn.appeal(before.appeal()) == null);
    turn.asked = gone ? null : before;
    turn.offered = List.of();
  }
}
