package ua.holos.nlp.evaluation;

import ua.holos.bot.understanding.Language;

/// The codes by which labelled texts and the commands name languages.
public final class LanguageCodes {

  private LanguageCodes() {}

  /// `uk`, `ru`, `mixed`, `translit`, `en` or `none`.
  public static String of(Language language) {
    return switch (language) {
      case UKRAINIAN -> "uk";
      case RUSSIAN -> "ru";
      case MIXED -> "mixed";
      case TRANSLITERATED -> "translit";
      case ENGLISH -> "en";
      case UNKNOWN -> "none";
    };
  }
}
