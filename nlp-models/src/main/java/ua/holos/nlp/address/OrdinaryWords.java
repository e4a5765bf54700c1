package ua.holos.nlp.address;

import java.util.Set;

/// Words that are street names too, but mean something else in most sentences («миру», «перемоги»,
/// «нова»): alone they are not taken for a street.
final class OrdinaryWords {
  private static final Set<String> STEMS = WordList.stems("ordinary-words.txt");

  private OrdinaryWords() {}

  static boolean isOrdinary(String folded) {
    for (var stem : Spelling.stems(folded)) {
      if (STEMS.contains(stem)) {
        return true;
      }
    }
    return false;
  }
}
