package ua.holos.bot.conversation;

import java.time.Duration;
import ua.holos.bot.form.ContactRule;

/// How a city wants conversations to be led.
///
/// @param contact whether a phone number is asked for
/// @param operators when operators are at work
/// @param draftKept how long an unfinished draft is kept
/// @param reminderAfter when a citizen is reminded of an unfinished draft, once
/// @param quiet when nobody is disturbed with what isn't urgent
/// @param albumPause how long further parts of an album are waited for
public record Policy(
    ContactRule contact,
    OfficeHours operators,
    Duration draftKept,
    Duration reminderAfter,
    QuietHours quiet,
    Duration albumPause) {

  /// No phone number is asked; operators work Monday to Friday from 9 to 17, and the night is from
  /// 22 to 8, by Kyiv time.
  public static final Policy STANDARD =
      new Policy(
          ContactRule.NEVER,
          OfficeHours.STANDARD,
          Duration.ofHours(72),
          Duration.ofHours(1),
          QuietHours.STANDARD,
          Duration.ofMillis(1_500));

  public Policy with(ContactRule rule) {
    return new Policy(rule, operators, draftKept, reminderAfter, quiet, albumPause);
  }

  public Policy with(OfficeHours hours) {
    return new Policy(contact, hours, draftKept, reminderAfter, quiet, albumPause);
  }

  public Policy with(QuietHours hours) {
    return new Policy(contact, operators, draftKept, reminderAfter, hours, albumPause);
  }
}
