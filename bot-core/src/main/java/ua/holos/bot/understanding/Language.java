package ua.holos.bot.understanding;

/// The language a text is written in. `MIXED` is surzhyk or both languages in one text,
/// `TRANSLITERATED` Ukrainian or Russian in Latin letters, `UNKNOWN` a text that no word tells of:
/// numbers, signs, a face rolled over the keyboard.
public enum Language {
  UKRAINIAN,
  RUSSIAN,
  MIXED,
  TRANSLITERATED,
  ENGLISH,
  UNKNOWN
}
