package ua.holos.bot.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.conversation.Mode.AwaitingOperator;
import ua.holos.bot.conversation.Mode.AwaitingOperator.Owed;
import ua.holos.bot.message.Priority;

/// Calling an operator, what the citizen hears while they wait, and returning to the bot. The form
/// keeps its place meanwhile.
final class Operators {
  /// The timer by which it is looked whether somebody who waits has come further.
  static final String QUEUE = "queue";

  /// How often whoever waits hears of the queue, at most.
  private static final Duration TOLD_AGAIN = Duration.ofMinutes(5);

  /// How often whoever writes at night hears when operators are there.
  private static final Duration HOURS_TOLD_AGAIN = Duration.ofHours(1);

  private final Questions questions;
  private final FormDialogue form;

  Operators(Questions questions, FormDialogue form) {
    this.questions = questions;
    this.form = form;
  }

  static boolean open(Turn turn) {
    return turn.setting.policy().operators().open(turn.at);
  }

  /// Calls an operator, at any time: the person wants one, or needs one; `reason` as in [HandOff].
  void call(Turn turn, String reason) {
    if (turn.held()) {
      return;
    }
    boolean front = reason.equals("distress") || reason.equals("emergency-unsure");
    if (turn.mode instanceof AwaitingOperator waiting) {
      if (front && !waiting.handOff().reason().equals("distress")) {
        turn.mode = waiting.ahead(reason);
      }
      find(turn, Owed.ASKED);
      return;
    }
    HandOff handOff = new HandOff(reason, turn.at, front, null);
    turn.mode = AwaitingOperator.begun(turn.at, handOff, Owed.CALLED);
    turn.effect(new Effect.CallOperator(reason));
    turn.misunderstood = 0;
    if (open(turn)) {
      // The place comes with the answer to the call.
      lookAgain(turn);
    } else {
      hours(turn, "operator.closed");
      lookAtOpening(turn);
    }
  }

  /// Calls an operator for a reason that the bot itself finds, and says so; when there is none now,
  /// one is only offered, and the bot goes on.
  void callOrOffer(Turn turn, String reason, String callingKey, String offerKey) {
    if (turn.held()) {
      return;
    }
    if (open(turn) && !(turn.mode instanceof AwaitingOperator)) {
      turn.reply(turn.words(callingKey), back(turn).rows(), Priority.REPLY);
      call(turn, reason);
    } else {
      offer(turn, offerKey);
    }
  }

  /// A message that waits for the operator: acknowledged, but not each of them.
  void noted(Turn turn, AwaitingOperator waiting) {
    Instant told = waiting.toldAt();
    Duration pause = open(turn) ? TOLD_AGAIN : HOURS_TOLD_AGAIN;
    boolean lately = told != null && turn.at.isBefore(told.plus(pause));
    if (!waiting.acknowledged() || !lately) {
      find(turn, Owed.WROTE);
    }
  }

  /// Whoever waits asks how long it will be.
  void asked(Turn turn) {
    find(turn, Owed.ASKED);
  }

  private void find(Turn turn, Owed why) {
    if (!(turn.mode instanceof AwaitingOperator waiting)) {
      return;
    }
    Owed owed = waiting.owed();
    if (!open(turn)) {
      turn.mode = waiting.owing(why);
      hours(turn, why == Owed.WROTE ? "operator.noted-closed" : "operator.hours");
    } else if (owed == null) {
      turn.mode = waiting.owing(why);
      turn.effect(new Effect.FindQueuePlace());
    } else if (owed == Owed.WROTE) {
      // The answer is on its way.
      turn.mode = waiting.owing(why);
    }
  }

  /// Says when operators are there, and what can be done at once.
  private static void hours(Turn turn, String key) {
    Map<String, String> when = Map.of("when", OpeningWords.next(turn));
    turn.reply(
        turn.words(key, when),
        back(turn).rows(),
        Priority.REPLY,
        turn.brief("operator.hours", when));
    if (turn.mode instanceof AwaitingOperator waiting) {
      turn.mode = waiting.told(turn.at, 0);
    }
  }

