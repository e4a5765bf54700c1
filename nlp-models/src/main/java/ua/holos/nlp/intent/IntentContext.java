package ua.holos.nlp.intent;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.understanding.EmergencyService;
import ua.holos.bot.understanding.Expectation;

/// What other readers found in a text, and what the conversation waits for.
///
/// @param expected what was asked
/// @param emergency the danger that the text tells of, null when there is none
/// @param addressWords the words that belong to addresses, by their numbers
/// @param hasAddress whether an address is named, whole or in part
/// @param complaints how many complaints the message holds, 0 when nobody has looked
/// @param category the likeliest, null when there is no model
/// @param categoryConfidence of the likeliest category, 0 when there is no model
public record IntentContext(
    Expectation expected,
    @Nullable EmergencyService emergency,
    BitSet addressWords,
    boolean hasAddress,
    int complaints,
    @Nullable String category,
    double categoryConfidence) {

  public IntentContext {
    addressWords = (BitSet) addressWords.clone();
  }

  /// Nothing is known but the text.
  public static final IntentContext NONE =
      new IntentContext(Expectation.ANYTHING, null, new BitSet(), false, 0, null, 0);
}
