package ua.holos.nlp.training;

/// A text to learn from.
///
/// @param category its code
/// @param type the finer type, empty when there is none
/// @param weight how much it counts, 1 for an ordinary one
/// @param appeal the number of the appeal that it is or is part of, or [WeightedEvent#NO_APPEAL]
/// @param whole whether it is an appeal of its own, not a sentence out of one and not written for
///   training
record TrainingExample(
    String category, String type, String text, float weight, int appeal, boolean whole) {}
