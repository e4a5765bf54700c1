package ua.holos.nlp.intent;

import ua.holos.bot.understanding.Intent;

/// What a person wants, and how sure that is.
///
/// @param intent the likeliest
/// @param confidence 0 to 1
/// @param reason the rule that decided, for people who ask why
public record IntentGuess(Intent intent, double confidence, String reason) {}
