package ua.holos.bot.conversation;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.AppealStatus;
import ua.holos.bot.form.Question;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.QuickReply;
import ua.holos.bot.message.Reply;

/// Puts news of appeals into words and buttons: in full, and short enough for one SMS.
final class Announcements {
  /// The update that every appeal begins with: its number.
  static final String FILED = "filed";

  private final Questions questions;

  Announcements(Questions questions) {
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

  /// Says it.
  ///
  /// @param current whether the appeal still stands so; otherwise only the words are told, without
  ///   a question
  /// @return the message's key
  String say(Turn turn, AppealNews news, Terms terms, boolean current) {
    return switch (news) {
      case Event.AppealCorrected corrected -> {
        String key = turn.follow(status(correction(turn, corrected), null), terms);
        focus(turn, false, turn.asked);
        yield key;
      }
      case Event.StatusChanged changed when current -> say(turn, changed, terms);
      case Event.StatusChanged changed ->
          turn.follow(status(text(turn, changed, true), brief(turn, changed, true)), terms);
    };
  }

  private String say(Turn turn, Event.StatusChanged news, Terms terms) {
    String number = news.number();
    boolean busy = turn.asked != null && turn.asked.ofForm();
    String text = text(turn, news, busy);
    // Where nobody can answer, nothing is asked.
    boolean oneWay = turn.setting.policy().oneWay().contains(turn.id().contact().scheme());
    String brief = brief(turn, news, busy || oneWay);
    return switch (news.status()) {
      case DONE -> {
        String asking = text + "\n\n" + turn.words("ask.done", Map.of("number", number));
        List<List<QuickReply>> rows = doneButtons(turn, number).rows();
        String key = turn.follow(new Reply(asking, rows, Priority.STATUS, brief), terms);
        focus(turn, !busy, new Question.IsItDone(number));
        yield key;
      }
      case QUESTION -> {
        Buttons buttons = new Buttons(turn);
        if (busy) {
          buttons.row(Tap.ofAppeal(Tap.Verb.ANSWER, number), "button.answer");
        } else {
          buttons.row(Tap.ofAppeal(Tap.Verb.LATER, number), "button.later");
        }
        String key = turn.follow(new Reply(text, buttons.rows(), Priority.STATUS, brief), terms);
        focus(turn, !busy, new Question.DepartmentAsks(number));
        yield key;
      }
      case REGISTERED -> {
        boolean filed = news.updateId().equals(FILED);
        Priority priority = filed ? Priority.REPLY : Priority.STATUS;
        String key = turn.follow(new Reply(text, List.of(), priority, brief), terms);
        if (filed && turn.asked != null && turn.mode instanceof Mode.WithBot) {
          questions.again(turn);
        } else {
          focus(turn, false, turn.asked);
        }
        yield key;
      }
      case IN_PROGRESS, EXPLAINED, NOT_COMPETENT, POSTPONED, REOPENED, CLOSED -> {
        String key = turn.follow(status(text, brief), terms);
        focus(turn, false, turn.asked);
        yield key;
      }
    };
  }

  private static Reply status(String text, @Nullable String brief) {
    return new Reply(text, List.of(), Priority.STATUS, brief);
  }

  /// A question about an appeal waits while a form is being filled; the form is asked once more.
  private void focus(Turn turn, boolean free, @Nullable Question question) {
    if (!(turn.mode instanceof Mode.WithBot)) {
      return;
    }
    if (free) {
      // A mark that is still awaited can be given all the same.
      turn.asked =
          turn.asked instanceof Question.HowWasIt ? new Question.HowWasIt(question) : question;
    } else if (turn.asked != null && turn.asked.ofForm()) {
      questions.again(turn);
    }
  }

  private static String text(Turn turn, Event.StatusChanged news, boolean busy) {
    String text = turn.words(key(news, busy), arguments(news));
    if (news.status() != AppealStatus.NOT_COMPETENT && !news.responsible().isBlank()) {
      text += " " + turn.words("status.responsible", Map.of("responsible", news.responsible()));
    }
    return withNote(turn, text, news.note());
  }

  /// What is asked or explained is told in full, however long; of other states the state alone.
  private static String brief(Turn turn, Event.StatusChanged news, boolean busy) {
    String key = news.status() == AppealStatus.DONE && busy ? "status.done.busy" : key(news, busy);
    String brief = turn.words(key + WordingKeys.BRIEF, arguments(news));
    boolean words =
        switch (news.status()) {
          case QUESTION, EXPLAINED, NOT_COMPETENT, POSTPONED -> true;
          case REGISTERED, IN_PROGRESS, DONE, REOPENED, CLOSED -> false;
        };
    return words && !news.note().isBlank() ? brief + "\n" + news.note().strip() : brief;
  }

  private static String key(Event.StatusChanged news, boolean busy) {
    return switch (news.status()) {
      case REGISTERED -> {
        if (!news.updateId().equals(FILED)) {
          yield "status.registered";
        }
        yield news.expectedAt() == null ? "filed.no-date" : "filed";
      }
      case NOT_COMPETENT ->
          news.responsible().isBlank()
              ? "status.not-competent"
              : "status.not-competent.responsible";
      case POSTPONED -> news.expectedAt() == null ? "status.postponed" : "status.postponed.due";
      // In the middle of a form, words are an answer to the form.
      case QUESTION -> busy ? "status.question.busy" : "status.question";
      case IN_PROGRESS, DONE, EXPLAINED, REOPENED, CLOSED -> "status." + name(news.status());
    };
  }

  private static Map<String, Object> arguments(Event.StatusChanged news) {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("number", news.number());
    arguments.put("responsible", news.responsible());
    Instant due = news.expectedAt();
    if (due != null) {
      arguments.put("due", due);
    }
    return arguments;
  }

  private static String correction(Turn turn, Event.AppealCorrected news) {
    Map<String, Object> arguments = new HashMap<>(Map.of("number", news.number()));
    if (news.category() != null) {
      arguments.put("category", turn.nameOf(news.category()));
    }
    if (news.address() != null) {
      arguments.put("place", news.address());
    }
    String key = news.address() == null ? "category" : news.category() == null ? "place" : "both";
    return withNote(turn, turn.words("corrected." + key, arguments), news.note());
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
}
