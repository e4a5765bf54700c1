package ua.holos.bot.conversation;

import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.Heard;
import ua.holos.bot.form.Answer;
import ua.holos.bot.form.Draft;
import ua.holos.bot.form.Filling.Message;
import ua.holos.bot.form.Problem;
import ua.holos.bot.form.Question;
import ua.holos.bot.message.Content;
import ua.holos.bot.understanding.CategoryGuess;
import ua.holos.bot.understanding.Understanding;

/// Edited messages: the new words replace the old ones, and correct what those had filled.
final class Edits {
  private final Emergencies emergencies;
  private final Reminders reminders;
  private final FormDialogue form;

  Edits(Emergencies emergencies, Reminders reminders, FormDialogue form) {
    this.emergencies = emergencies;
    this.reminders = reminders;
    this.form = form;
  }

  void edited(Turn turn, Event.MessageEdited event) {
    String text = text(event.content());
    if (text == null || text.isBlank()) {
      return;
    }
    boolean answered = emergencies.answered(turn, event.understanding());
    reminders.forgetOld(turn);
    if (turn.mode instanceof Mode.WithOperator held) {
      turn.mode = held.unanswered(turn.at, null);
    }
    if (answered || !(turn.mode instanceof Mode.WithBot)) {
      return;
    }
    Message message = new Message(event.messageId(), text, event.understanding(), false);
    Draft draft = turn.draft;
    if (draft != null) {
      Draft corrected = corrected(turn, draft, message);
      if (!corrected.equals(draft)) {
        turn.say("edited");
        form.proceed(turn, corrected);
        return;
      }
    }
    for (int i = 0; i < turn.waiting.size(); i++) {
      Draft waiting = turn.waiting.get(i);
      if (waiting.problem().saidIn(message.messageId())) {
        turn.waiting.set(i, corrected(turn, waiting, message));
        return;
      }
    }
    tooLate(turn, message.messageId());
  }

  private static Draft corrected(Turn turn, Draft draft, Message message) {
    Problem problem = draft.problem();
    if (problem.saidIn(message.messageId())) {
      Understanding read = message.understanding();
      Heard heard = draft.heard();
      problem = problem.saying(message.messageId(), message.text());
      boolean another = read.certain() && !read.categories().isEmpty();
      String best = another ? read.categories().getFirst().code() : null;
      if (best != null && turn.category(best).isPresent()) {
        problem = problem.ofCategory(best);
        heard =
            heard.ofCategories(read.categories().stream().map(CategoryGuess::code).toList(), true);
      }
      return turn.setting.filling().fill(draft.with(problem).with(heard), null, message);
    }
    for (Answer answer : draft.course().answers()) {
      if (answer.messageId().equals(message.messageId())) {
        Question asked = answer.question();
        return turn.setting.filling().fill(draft, asked, message);
      }
    }
    return draft;
  }

  private void tooLate(Turn turn, String messageId) {
    boolean filed = turn.filings.stream().anyMatch(f -> f.draft().problem().saidIn(messageId));
    if (filed) {
      turn.say("edited.too-late");
      form.again(turn);
    }
  }

  private static @Nullable String text(Content content) {
    return switch (content) {
      case Content.Text(var text) -> text;
      case Content.Media(_, var caption, _) -> caption;
      case Content.Choice _,
          Content.Location _,
          Content.SharedContact _,
          Content.Command _,
          Content.Unsupported _ ->
          null;
    };
  }
}
