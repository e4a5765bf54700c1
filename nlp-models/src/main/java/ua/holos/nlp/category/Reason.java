package ua.holos.nlp.category;

/// Words of a text that spoke for a category, or against it.
///
/// @param text as the person wrote it: «гарячої води»
/// @param start first code point
/// @param end code point after it
/// @param weight 0 to 1: the part of these words in all that the text's words said, for and against
public record Reason(String text, int start, int end, double weight) {}
