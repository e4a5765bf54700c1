package ua.holos.bot.conversation;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.AppealStatus;
import ua.holos.bot.form.Question;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.QuickReply;

/// News of filed appeals: tells each change once, asks after «Виконано» whether it is so, takes the
/// answers.
final class Statuses {
  private final Questions questions;

  Statuses(Questions questions) {
    this.questions = questions;
  }

  static Buttons doneButtons(Turn turn, String number) {
    return new Buttons(turn)
        .pair(
            Tap.ofAppeal(Tap.Verb.DONE, number),
            "button.done",
            Tap.ofAppeal(Tap.Verb.NOT_DONE, number),
            "button.not-done");
  }

  void changed(Turn turn, Event.StatusChanged event) {
    OwnAppeal appeal = known(turn, event.number(), event.expectedAt());
    if (appeal.updates().contains(event.updateId())) {
      return;
    }
    OwnAppeal seen = appeal.seen(event.updateId());
    boolean late = event.at().isBefore(appeal.statusAt());
    boolean same = event.status() == appeal.status() && event.note().isBlank();
    if (late || same) {
      turn.remember(seen);
      return;
    }
    OwnAppeal now = seen.now(event.status(), event.at(), event.expectedAt());
    turn.remember(now.news(turn.person.stopped()));
    announce(turn, event);
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
    String category = event.category() == null ? null : turn.nameOf(event.category());
    String address = event.address();
    Map<String, Object> arguments = new HashMap<>(Map.of("number", event.number()));
    String key;
    if (category != null && address != null) {
      key = "corrected.both";
      arguments.put("category", category);
      arguments.put("place", address);
    } else if (category != null) {
      key = "corrected.category";
      arguments.put("category", category);
    } else if (address != null) {
      key = "corrected.place";
      arguments.put("place", address);
    } else {
      return;
    }
    turn.reply(
        withNote(turn, turn.words(key, arguments), event.note()), List.of(), Priority.STATUS);
    focus(turn, false, turn.asked);
  }

  private void announce(Turn turn, Event.StatusChanged event) {
    String number = event.number();
    String text = text(turn, event);
    boolean free = turn.asked == null || !turn.asked.ofForm();
    switch (event.status()) {
      case DONE -> {
        turn.reply(
            text + "\n\n" + turn.words("ask.done", Map.of("number", number)),
            doneButtons(turn, number).rows(),
            Priority.STATUS);
        focus(turn, free, new Question.IsItDone(number));
      }
      case QUESTION -> {
        List<List<QuickReply>> rows =
            free
                ? new Buttons(turn).row(Tap.ofAppeal(Tap.Verb.LATER, number), "button.later").rows()
                : new Buttons(turn)
                    .row(Tap.ofAppeal(Tap.Verb.ANSWER, number), "button.answer")
                    .rows();
        turn.reply(text, rows, Priority.STATUS);
        focus(turn, free, new Question.DepartmentAsks(number));
      }
      case REGISTERED, IN_PROGRESS, EXPLAINED, NOT_COMPETENT, POSTPONED, REOPENED, CLOSED -> {
        turn.reply(text, List.of(), Priority.STATUS);
        focus(turn, false, turn.asked);
      }
    }
  }

  /// A question about an appeal waits while a form is being filled; the form is asked once more.
  private void focus(Turn turn, boolean free, @Nullable Question question) {
    if (!(turn.mode instanceof Mode.WithBot)) {
      return;
    }
    if (free) {
      turn.asked = question;
    } else if (turn.asked != null && turn.asked.ofForm()) {
      questions.again(turn);
    }
  }

  private static String text(Turn turn, Event.StatusChanged event) {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("number", event.number());
    String text =
        switch (event.status()) {
          case NOT_COMPETENT -> {
            if (event.responsible().isBlank()) {
              yield turn.words("status.not-competent", arguments);
            }
            arguments.put("responsible", event.responsible());
            yield turn.words("status.not-competent.responsible", arguments);
          }
          case POSTPONED -> {
            Instant due = event.expectedAt();
            if (due == null) {
              yield turn.words("status.postponed", arguments);
            }
            arguments.put("due", due);
            yield turn.words("status.postponed.due", arguments);
          }
          case QUESTION -> {
            // In the middle of a form, words are an answer to the form.
            boolean busy = turn.asked != null && turn.asked.ofForm();
            yield turn.words(busy ? "status.question.busy" : "status.question", arguments);
          }
          case REGISTERED, IN_PROGRESS, DONE, EXPLAINED, REOPENED, CLOSED ->
              turn.words("status." + name(event.status()), arguments);
        };
    return withNote(turn, text, event.note());
  }

  private static String withNote(Turn turn, String text, String note) {
    return note.isBlank()
        ? text
        : text + "\n" + turn.words("status.note", Map.of("note", note.strip()));
  }

  /// How the wording calls a status.
  static String name(AppealStatus status) {
    return switch (status) {
      case REGISTERED -> "registered";
      case IN_PROGRESS -> "in-progress";
      case QUESTION -> "question";
      case DONE -> "done";
      case EXPLAINED -> "explained";
      case NOT_COMPETENT -> "not-competent";
      case POSTPONED -> "postponed";
      case REOPENED -> "reopened";
      case CLOSED -> "closed";
    };
  }

  /// Tells what changed while nothing could be sent.
  void tellMissed(Turn turn) {
    if (turn.person.stopped()) {
      return;
    }
    for (OwnAppeal appeal : List.copyOf(turn.appeals)) {
      if (appeal.news()) {
        turn.remember(appeal.news(false));
        turn.say(
            "status.missed",
            Map.of(
                "number", appeal.number(),
                "status", turn.words("state." + name(appeal.status()))));
      }
    }
  }

  void confirmedDone(Turn turn, String number) {
    turn.say("done.thanks", Map.of("number", number));
    leave(turn, number);
  }

  /// The citizen says that it isn't done: the same appeal goes back to work at once; words or a
  /// photo may follow as a comment.
  void notDone(Turn turn, String number, String comment, List<Attachment> attachments) {
    OwnAppeal appeal = turn.appeal(number);
    if (appeal != null && appeal.status() == AppealStatus.REOPENED) {
      turn.say("reopen.already", Map.of("number", number));
      leave(turn, number);
      return;
    }
    turn.effect(new Effect.ReopenAppeal(number, comment, attachments));
    if (appeal != null) {
      turn.remember(appeal.now(AppealStatus.REOPENED, turn.at, null));
    }
    turn.say("reopen.done", Map.of("number", number));
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