  private static void lookAgain(Turn turn) {
    turn.effect(new Effect.SetTimer(QUEUE, turn.at.plus(TOLD_AGAIN)));
  }

  private static void lookAtOpening(Turn turn) {
    Instant opening = turn.setting.policy().operators().nextOpening(turn.at);
    if (opening != null) {
      turn.effect(new Effect.SetTimer(QUEUE, opening));
    }
  }

  /// Time has passed for somebody who waits.
  void elapsed(Turn turn) {
    if (!(turn.mode instanceof AwaitingOperator waiting)) {
      return;
    }
    if (open(turn)) {
      turn.effect(new Effect.FindQueuePlace());
      lookAgain(turn);
      return;
    }
    lookAtOpening(turn);
    if (waiting.toldPlace() > 0 && Newsroom.awake(turn)) {
      // The operators have gone home, and somebody sits there and waits.
      hours(turn, "operator.closed");
    }
  }

  /// Tells the citizen how the queue is: where they wait to hear it, or it has become better.
  void placed(Turn turn, Event.QueuePlaceFound found) {
    if (!(turn.mode instanceof AwaitingOperator waiting) || found.place() < 1 || !open(turn)) {
      return;
    }
    Owed owed = waiting.owed();
    if (owed == null) {
      boolean better = waiting.toldPlace() > 0 && found.place() < waiting.toldPlace();
      boolean night = turn.setting.policy().quiet().at(turn.at) && !Newsroom.awake(turn);
      if (!better || night) {
        turn.mode = waiting.toldPlace() == 0 ? waiting.at(found.place()) : waiting;
        return;
      }
    }
    turn.mode = waiting.told(turn.at, found.place());
    List<String> words = new ArrayList<>();
    String begins = begins(owed, waiting.handOff());
    if (begins != null) {
      words.add(turn.words(begins));
    }
    Integer minutes = found.staffed() ? found.minutes() : null;
    Map<String, Object> arguments =
        minutes == null
            ? Map.of("place", found.place())
            : Map.of("place", found.place(), "minutes", Math.max(1, minutes));
    String key = minutes == null ? "queue.now-unknown" : "queue.now";
    words.add(turn.words(key, arguments));
    if (owed == Owed.CALLED || owed == Owed.AGAIN) {
      words.add(turn.words("queue.meanwhile"));
    }
    turn.reply(
        String.join(" ", words), back(turn).rows(), Priority.REPLY, turn.brief(key, arguments));
  }

  private static @Nullable String begins(@Nullable Owed owed, HandOff handOff) {
    return switch (owed) {
      case CALLED -> handOff.front() ? "queue.front" : "queue.called";
      case AGAIN -> "queue.again";
      case WROTE -> "operator.noted";
      case ASKED -> null;
      case null -> null;
    };
  }

  /// Back into the queue; `handOff` keeps the place.
  ///
  /// @param introduced whether the citizen knows that an operator had answered: only then there is
  ///   something to explain
  void queue(Turn turn, HandOff handOff, boolean introduced) {
    turn.mode = AwaitingOperator.begun(turn.at, handOff, introduced ? Owed.AGAIN : null);
    turn.effect(new Effect.CallOperator(handOff.reason()));
    if (open(turn)) {
      lookAgain(turn);
    } else {
      if (introduced) {
        hours(turn, "operator.closed");
      }
      lookAtOpening(turn);
    }
  }

  /// Back to the bot, exactly where it was.
  void dismiss(Turn turn) {
    if (turn.mode instanceof AwaitingOperator) {
      turn.mode = new Mode.WithBot();
      turn.effect(new Effect.DismissOperator());
    }
    backToBot(turn);
  }

  /// The bot speaks again, and goes on where it was.
  void backToBot(Turn turn) {
    boolean next = turn.draft == null && turn.asked == null && !turn.waiting.isEmpty();
    turn.say(turn.asked == null && !next ? "operator.back-idle" : "operator.back");
    if (next) {
      form.nextWaiting(turn);
    } else {
      questions.again(turn);
    }
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
