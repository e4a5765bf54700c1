package ua.holos.bot.understanding;

/// The language a text is written in. `MIXED` is surzhyk or both languages in one text.
public enum Language {
  UKRAINIAN,
  RUSSIAN,
  MIXED,
  UNKNOWN
}
