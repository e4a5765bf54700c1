package ua.holos.bot.form;

import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.understanding.Detail;

/// What the citizen was asked last. Questions of the form, and questions about appeals that are
/// already filed.
public sealed interface Question {

  /// What happened?
  record WhatHappened() implements Question {}

  /// Which category? Three buttons, other words, or the menu: [Problem#search()].
  record WhichCategory() implements Question {}

  /// Where? Street and house, a point, or words, as the category needs.
  record WhichPlace() implements Question {}

  /// Which of these streets?
  record WhichStreet() implements Question {}

  /// Which house?
  record WhichHouse() implements Question {}

  /// The register doesn't know this house: is it right?
  record IsHouseRight() implements Question {}

  /// Is the problem at the house nearest to the point?
  record IsItHere() implements Question {}

  /// A detail that the category needs.
  record WhichDetail(Detail detail) implements Question {}

  /// A phone number.
  record WhichPhone() implements Question {}

  /// Is everything right?
  record IsAllRight() implements Question {}

  /// What is to be changed?
  record WhatToChange() implements Question {}

  /// The problem in other words, in place of those said.
  record OtherWords() implements Question {}

  /// The department says it is done: is it?
  record IsItDone(String number) implements Question {}

  /// What is still wrong with a reopened appeal? May be left without an answer.
  record WhatIsWrong(String number) implements Question {}

  /// The department asks something about an appeal.
  record DepartmentAsks(String number) implements Question {}

  /// What concerns the several channels of one person. Never stands in the way of anything else.
  sealed interface OfChannels extends Question {}

  /// May these other channels of the person, who has proved the number, be joined with this one?
  record MayJoin(String phone, List<ContactUrn> others) implements OfChannels {
    public MayJoin {
      others = List.copyOf(others);
    }
  }

  /// Which number is the person's, and can be proved?
  record WhichOwnNumber() implements OfChannels {}

  /// May a code be sent to this number?
  record MaySendCode(String phone) implements OfChannels {}

  /// Which code was sent to this number?
  record WhichCode(String phone) implements OfChannels {}

  /// How was the conversation with the operator, from 1 to 5? Asked once, and dropped when anything
  /// else is written.
  ///
  /// @param before what waits for an answer meanwhile, null when nothing does
  record HowWasIt(@Nullable Question before) implements Question {}

  /// Number of the appeal that the question is about; null for a question of the form.
  default @Nullable String appeal() {
    return switch (this) {
      case IsItDone(var number) -> number;
      case WhatIsWrong(var number) -> number;
      case DepartmentAsks(var number) -> number;
      case WhatHappened _,
          WhichCategory _,
          WhichPlace _,
          WhichStreet _,
          WhichHouse _,
          IsHouseRight _,
          IsItHere _,
          WhichDetail _,
          WhichPhone _,
          IsAllRight _,
          WhatToChange _,
          OtherWords _,
          OfChannels _,
          HowWasIt _ ->
          null;
    };
  }

  /// Whether the question belongs to the form, not to an appeal filed before or to something else.
  default boolean ofForm() {
    return appeal() == null && !(this instanceof OfChannels) && !(this instanceof HowWasIt);
  }
}
