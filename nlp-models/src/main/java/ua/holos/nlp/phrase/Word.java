package ua.holos.nlp.phrase;

/// A word, number or sign of a text.
///
/// @param lower in lower case, Latin letters read as Cyrillic, apostrophes dropped
/// @param folded what Ukrainian, Russian and careless spelling have in common, see [Spelling#fold]
/// @param start first UTF-16 unit in the text
/// @param end unit after the word
/// @param sentence number of the sentence, from 0
/// @param number whether it begins with a digit: `25`, `44-А`, `40/2`, `3-й`, `12.05.2024`
/// @param capital whether it begins with a capital letter
/// @param latin whether it was written in Latin letters
public record Word(
    String lower,
    String folded,
    int start,
    int end,
    int sentence,
    boolean number,
    boolean capital,
    boolean latin) {}
