package ua.holos.nlp.intent;

import org.jspecify.annotations.Nullable;
import ua.holos.bot.understanding.EmergencyService;
import ua.holos.bot.understanding.Expectation;

/// What other readers found in a text, and what the conversation waits for.
///
/// @param expected what was asked
/// @param emergency the danger that the text tells of, null when there is none
/// @param addressShare share of the words that belong to addresses, 0 to 1
/// @param hasAddress whether an address is named, whole or in part
/// @param complaints how many complaints the message holds, 0 when nobody has looked
/// @param categoryConfidence of the likeliest category, 0 when there is no model
public record IntentContext(
    Expectation expected,
    @Nullable EmergencyService emergency,
    double addressShare,
    boolean hasAddress,
    int complaints,
    double categoryConfidence) {

  /// Nothing is known but the text.
  public static final IntentContext NONE =
      new IntentContext(Expectation.ANYTHING, null, 0, false, 0, 0);
}
