package ua.holos.bot.form;

import java.time.Instant;
import java.util.Objects;
import ua.holos.bot.appeal.Heard;

/// An appeal in the making.
///
/// @param number counts the conversation's drafts from 1; part of the appeal's reference
/// @param heard what was read out of the words, whatever the citizen then made of it
public record Draft(
    int number, Problem problem, Place place, Extras extras, Course course, Heard heard) {

  public Draft {
    // A draft stored by an older version has none.
    heard = Objects.requireNonNullElse(heard, Heard.NOTHING);
  }

  public static Draft begun(int number, Instant at) {
    return new Draft(
        number, Problem.UNKNOWN, Place.NOWHERE, Extras.NONE, Course.begun(at), Heard.NOTHING);
  }

  public Draft with(Problem next) {
    return next.equals(problem)
        ? this
        : new Draft(number, next, place, extras, course.changed(), heard);
  }

  public Draft with(Place next) {
    return next.equals(place)
        ? this
        : new Draft(number, problem, next, extras, course.changed(), heard);
  }

  public Draft with(Extras next) {
    return next.equals(extras)
        ? this
        : new Draft(number, problem, place, next, course.changed(), heard);
  }

  public Draft with(Course next) {
    return new Draft(number, problem, place, extras, next, heard);
  }

  /// The same with what was read; no change that a citizen could see.
  public Draft with(Heard next) {
    return new Draft(number, problem, place, extras, course, next);
  }

  /// The same complaint as a new draft: the core refused the first.
  public Draft again(int newNumber, Instant at) {
    return new Draft(newNumber, problem, place, extras, Course.begun(at).changed(), heard);
  }
}
