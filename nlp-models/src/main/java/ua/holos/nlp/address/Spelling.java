package ua.holos.nlp.address;

import java.util.Locale;
import java.util.Map;

/// One spelling for the many that people use: Ukrainian, Russian, Latin letters, with or without
/// apostrophes, in any case of the word.
///
/// `fold` makes letters alike that are mixed up (і, и, ї, ы, й; е, є, э, ё; я and а), `stems` takes
/// the case ending off. Both are for comparing only, never for showing.
final class Spelling {
  private static final int SHORTEST_STEM = 2;

  private static final String[] VOWEL_ENDINGS = {
    "ого", "его", "ому", "ему", "ами", "ими", "ои", "еи", "оу", "еу", "ие", "иу", "иа", "а", "у",
    "и", "е", "о"
  };
  private static final String[] CONSONANT_ENDINGS = {
    "ив", "ов", "ев", "их", "ах", "им", "ом", "ем", "ам"
  };

  private static final Map<String, String> TENS =
      Map.of(
          "дес", "10",
          "двад", "20",
          "трид", "30",
          "сорок", "40",
          "патдес", "50",
          "шист", "60",
          "шест", "60",
          "симдес", "70",
          "семдес", "70");

  private Spelling() {}

  /// The comparable spelling of one word; empty when nothing is left of it.
  static String fold(String word) {
    var cyrillic = cyrillic(word.toLowerCase(Locale.ROOT));
    var out = new StringBuilder(cyrillic.length());
    char before = 0;
    for (int i = 0; i < cyrillic.length(); i++) {
      char c = cyrillic.charAt(i);
      char next = i + 1 < cyrillic.length() ? cyrillic.charAt(i + 1) : 0;
      char folded =
          switch (c) {
            case 'ґ' -> 'г';
            case 'є', 'э', 'ё' -> 'е';
            case 'і', 'ї', 'ы' -> 'и';
            case 'й' -> next == 'о' ? 0 : 'и';
            case 'ю', 'ў' -> 'у';
            case 'я' -> 'а';
            case 'о' -> isSoft(before) ? 'е' : 'о';
            case 'ь', 'ъ' -> 0;
            default -> isKept(c) ? c : 0;
          };
      before = c;
      if (folded != 0 && (out.isEmpty() || out.charAt(out.length() - 1) != folded)) {
        out.append(folded);
      }
    }
    return anniversary(out.toString());
  }

  /// U+02BC, the apostrophe that Unicode recommends for Ukrainian, is a letter to Java.
  private static boolean isKept(char c) {
    return Character.isLetterOrDigit(c) && Character.getType(c) != Character.MODIFIER_LETTER;
  }

  private static boolean isSoft(char before) {
    return before == 'ж'
        || before == 'ч'
        || before == 'ш'
        || before == 'щ'
        || before == 'ь'
        || before == 'й';
  }

  /// «Сорокаріччя» and «40-летия» are one word: `40р`.
  private static String anniversary(String folded) {
    if (folded.length() > 8
        && (folded.endsWith("рича") || folded.endsWith("летиа") || folded.endsWith("лита"))) {
      for (var ten : TENS.entrySet()) {
        if (folded.startsWith(ten.getKey())) {
          return ten.getValue() + "р";
        }
      }
    }
    return folded;
  }

  /// Whether a word after a number makes it an anniversary: річчя, летия, ліття, лет, років.
  static boolean isAnniversary(String folded) {
    return folded.equals("рича")
        || folded.equals("летиа")
        || folded.equals("лита")
        || folded.equals("лет")
        || folded.equals("рокив");
  }

  private static String cyrillic(String lower) {
    boolean latin = false;
    boolean cyrillic = false;
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      latin |= c >= 'a' && c <= 'z';
      cyrillic |= c >= 'а' && c <= 'ґ';
    }
    if (!latin) {
      return lower;
    }
    return cyrillic ? lookAlikes(lower) : transliterated(lower);
  }

  private static String lookAlikes(String lower) {
    var out = new StringBuilder(lower.length());
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      out.append(
          switch (c) {
            case 'a' -> 'а';
            case 'b' -> 'в';
            case 'c' -> 'с';
            case 'e' -> 'е';
            case 'h' -> 'н';
            case 'i' -> 'і';
            case 'k' -> 'к';
            case 'm' -> 'м';
            case 'o' -> 'о';
            case 'p' -> 'р';
            case 't' -> 'т';
            case 'x' -> 'х';
            case 'y' -> 'у';
            default -> c;
          });
    }
    return out.toString();
  }

  private static final String[][] LATIN = {
    {"shch", "щ"}, {"sch", "щ"}, {"zh", "ж"}, {"kh", "х"}, {"ts", "ц"}, {"tz", "ц"}, {"ch", "ч"},
    {"sh", "ш"}, {"ya", "я"}, {"ja", "я"}, {"ia", "я"}, {"yu", "ю"}, {"ju", "ю"}, {"iu", "ю"},
    {"ye", "є"}, {"je", "є"}, {"ie", "є"}, {"yi", "ї"}, {"ji", "ї"}, {"yo", "ё"}, {"jo", "ё"},
    {"a", "а"}, {"b", "б"}, {"c", "ц"}, {"d", "д"}, {"e", "е"}, {"f", "ф"}, {"g", "г"},
    {"h", "г"}, {"i", "и"}, {"j", "й"}, {"k", "к"}, {"l", "л"}, {"m", "м"}, {"n", "н"},
    {"o", "о"}, {"p", "п"}, {"q", "к"}, {"r", "р"}, {"s", "с"}, {"t", "т"}, {"u", "у"},
    {"v", "в"}, {"w", "в"}, {"x", "кс"}, {"y", "и"}, {"z", "з"},
  };

  private static String transliterated(String lower) {
    var out = new StringBuilder(lower.length());
    int i = 0;
    while (i < lower.length()) {
      int at = i;
      for (var pair : LATIN) {
        if (lower.startsWith(pair[0], i)) {
          out.append(pair[1]);
          i += pair[0].length();
          break;
        }
      }
      if (i == at) {
        out.append(lower.charAt(i));
        i++;
      }
    }
    return out.toString();
  }

  /// The word without its case ending: likeliest first. A plural or instrumental ending («Героїв»,
  /// «Хрещатиком») gives a second stem, because «Донцов» ends alike and keeps its ending.
  static String[] stems(String folded) {
    if (folded.isEmpty() || Character.isDigit(folded.charAt(0))) {
      return new String[] {folded};
    }
    var first = without(folded, VOWEL_ENDINGS);
    if (!first.equals(folded)) {
      return new String[] {first};
    }
    var second = without(folded, CONSONANT_ENDINGS);
    return second.equals(folded) || second.length() <= SHORTEST_STEM
        ? new String[] {folded}
        : new String[] {folded, second};
  }

  static String stem(String folded) {
    return stems(folded)[0];
  }

  private static String without(String folded, String[] endings) {
    for (var ending : endings) {
      if (folded.length() - ending.length() >= SHORTEST_STEM && folded.endsWith(ending)) {
        int end = folded.length() - ending.length();
        while (end > SHORTEST_STEM && isVowel(folded.charAt(end - 1))) {
          end--;
        }
        return folded.substring(0, end);
      }
    }
    return folded;
  }

  static boolean isVowel(char c) {
    return c == 'а' || c == 'у' || c == 'и' || c == 'е' || c == 'о';
  }
}
