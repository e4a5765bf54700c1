package ua.holos.nlp.phrase;

import java.util.List;

/// One line of a rule file: concepts that must stand near one another.
///
/// @param label what the rule speaks for
/// @param weight how strongly, 1 to 100
/// @param terms what must be there
/// @param window how many words the match may span
/// @param vetoes concepts that must not stand within reach of the match in its sentence
/// @param affirmedVetoes concepts that may stand there only when negated
/// @param earlierVetoes concepts that must not stand shortly before the match or inside it
/// @param textVetoes concepts that must not be anywhere in the text
/// @param affirmedTextVetoes concepts that may be anywhere in the text only when negated
/// @param longest how many words the text may have
/// @param latestStart the last word that the match may begin with, by its number
/// @param acrossSentences whether the terms may stand in different sentences
/// @param line where it is written, for people
record PhraseRule(
    String label,
    int weight,
    List<Term> terms,
    int window,
    int[] vetoes,
    int[] affirmedVetoes,
    int[] earlierVetoes,
    int[] textVetoes,
    int[] affirmedTextVetoes,
    int longest,
    int latestStart,
    boolean acrossSentences,
    String line) {

  /// @param concept that a word must stand for
  /// @param ordered whether it must come after the term before it
  /// @param affirmed whether it must not be negated
  record Term(int concept, boolean ordered, boolean affirmed) {}
}
