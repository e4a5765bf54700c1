package ua.holos.nlp.phrase;

/// Spellings of one word brought together, so that a lexicon needs one entry where people write
/// «ліфт», «лифт», «лiфт» (Latin i) and «lift».
public final class Spelling {

  private Spelling() {}

  /// Whether people type this character for an apostrophe.
  static boolean isApostrophe(char c) {
    return switch (c) {
      case '\'', '’', '‘', 'ʼ', '`', '´', '′', 'ʹ', '＇', '”', '“', '"', '*' -> true;
      default -> false;
    };
  }

  /// Lower case without apostrophes; a wholly Latin word is transliterated, a Latin letter inside a
  /// Cyrillic word is taken for the Cyrillic one that looks like it.
  static String lower(CharSequence word) {
    StringBuilder plain = new StringBuilder(word.length());
    boolean cyrillic = false;
    boolean latin = false;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (isApostrophe(c)) {
        continue;
      }
      if (c == '\u0306' || c == '\u0308' || Character.getType(c) == Character.NON_SPACING_MARK) {
        compose(plain, c);
        continue;
      }
      c = Character.toLowerCase(c);
      cyrillic |= c >= 'а' && c <= 'ԯ';
      latin |= c >= 'a' && c <= 'z';
      plain.append(c);
    }
    if (!latin) {
      return plain.toString();
    }
    return cyrillic ? lookalikes(plain) : transliterated(plain);
  }

  private static void compose(StringBuilder word, char mark) {
    if (word.isEmpty()) {
      return;
    }
    int last = word.length() - 1;
    char letter = word.charAt(last);
    if (mark == '\u0306' && letter == 'и') {
      word.setCharAt(last, 'й');
    } else if (mark == '\u0308' && (letter == 'і' || letter == 'i')) {
      word.setCharAt(last, 'ї');
    } else if (mark == '\u0308' && letter == 'е') {
      word.setCharAt(last, 'ё');
    }
  }

  /// What spellings have in common: `і ї ы й` become `и`, `є э ё` become `е`, `ґ` becomes `г`, soft
  /// and hard signs go, a repeated letter counts once. Never for showing.
  static String fold(String lower) {
    StringBuilder folded = new StringBuilder(lower.length());
    char before = 0;
    for (int i = 0; i < lower.length(); i++) {
      char c =
          switch (lower.charAt(i)) {
            case 'і', 'ї', 'ы', 'й' -> 'и';
            case 'є', 'э', 'ё' -> 'е';
            case 'ґ' -> 'г';
            case 'ь', 'ъ' -> 0;
            default -> lower.charAt(i);
          };
      if (c == 0 || (c == before && !Character.isDigit(c))) {
        continue;
      }
      folded.append(c);
      before = c;
    }
    return folded.toString();
  }

  private static String lookalikes(StringBuilder word) {
    for (int i = 0; i < word.length(); i++) {
      int at = "aceikmoptuyxhb".indexOf(word.charAt(i));
      if (at >= 0) {
        word.setCharAt(i, "асеікмортуухнв".charAt(at));
      }
    }
    return word.toString();
  }

  private static final String[][] CLUSTERS = {
    {"shch", "щ"},
    {"sch", "щ"},
    {"zh", "ж"},
    {"kh", "х"},
    {"ts", "ц"},
    {"tz", "ц"},
    {"ch", "ч"},
    {"sh", "ш"},
    {"ya", "я"},
    {"ja", "я"},
    {"ia", "я"},
    {"yu", "ю"},
    {"ju", "ю"},
    {"iu", "ю"},
    {"ye", "є"},
    {"je", "є"},
    {"yi", "ї"},
    {"ji", "ї"},
    {"yo", "ё"},
    {"jo", "ё"},
    {"ck", "к"}
  };

  private static String transliterated(StringBuilder word) {
    StringBuilder out = new StringBuilder(word.length());
    int i = 0;
    while (i < word.length()) {
      int taken = 0;
      for (String[] cluster : CLUSTERS) {
        if (startsWith(word, cluster[0], i)) {
          out.append(cluster[1]);
          taken = cluster[0].length();
          break;
        }
      }
      if (taken == 0) {
        char c = word.charAt(i);
        int at = "abcdefghijklmnopqrstuvwxyz".indexOf(c);
        boolean iotated = c == 'y' && i > 0 && "aeiouy".indexOf(word.charAt(i - 1)) >= 0;
        out.append(iotated ? 'й' : at < 0 ? c : "абцдефггійклмнопкрстуввхиз".charAt(at));
        taken = 1;
      }
      i += taken;
    }
    return out.toString();
  }

  private static boolean startsWith(StringBuilder word, String prefix, int at) {
    if (at + prefix.length() > word.length()) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (word.charAt(at + i) != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
