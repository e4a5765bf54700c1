package ua.holos.bot.form;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the filling of a form goes.
///
/// @param revision grows with every change, so that a button of an older card is recognised
/// @param touchedAt when the citizen last did something with it
/// @param reminded whether the citizen was reminded of it
/// @param answers questions answered so far, the latest last
/// @param reopened a question that is asked although its answer is known: an edit, or a step back
public record Course(
    int revision,
    Instant touchedAt,
    boolean reminded,
    List<Answer> answers,
    @Nullable Question reopened) {

  private static final int MOST_ANSWERS = 12;

  public Course {
    answers = List.copyOf(answers);
  }

  public static Course begun(Instant at) {
    return new Course(0, at, false, List.of(), null);
  }

  public Course touched(Instant at) {
    return new Course(revision, at, reminded, answers, reopened);
  }

  public Course changed() {
    return new Course(revision + 1, touchedAt, reminded, answers, reopened);
  }

  public Course wasReminded() {
    return new Course(revision, touchedAt, true, answers, reopened);
  }

  /// A question was answered: it is asked no more.
  public Course answered(Question question, String messageId) {
    List<Answer> next = new ArrayList<>(answers);
    next.removeIf(answer -> answer.question().equals(question));
    next.add(new Answer(question, messageId));
    if (next.size() > MOST_ANSWERS) {
      next.removeFirst();
    }
    Question still = question.equals(reopened) ? null : reopened;
    return new Course(revision, touchedAt, reminded, next, still);
  }

  /// Asks a question again.
  public Course reopening(@Nullable Question question) {
    return new Course(revision, touchedAt, reminded, answers, question);
  }

  /// Steps back to the question answered last.
  public Course back() {
    Answer last = answers.getLast();
    return new Course(
        revision, touchedAt, reminded, answers.subList(0, answers.size() - 1), last.question());
  }
}
