package ua.holos.bot.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.form.Draft;
import ua.holos.bot.form.Place.HouseCheck;
import ua.holos.bot.form.Question;
import ua.holos.bot.understanding.Intent;
import ua.holos.bot.understanding.Understanding;

/// Messages that say one thing: yes, no, cancel, back, skip, a human please. As whole words of the
/// wording, as intents, and as commands they end here.
final class Words {
  private final FormDialogue form;
  private final Questions questions;
  private final Taps taps;
  private final Filings filings;
  private final Statuses statuses;
  private final Operators operators;
  private final OwnAppeals appeals;
  private final Channels channels;

  Words(
      FormDialogue form,
      Questions questions,
      Taps taps,
      Filings filings,
      Statuses statuses,
      Operators operators,
      OwnAppeals appeals,
      Channels channels) {
    this.form = form;
    this.questions = questions;
    this.taps = taps;
    this.filings = filings;
    this.statuses = statuses;
    this.operators = operators;
    this.appeals = appeals;
    this.channels = channels;
  }

  /// Acts on a word.
  ///
  /// @return false when it means nothing at this point of the dialogue
  boolean act(Turn turn, Word word) {
    return switch (word) {
      case YES -> yes(turn);
      case NO -> no(turn);
      case SKIP -> skip(turn);
      case UNKNOWN -> turn.asked instanceof Question.WhichDetail && skip(turn);
      case CANCEL -> {
        cancel(turn);
        yield true;
      }
      case BACK -> {
        form.back(turn);
        yield true;
      }
      case START -> {
        start(turn);
        yield true;
      }
      case RESTART -> {
        restart(turn);
        yield true;
      }
      case HELP -> say(turn, "help");
      case MY_APPEALS -> {
        appeals.list(turn);
        questions.again(turn);
        yield true;
      }
      case HUMAN -> {
        operators.call(turn, "asked");
        yield true;
      }
      case BOT -> {
        operators.dismiss(turn);
        yield true;
      }
      case THANKS -> say(turn, "chat.thanks");
      case GREETING -> say(turn, turn.asked == null ? "chat.greeting" : "chat.greeting-again");
      case GOODBYE -> say(turn, "chat.goodbye");
      case WAIT -> say(turn, "chat.wait");
      case CHANNELS -> {
        channels.show(turn);
        yield true;
      }
      case UNLINK -> channels.pressed(turn, Tap.of(Tap.Verb.UNLINK));
    };
  }

  /// The word that an intent stands for, null when it stands for none.
  static @Nullable Word of(Intent intent) {
    return switch (intent.code()) {
      case "yes" -> Word.YES;
      case "no" -> Word.NO;
      case "cancel" -> Word.CANCEL;
      case "back" -> Word.BACK;
      case "restart" -> Word.RESTART;
      case "help" -> Word.HELP;
      case "human" -> Word.HUMAN;
      default -> null;
    };
  }

  /// Commands with a slash.
  void command(Turn turn, String name) {
    switch (name) {
      case "start" -> start(turn);
      case "help" -> say(turn, "help");
      case "cancel" -> cancel(turn);
      case "back" -> form.back(turn);
      case "channels" -> channels.show(turn);
      case "unlink" -> act(turn, Word.UNLINK);
      case "my", "status" -> act(turn, Word.MY_APPEALS);
      case "operator" -> operators.call(turn, "asked");
      case "language" -> say(turn, "language");
      case "new" -> restart(turn);
      default -> say(turn, "command.unknown");
    }
  }

  /// A question for the status of one's own appeals.
  void status(Turn turn, String text, Understanding read) {
    appeals.show(turn, text, read);
    questions.again(turn);
  }

  /// Says something in between and returns to what was asked.
  boolean say(Turn turn, String key) {
    turn.say(key);
    questions.again(turn);
    return true;
  }

  private boolean yes(Turn turn) {
    Draft draft = turn.draft;
    return switch (turn.asked) {
      case Question.IsItDone(var number) -> {
        statuses.confirmedDone(turn, number);
        yield true;
      }
      case Question.OfChannels question -> channels.yes(turn, question);
      case Question.IsAllRight _ when draft != null -> {
        filings.confirm(turn, draft);
        yield true;
      }
      case Question.IsHouseRight _ when draft != null -> {
        taps.houseIsRight(turn, draft);
        yield true;
      }
      case Question.IsItHere _ when draft != null -> {
        taps.here(turn, draft, true);
        yield true;
      }
      case null -> say(turn, "fine");
      default -> false;
    };
  }

  private boolean no(Turn turn) {
    Draft draft = turn.draft;
    return switch (turn.asked) {
      case Question.IsItDone(var number) -> {
        statuses.notDone(turn, number, "", List.of());
        yield true;
      }
      case Question.OfChannels _ -> channels.declined(turn);
      case Question.WhatIsWrong(var number) -> {
        turn.say("fine");
        statuses.leave(turn, number);
        yield true;
      }
      case Question.IsAllRight _ when draft != null -> {
        turn.asked = new Question.WhatToChange();
        questions.put(turn);
        yield true;
      }
      case Question.IsHouseRight _ when draft != null -> {
        form.edit(
            turn,
            draft.with(draft.place().house(null, HouseCheck.FINE)),
            new Question.WhichHouse());
        yield true;
      }
      case Question.IsItHere _ when draft != null -> {
        taps.here(turn, draft, false);
        yield true;
      }
      case Question.WhichPhone _ when draft != null -> {
        taps.skip(turn, draft);
        yield true;
      }
      case Question.WhichStreet _ when draft != null -> {
        form.proceed(turn, draft.with(draft.place().writeAgain()));
        yield true;
      }
      case Question.WhichCategory _ when draft != null -> {
        form.proceed(turn, draft.with(draft.problem().noneOfThese()));
        yield true;
      }
      case null -> say(turn, "fine");
      default -> false;
    };
  }

  private boolean skip(Turn turn) {
    Question asked = turn.asked;
    String number = asked == null ? null : asked.appeal();
    if (number != null) {
      statuses.later(turn, number);
      return true;
    }
    if (asked instanceof Question.OfChannels) {
      return channels.declined(turn);
    }
    if (turn.draft != null) {
      taps.skip(turn, turn.draft);
      return true;
    }
    return say(turn, "fine");
  }

  private void cancel(Turn turn) {
    Question asked = turn.asked;
    if (asked != null && asked.appeal() != null) {
      turn.say("fine");
      statuses.leave(turn, asked.appeal());
    } else if (asked instanceof Question.OfChannels) {
      var _ = channels.declined(turn);
    } else {
      form.cancel(turn);
    }
  }

  private void start(Turn turn) {
    if (turn.draft != null) {
      say(turn, "start.again");
      return;
    }
    turn.say("start");
    questions.again(turn);
  }

  private void restart(Turn turn) {
    if (turn.draft != null) {
      form.drop(turn);
    }
    turn.waiting.clear();
    turn.asked = null;
    turn.offered = List.of();
    turn.say("restart");
  }
}
