package ua.holos.nlp.text;

/// What letters have in common across Ukrainian, Russian, surzhyk and keyboards without Cyrillic.
public final class Letters {

  private Letters() {}

  /// Whether a character is one of those that people type for an apostrophe.
  public static boolean isApostrophe(char c) {
    return switch (c) {
      case '\'', '’', '‘', 'ʼ', '`', '´', '′', 'ʹ', '＇' -> true;
      default -> false;
    };
  }

  /// Puts a combining mark on the last letter: breve and diaeresis make letters of the alphabet,
  /// other marks (stress) are dropped.
  static void compose(StringBuilder word, char mark) {
    if (word.isEmpty()) {
      return;
    }
    int last = word.length() - 1;
    char letter = word.charAt(last);
    if (mark == '\u0306' && letter == 'и') {
      word.setCharAt(last, 'й');
    } else if (mark == '\u0308' && letter == 'і') {
      word.setCharAt(last, 'ї');
    } else if (mark == '\u0308' && letter == 'е') {
      word.setCharAt(last, 'ё');
    }
  }

  /// One spelling for what Ukrainian, Russian and careless typing write differently: `і ї ы` as
  /// `и`, `є э ё` as `е`, `ґ` as `г`; soft sign, hard sign and apostrophe dropped; Latin letters
  /// read as Cyrillic (`voda` as `вода`). For comparing, never for showing.
  ///
  /// @param word in lower case
  public static String fold(String word) {
    int length = word.length();
    StringBuilder folded = new StringBuilder(length);
    boolean latin = isLatin(word);
    for (int i = 0; i < length; i++) {
      char c = word.charAt(i);
      switch (c) {
        case 'і', 'ї', 'ы' -> folded.append('и');
        case 'є', 'э', 'ё' -> folded.append('е');
        case 'ґ' -> folded.append('г');
        case 'ь', 'ъ', '\'' -> {}
        default -> {
          if (c < 'a' || c > 'z') {
            folded.append(c);
          } else if (latin) {
            i += transliterate(word, i, folded);
          } else {
            folded.append(lookalike(c));
          }
        }
      }
    }
    return folded.toString();
  }

  private static boolean isLatin(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c > 0x7F) {
        return false;
      }
    }
    return true;
  }

  /// A Latin letter within a Cyrillic word: typed by mistake for the one that looks like it.
  private static char lookalike(char c) {
    return switch (c) {
      case 'a' -> 'а';
      case 'c' -> 'с';
      case 'e' -> 'е';
      case 'i' -> 'и';
      case 'k' -> 'к';
      case 'm' -> 'м';
      case 'o' -> 'о';
      case 'p' -> 'р';
      case 't' -> 'т';
      case 'u', 'y' -> 'у';
      case 'x' -> 'х';
      default -> c;
    };
  }

  /// Reads the Latin letters at a place as Cyrillic; the result is how many more than one it took.
  private static int transliterate(String word, int at, StringBuilder out) {
    char c = word.charAt(at);
    char next = at + 1 < word.length() ? word.charAt(at + 1) : ' ';
    switch (c) {
      case 's' -> {
        if (word.startsWith("shch", at)) {
          out.append('щ');
          return 3;
        }
        return pair(next == 'h', 'ш', 'с', out);
      }
      case 'z' -> {
        return pair(next == 'h', 'ж', 'з', out);
      }
      case 'k' -> {
        return pair(next == 'h', 'х', 'к', out);
      }
      case 'c' -> {
        return pair(next == 'h', 'ч', next == 'k' ? 'к' : 'ц', out);
      }
      case 't' -> {
        return pair(next == 's' && word.startsWith("tsi", at), 'ц', 'т', out);
      }
      case 'y' -> {
        switch (next) {
          case 'a' -> out.append('я');
          case 'u' -> out.append('ю');
          case 'e' -> out.append('е');
          case 'i' -> out.append('и');
          default -> {
            boolean afterVowel = at > 0 && "aeiou".indexOf(word.charAt(at - 1)) >= 0;
            out.append(afterVowel ? 'й' : 'и');
            return 0;
          }
        }
        return 1;
      }
      case 'j' -> {
        switch (next) {
          case 'a' -> out.append('я');
          case 'u' -> out.append('ю');
          case 'e' -> out.append('е');
          default -> {
            out.append('й');
            return 0;
          }
        }
        return 1;
      }
      case 'i' -> {
        boolean iotated = (next == 'a' || next == 'u') && at > 0;
        if (iotated) {
          out.append(next == 'a' ? 'я' : 'ю');
          return 1;
        }
        out.append('и');
        return 0;
      }
      default -> {
        out.append(
            switch (c) {
              case 'a' -> 'а';
              case 'b' -> 'б';
              case 'd' -> 'д';
              case 'e' -> 'е';
              case 'f' -> 'ф';
              case 'g', 'h' -> 'г';
              case 'l' -> 'л';
              case 'm' -> 'м';
              case 'n' -> 'н';
              case 'o' -> 'о';
              case 'p' -> 'п';
              case 'q' -> 'к';
              case 'r' -> 'р';
              case 'u' -> 'у';
              case 'v', 'w' -> 'в';
              case 'x' -> 'х';
              default -> c;
            });
        return 0;
      }
    }
  }

  private static int pair(boolean both, char two, char one, StringBuilder out) {
    out.append(both ? two : one);
    return both ? 1 : 0;
  }
}
