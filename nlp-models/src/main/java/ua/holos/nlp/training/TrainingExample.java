package ua.holos.nlp.training;

/// A text to learn from.
///
/// @param category its code
/// @param weight how much it counts, 1 for an ordinary one
/// @param whole whether it is an appeal of its own, not a sentence out of one and not written for
///   training
record TrainingExample(String category, String text, float weight, boolean whole) {}
