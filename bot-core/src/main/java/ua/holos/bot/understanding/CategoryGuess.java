package ua.holos.bot.understanding;

/// A category and how likely it is: of a hundred guesses with confidence 0.8, eighty are right.
public record CategoryGuess(String code, double confidence) {}
