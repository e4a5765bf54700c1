package ua.holos.nlp.evaluation;

import java.util.List;
import ua.holos.bot.understanding.CategoryGuess;
import ua.holos.bot.understanding.Language;

/// What a classifier said of a text whose category is known. The text itself is not kept.
///
/// @param actual the category that it has
/// @param guesses the three likeliest, best first
/// @param certain whether the first is taken without asking
/// @param language of the text
/// @param words how many it has
record ScoredText(
    String actual, List<CategoryGuess> guesses, boolean certain, Language language, int words) {

  String predicted() {
    return guesses.getFirst().code();
  }

  double confidence() {
    return guesses.getFirst().confidence();
  }

  boolean right() {
    return predicted().equals(actual);
  }

  boolean amongThree() {
    return guesses.stream().anyMatch(guess -> guess.code().equals(actual));
  }
}
