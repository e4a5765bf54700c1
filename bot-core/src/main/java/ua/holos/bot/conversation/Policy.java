package ua.holos.bot.conversation;

import java.time.Duration;
import java.util.Set;
import ua.holos.bot.form.ContactRule;

/// How a city wants conversations to be led.
///
/// @param contact whether a phone number is asked for
/// @param operators when operators are at work
/// @param draftKept how long an unfinished draft is kept
/// @param reminderAfter when a citizen is reminded of an unfinished draft, once
/// @param quiet when nobody is disturbed with what isn't urgent
/// @param oneWay schemes of channels in which people are told but can't answer: an SMS from a name
/// @param albumPause how long further parts of an album are waited for
public record Policy(
    ContactRule contact,
    OfficeHours operators,
    Duration draftKept,
    Duration reminderAfter,
    QuietHours quiet,
    Set<String> oneWay,
    Duration albumPause) {
  public Policy {
    oneWay = Set.copyOf(oneWay);
  }

  /// No phone number is asked; operators work Monday to Friday from 9 to 17, and the night is from
  /// 22 to 8, by Kyiv time.
  public static final Policy STANDARD =
      new Policy(
          ContactRule.NEVER,
          OfficeHours.STANDARD,
          Duration.ofHours(72),
          Duration.ofHours(1),
          QuietHours.STANDARD,
          Set.of(),
          Duration.ofMillis(1_500));

  public Policy with(ContactRule rule) {
    return new Policy(rule, operators, draftKept, reminderAfter, quiet, oneWay, albumPause);
  }

  public Policy with(OfficeHours hours) {
    return new Policy(contact, hours, draftKept, reminderAfter, quiet, oneWay, albumPause);
  }

  public Policy with(QuietHours hours) {
    return new Policy(contact, operators, draftKept, reminderAfter, hours, oneWay, albumPause);
  }

  /// With channels in which people can't answer.
  public Policy withOneWay(Set<String> schemes) {
    return new Policy(contact, operators, draftKept, reminderAfter, quiet, schemes, albumPause);
  }
}
