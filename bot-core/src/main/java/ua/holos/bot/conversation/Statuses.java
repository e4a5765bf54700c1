package ua.holos.bot.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.AppealStatus;
import ua.holos.bot.form.Question;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.Priority;

/// Changes of filed appeals: takes up each once, and the answers to what was told of them.
final class Statuses {
  /// Whoever had to give an appeal back this often should talk to a person.
  private static final int TOO_OFTEN = 3;

  private final Questions questions;
  private final Newsroom newsroom;
  private final Operators operators;

  Statuses(Questions questions, Newsroom newsroom, Operators operators) {
    this.questions = questions;
    this.newsroom = newsroom;
    this.operators = operators;
  }

  void changed(Turn turn, Event.StatusChanged event) {
    OwnAppeal appeal = known(turn, event.number(), event.expectedAt());
    if (appeal.updates().contains(event.updateId())) {
      return;
    }
    OwnAppeal seen = appeal.seen(event.updateId());
    boolean late = event.at().isBefore(appeal.statusAt());
    if (late) {
      turn.remember(seen);
      return;
    }
    if (event.status() == appeal.status() && event.note().isBlank() && !another(event, appeal)) {
      // Nothing to tell, and so nothing that makes what was told before out of date.
      turn.remember(seen.now(event.status(), appeal.statusAt(), event.expectedAt()));
      return;
    }
    turn.remember(seen.now(event.status(), event.at(), event.expectedAt()).news(false));
    newsroom.tell(turn, event);
  }

  /// Whether an appeal is put off once more, to another date.
  private static boolean another(Event.StatusChanged event, OwnAppeal appeal) {
    return event.status() == AppealStatus.POSTPONED
        && event.expectedAt() != null
        && !event.expectedAt().equals(appeal.due());
  }

  private static OwnAppeal known(Turn turn, String number, @Nullable Instant due) {
    OwnAppeal appeal = turn.appeal(number);
    return appeal != null
        ? appeal
        : new OwnAppeal(
            number, 0, "", "", AppealStatus.REGISTERED, due, Instant.EPOCH, List.of(), false);
  }

  /// The department corrected an appeal: it is shown so from now on, and the citizen is told, who
  /// may know better.
  void corrected(Turn turn, Event.AppealCorrected event) {
    OwnAppeal appeal = known(turn, event.number(), null);
    if (appeal.updates().contains(event.updateId())) {
      return;
    }
    turn.remember(appeal.seen(event.updateId()).corrected(event.category(), event.address()));
    if (event.category() != null || event.address() != null) {
      newsroom.tell(turn, event);
    }
  }

  void confirmedDone(Turn turn, String number) {
    newsroom.seen(turn, number);
    turn.say("done.thanks", Map.of("number", number));
    leave(turn, number);
  }

  /// The citizen says that it isn't done: the same appeal goes back to work at once; words or a
  /// photo may follow as a comment.
  void notDone(Turn turn, String number, String comment, List<Attachment> attachments) {
    newsroom.seen(turn, number);
    OwnAppeal appeal = turn.appeal(number);
    if (appeal != null && appeal.status() == AppealStatus.REOPENED) {
      turn.say("reopen.already", Map.of("number", number));
      leave(turn, number);
      return;
    }
    turn.effect(new Effect.ReopenAppeal(number, comment, attachments));
    OwnAppeal again = appeal == null ? null : appeal.reopened(turn.at);
    if (again != null) {
      turn.remember(again);
    }
    turn.say("reopen.done", Map.of("number", number));
    if (again != null && again.reopened() >= TOO_OFTEN && turn.mode instanceof Mode.WithBot) {
      if (turn.asked != null && number.equals(turn.asked.appeal())) {
        turn.asked = null;
        turn.offered = List.of();
        questions.await(turn);
      }
      operators.callOrOffer(turn, "reopened", "reopen.third", "reopen.third-offer");
      return;
    }
    boolean silent = comment.isEmpty() && attachments.isEmpty();
    boolean free = turn.asked == null || !turn.asked.ofForm();
    if (silent && free) {
      turn.asked = new Question.WhatIsWrong(number);
      questions.again(turn);
    } else {
      leave(turn, number);
    }
  }

  /// The citizen's words or photos for an appeal: an answer to the department, or a remark.
  void comment(Turn turn, String number, String comment, List<Attachment> attachments) {
    newsroom.seen(turn, number);
    turn.effect(new Effect.CommentAppeal(number, comment, attachments));
    turn.say("comment.sent", Map.of("number", number));
    if (turn.asked instanceof Question.IsItDone) {
      questions.again(turn);
    } else {
      leave(turn, number);
    }
  }

  /// Leaves a question about an appeal without an answer; the department's can be answered later.
  void later(Turn turn, String number) {
    newsroom.seen(turn, number);
    OwnAppeal appeal = turn.appeal(number);
    Buttons buttons = new Buttons(turn);
    if (appeal != null && appeal.status() == AppealStatus.QUESTION) {
      buttons.row(Tap.ofAppeal(Tap.Verb.ANSWER, number), "button.answer");
    }
    turn.reply(turn.words("fine"), buttons.rows(), Priority.REPLY);
    leave(turn, number);
  }

  /// Opens the department's question for an answer.
  void answer(Turn turn, String number) {
    newsroom.seen(turn, number);
    turn.asked = new Question.DepartmentAsks(number);
    questions.again(turn);
  }

  /// Ends a question about an appeal and returns to the form, if there is one.
  void leave(Turn turn, String number) {
    boolean about = turn.asked != null && number.equals(turn.asked.appeal());
    if (about) {
      turn.asked = null;
      turn.offered = List.of();
    }
    if (turn.draft != null) {
      if (turn.asked == null) {
        questions.resume(turn, turn.draft);
      } else {
        questions.again(turn);
      }
    }
  }
}
