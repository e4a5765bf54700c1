package ua.holos.nlp.evaluation;

import ua.holos.bot.understanding.Language;

/// The codes by which labelled texts and the commands name languages.
public final class LanguageCodes {

  private LanguageCodes() {}

  /// `uk`, `ru`, `mixed` or `unknown`.
  public static String of(Language language) {
    return switch (language) {
      case UKRAINIAN -> "uk";
      case RUSSIAN -> "ru";
      case MIXED -> "mixed";
      case UNKNOWN -> "unknown";
    };
  }
}
