package ua.holos.nlp.training;

/// A text to learn from, as numbers.
///
/// @param category index of its category
/// @param output index of what a hidden layer should say: its type's, or its category's when the
///   type is rare
/// @param rows index of its features, ascending
/// @param values of the same features, of length one
/// @param weight how much it moves the model
/// @param appeal the number of the appeal that it is, or is part of; -1 for one written for
///   training
/// @param whole whether it is an appeal, not part of one and not written for training
record Document(
    int category,
    int output,
    int[] rows,
    float[] values,
    float weight,
    int appeal,
    boolean whole) {}
