package ua.holos.bot.conversation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.Category;
import ua.holos.bot.form.BareAnswer;
import ua.holos.bot.form.ContactRule;
import ua.holos.bot.form.Draft;
import ua.holos.bot.form.Filling.Message;
import ua.holos.bot.form.Place;
import ua.holos.bot.form.Question;
import ua.holos.bot.message.Attachment;

/// Leads a person through the form: begins it, fills it, asks on.
final class FormDialogue {
  private final Questions questions;

  FormDialogue(Questions questions) {
    this.questions = questions;
  }

  /// Begins a form with a message that describes a problem, or names a place.
  void begin(Turn turn, Message message) {
    begin(turn, turn.setting.filling().fill(turn.begin(), null, message));
  }

  /// Begins a form from a draft that says something already.
  void begin(Turn turn, Draft draft) {
    turn.draft = draft;
    turn.misunderstood = 0;
    remind(turn);
    understood(turn, draft);
    questions.next(turn, draft);
  }

  /// Takes up a draft that was confirmed before and came back.
  void takeUp(Turn turn, Draft draft) {
    remind(turn);
    proceed(turn, draft);
  }

  private static void remind(Turn turn) {
    turn.effect(
        new Effect.SetTimer(
            Reminders.REMINDER, turn.at.plus(turn.setting.policy().reminderAfter())));
  }

  /// Fills the form from a message.
  ///
  /// @return whether the message said anything for it
  boolean fill(Turn turn, Draft draft, Message message) {
    Question asked = turn.asked;
    if (asked instanceof Question.WhichPhone && phone(turn, draft, message)) {
      return true;
    }
    Draft filled = turn.setting.filling().fill(draft, asked, message);
    if (filled.equals(draft)) {
      return false;
    }
    proceed(turn, filled);
    return true;
  }

  /// Keeps what a message says, without a word: somebody else will answer it.
  void keep(Turn turn, Message message, List<Attachment> attachments) {
    Draft draft = turn.draft;
    if (draft == null) {
      draft = turn.begin();
      remind(turn);
    }
    draft = draft.with(draft.extras().attaching(attachments));
    draft = turn.setting.filling().fill(draft, turn.asked, message);
    turn.draft = draft.with(draft.course().touched(turn.at));
    questions.await(turn);
  }

  /// Goes on with a changed draft: the next question, or the card.
  void proceed(Turn turn, Draft changed) {
    Draft draft = changed.with(changed.course().touched(turn.at));
    turn.draft = draft;
    turn.misunderstood = 0;
    questions.next(turn, draft);
  }

  /// A tapped answer to the open question.
  void proceedAnswered(Turn turn, Draft changed, Question answered) {
    proceed(turn, changed.with(changed.course().answered(answered, "")));
  }

  /// Adds photos to the form, without asking on.
  Draft attach(Turn turn, Draft draft, List<Attachment> attachments) {
    Draft next = draft.with(draft.extras().attaching(attachments));
    int count = next.extras().attachments().size();
    boolean full = count < draft.extras().attachments().size() + attachments.size();
    turn.say(full ? "photo.limit" : "photo.added", Map.of("count", count));
    return next;
  }

  /// Drops the form at the citizen's wish.
  void cancel(Turn turn) {
    if (turn.draft == null) {
      turn.say("cancel.nothing");
      return;
    }
    turn.say("cancel.done");
    drop(turn);
    nextWaiting(turn);
  }

  /// Forgets the form; nothing of it is left for the next one.
  void drop(Turn turn) {
    turn.draft = null;
    turn.asked = null;
    turn.offered = List.of();
    turn.misunderstood = 0;
    turn.effect(new Effect.CancelTimer(Reminders.REMINDER));
  }

  /// Goes on with the next of several complaints, if there is one.
  void nextWaiting(Turn turn) {
    if (turn.waiting.isEmpty()) {
      return;
    }
    Draft next = turn.waiting.removeFirst();
    Category category = turn.categoryOf(next);
    if (category == null) {
      turn.say("several.next-unnamed", Map.of("text", Several.excerpt(next)));
    } else {
      turn.say("several.next", Map.of("category", category.name()));
    }
    turn.draft = next.with(next.course().touched(turn.at));
    remind(turn);
    questions.next(turn, next);
  }

  /// Steps back: from an edit to the card, else to the question answered before.
  void back(Turn turn) {
    Draft draft = turn.draft;
    if (draft == null) {
      turn.say("back.nothing");
      return;
    }
    if (draft.course().reopened() != null) {
      proceed(turn, draft.with(draft.course().reopening(null)));
    } else if (draft.course().answers().isEmpty()) {
      turn.say("back.nothing");
      questions.again(turn);
    } else {
      proceed(turn, draft.with(draft.course().back()));
    }
  }

  /// Opens a field of the card again.
  void edit(Turn turn, Draft draft, Question question) {
    Draft open = draft;
    if (question instanceof Question.WhichCategory) {
      open = open.with(open.problem().menu(0));
    }
    proceed(turn, open.with(open.course().reopening(question)));
  }

  void again(Turn turn) {
    questions.again(turn);
  }

  /// Says what was understood at once, so that a person sees it before the first question.
  private static void understood(Turn turn, Draft draft) {
    Category category = turn.categoryOf(draft);
    boolean complete =
        category != null
            && draft.place().enoughFor(category.where())
            && draft.extras().details().keySet().containsAll(category.needed());
    if (category == null || complete) {
      return;
    }
    String address = address(draft.place());
    if (address == null) {
      turn.say("understood", Map.of("category", category.name()));
    } else {
      turn.say("understood.place", Map.of("category", category.name(), "place", address));
    }
  }

  private static @Nullable String address(Place place) {
    return place.undecided() ? null : place.address();
  }

  private boolean phone(Turn turn, Draft draft, Message message) {
    String phone = BareAnswer.phone(message.text());
    if (phone == null) {
      boolean number = message.text().codePoints().filter(Character::isDigit).count() >= 5;
      if (number && turn.setting.policy().contact() != ContactRule.NEVER) {
        turn.say("phone.invalid");
        questions.again(turn);
      }
      return number;
    }
    turn.person = turn.person.reachedAt(phone);
    proceedAnswered(turn, draft.with(draft.extras().phoneSettled()), new Question.WhichPhone());
    return true;
  }
}
