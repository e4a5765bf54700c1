package ua.holos.bot.form;

import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.Category;
import ua.holos.bot.appeal.Category.Where;
import ua.holos.bot.understanding.Detail;

/// What to ask next: what happened, then what it is, then where (all else depends on these), then
/// the details of the category, the phone number, and at last whether everything is right.
public final class NextQuestion {
  private NextQuestion() {}

  /// The next question of a form.
  ///
  /// @param category the draft's category, null while it isn't known
  /// @param phoneKnown whether the person's phone number is known already
  public static Question of(
      Draft draft, @Nullable Category category, ContactRule rule, boolean phoneKnown) {
    Question reopened = draft.course().reopened();
    if (reopened != null) {
      return reopened;
    }
    if (draft.problem().said().isEmpty()) {
      return draft.place().nearest() != null
          ? new Question.IsItHere()
          : new Question.WhatHappened();
    }
    if (category == null) {
      return new Question.WhichCategory();
    }
    Question where = where(draft.place(), category.where());
    if (where != null) {
      return where;
    }
    for (Detail detail : category.needed()) {
      if (!draft.extras().settled(detail)) {
        return new Question.WhichDetail(detail);
      }
    }
    if (rule != ContactRule.NEVER && !phoneKnown && !draft.extras().phoneAsked()) {
      return new Question.WhichPhone();
    }
    return new Question.IsAllRight();
  }

  private static @Nullable Question where(Place place, Where needed) {
    if (needed == Where.NONE || place.enoughFor(needed)) {
      return null;
    }
    if (place.nearest() != null) {
      return new Question.IsItHere();
    }
    if (!place.candidates().isEmpty()) {
      return new Question.WhichStreet();
    }
    if (place.check() == Place.HouseCheck.DOUBTFUL) {
      return new Question.IsHouseRight();
    }
    return place.streetKnown() ? new Question.WhichHouse() : new Question.WhichPlace();
  }
}
