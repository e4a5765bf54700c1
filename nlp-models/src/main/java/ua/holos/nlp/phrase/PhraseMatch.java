package ua.holos.nlp.phrase;

/// A rule that holds for a text.
///
/// @param label what the rule speaks for
/// @param weight how strongly, 1 to 100
/// @param first first word of the match
/// @param last last word of the match
/// @param rule the rule as written, for people who ask why
public record PhraseMatch(String label, int weight, int first, int last, String rule) {}
