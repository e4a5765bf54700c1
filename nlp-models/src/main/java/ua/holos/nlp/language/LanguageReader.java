package ua.holos.nlp.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import ua.holos.bot.understanding.Language;
import ua.holos.nlp.phrase.Utterance;
import ua.holos.nlp.phrase.Word;

/// Tells Ukrainian, Russian and their mix apart by letters, everyday words and endings. Works from
/// one word on; a statistical detector needs more text and a hundred times the memory. Thread safe.
public final class LanguageReader {

  private static final int UKRAINIAN = 1;
  private static final int RUSSIAN = 2;
  private static final int SURZHYK = 4;

  /// A cyrillic text without any other sign of its language this long, with «и» and without «і», is
  /// Russian: Ukrainian hardly does without «і» for so long.
  private static final int TELLING_LENGTH = 18;

  /// A word of the other language among five (a street's name, a quotation) doesn't make a text
  /// mixed; a surzhyk word counts double.
  private static final double MIXED_SHARE = 0.2;

  private final Map<String, Integer> words = new HashMap<>();
  private final Map<String, Integer> beginnings = new HashMap<>();

  public LanguageReader() {
    try (InputStream in = LanguageReader.class.getResourceAsStream("words.tsv")) {
      if (in == null) {
        throw new IllegalStateException("words.tsv is missing");
      }
      new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .forEach(this::learn);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void learn(String line) {
    int tab = line.indexOf('\t');
    int language =
        switch (line.substring(0, tab)) {
          case "uk" -> UKRAINIAN;
          case "ru" -> RUSSIAN;
          case "surzhyk" -> SURZHYK;
          case "shared" -> UKRAINIAN | RUSSIAN;
          default -> throw new IllegalStateException("unknown language: " + line);
        };
    for (String word : line.substring(tab + 1).strip().split("\\s+")) {
      if (word.endsWith("*")) {
        beginnings.merge(word.substring(0, word.length() - 1), language, (a, b) -> a | b);
      } else {
        words.merge(word.replace("'", ""), language, (a, b) -> a | b);
      }
    }
  }

  /// The language of a text; [Language#UNKNOWN] when nothing in it tells.
  public Language read(Utterance utterance) {
    int ukrainian = 0;
    int russian = 0;
    int surzhyk = 0;
    int cyrillic = 0;
    boolean i = false;
    boolean y = false;
    int latinWords = 0;
    for (Word word : utterance.words()) {
      if (word.number() || !Character.isLetter(word.lower().charAt(0))) {
        continue;
      }
      if (word.latin()) {
        latinWords++;
      }
      cyrillic += word.lower().length();
      i |= word.lower().indexOf('і') >= 0;
      y |= word.lower().indexOf('и') >= 0;
      int signs = signs(word);
      if ((signs & SURZHYK) != 0) {
        surzhyk++;
      } else if (signs == UKRAINIAN) {
        ukrainian++;
      } else if (signs == RUSSIAN) {
        russian++;
      } else if (signs == (UKRAINIAN | RUSSIAN)) {
        surzhyk++;
      }
    }
    if (cyrillic == 0) {
      return Language.UNKNOWN;
    }
    int telling = ukrainian + russian + surzhyk;
    if (telling == 0) {
      if (latinWords > 0) {
        return Language.UNKNOWN;
      }
      return y && !i && cyrillic >= TELLING_LENGTH ? Language.RUSSIAN : Language.UKRAINIAN;
    }
    double less = Math.min(ukrainian, russian) + surzhyk;
    if (less > 0 && (surzhyk > 0 || Math.max(ukrainian, russian) > 0)) {
      double share = less / telling;
      if (share >= (surzhyk > 0 ? MIXED_SHARE / 2 : MIXED_SHARE)) {
        return Language.MIXED;
      }
    }
    return russian > ukrainian ? Language.RUSSIAN : Language.UKRAINIAN;
  }

  int signs(Word word) {
    String lower = word.lower();
    int known = words.getOrDefault(lower, 0);
    if (known == 0) {
      for (int end = Math.min(lower.length(), 9); end >= 4 && known == 0; end--) {
        known = beginnings.getOrDefault(lower.substring(0, end), 0);
      }
    }
    if ((known & SURZHYK) != 0) {
      return SURZHYK;
    }
    if (known != 0) {
      // A word of both languages tells nothing.
      return known == (UKRAINIAN | RUSSIAN) ? 0 : known;
    }
    int signs = 0;
    if (!word.latin()) {
      for (int k = 0; k < lower.length(); k++) {
        switch (lower.charAt(k)) {
          case 'і', 'ї', 'є', 'ґ' -> signs |= UKRAINIAN;
          case 'ы', 'э', 'ъ', 'ё' -> signs |= RUSSIAN;
          default -> {}
        }
      }
      if (signs != 0) {
        return signs;
      }
    }
    return lower.length() >= 5 ? ending(lower) : 0;
  }

  /// Ukrainian endings; the longest ending of either list counts.
  private static final Set<String> UKRAINIAN_ENDINGS =
      Set.of(
          "ння", "ття", "ати", "яти", "ити", "іти", "ються", "уються", "яться", "ють", "ою",
          "ється", "лося", "лися", "ська", "цька", "увати", "ували", "ував");

  private static final Set<String> RUSSIAN_ENDINGS =
      Set.of(
          "ение", "ения", "ание", "ания", "ость", "ать", "еть", "лся", "лись", "ет", "ут", "ют",
          "ешь", "ишь", "ая", "яя", "ое", "ее", "ые", "ие", "ция", "ции", "ский", "ской", "ских",
          "ого", "ировать", "ировали", "тся", "утся", "ются", "ается");

  /// Endings that only look like one of the lists'.
  private static final Set<String> SHARED_ENDINGS =
      Set.of("чать", "жать", "щать", "шать", "ого", "ять", "зять", "лять");

  private static int ending(String word) {
    for (int length = Math.min(7, word.length() - 1); length >= 2; length--) {
      String end = word.substring(word.length() - length);
      if (SHARED_ENDINGS.contains(end)) {
        return 0;
      }
      if (UKRAINIAN_ENDINGS.contains(end)) {
        return UKRAINIAN;
      }
      if (RUSSIAN_ENDINGS.contains(end)) {
        return RUSSIAN;
      }
    }
    return 0;
  }
}
