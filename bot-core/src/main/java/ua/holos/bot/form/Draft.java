package ua.holos.bot.form;

import java.time.Instant;

/// An appeal in the making.
///
/// @param number counts the conversation's drafts from 1; part of the appeal's reference
public record Draft(int number, Problem problem, Place place, Extras extras, Course course) {

  public static Draft begun(int number, Instant at) {
    return new Draft(number, Problem.UNKNOWN, Place.NOWHERE, Extras.NONE, Course.begun(at));
  }

  public Draft with(Problem next) {
    return next.equals(problem) ? this : new Draft(number, next, place, extras, course.changed());
  }

  public Draft with(Place next) {
    return next.equals(place) ? this : new Draft(number, problem, next, extras, course.changed());
  }

  public Draft with(Extras next) {
    return next.equals(extras) ? this : new Draft(number, problem, place, next, course.changed());
  }

  public Draft with(Course next) {
    return new Draft(number, problem, place, extras, next);
  }

  /// The same complaint as a new draft: the core refused the first.
  public Draft again(int newNumber, Instant at) {
    return new Draft(newNumber, problem, place, extras, Course.begun(at).changed());
  }
}
