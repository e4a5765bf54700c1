package ua.holos.nlp.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import ua.holos.bot.understanding.Language;
import ua.holos.nlp.phrase.Gibberish;
import ua.holos.nlp.phrase.Utterance;
import ua.holos.nlp.phrase.Word;

/// Tells Ukrainian, Russian and their mix apart: by everyday words, by letters that only one of
/// them has, and, where both are silent, by groups of letters. Works from one word on. Thread safe.
public final class LanguageReader {

  private static final int UKRAINIAN = 1;
  private static final int RUSSIAN = 2;
  private static final int SURZHYK = 4;
  private static final int ENGLISH = 8;

  /// From this score of its letter groups on a word counts for its language; below, it only leans.
  private static final double TELLING = 2.6;

  /// Words of a message that may be nothing but a face rolled over the keyboard.
  private static final int SHORT = 8;

  /// More English words than this share make a text of Latin letters English.
  private static final double ENGLISH_SHARE = 0.4;

  /// A word of the other language among five (a street's name, a quotation) doesn't make a text
  /// mixed; a surzhyk word counts double.
  private static final double MIXED_SHARE = 0.2;

  private final Map<String, Integer> words = new HashMap<>();
  private final Map<String, Integer> beginnings = new HashMap<>();
  private final LetterGroups letterGroups = new LetterGroups();

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
          case "en" -> ENGLISH;
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
    int cyrillic = 0;
    int latin = 0;
    for (Word word : utterance.words()) {
      if (isWord(word)) {
        int letters = word.end() - word.start();
        latin += word.latin() ? letters : 0;
        cyrillic += word.latin() ? 0 : letters;
      }
    }
    boolean brief = utterance.size() <= SHORT;
    if (cyrillic + latin == 0 || (brief && Gibberish.is(utterance))) {
      return Language.UNKNOWN;
    }
    return latin > cyrillic ? latin(utterance) : cyrillic(utterance);
  }

  private static boolean isWord(Word word) {
    return !word.number() && Character.isLetter(word.lower().charAt(0));
  }

  private Language latin(Utterance utterance) {
    int all = 0;
    int english = 0;
    for (Word word : utterance.words()) {
      if (isWord(word) && word.latin()) {
        String written =
            utterance.text().substring(word.start(), word.end()).toLowerCase(Locale.ROOT);
        if (written.chars().anyMatch(c -> c > 0x7F && Character.isLetter(c) && c < 0x180)) {
          // ł, ą, ß, é: neither of ours in Latin letters.
          return Language.UNKNOWN;
        }
        all++;
        english += (words.getOrDefault(written, 0) & ENGLISH) != 0 ? 1 : 0;
      }
    }
    boolean lone = english == 1 && all == 2;
    return english > ENGLISH_SHARE * all && !lone ? Language.ENGLISH : Language.TRANSLITERATED;
  }

  private Language cyrillic(Utterance utterance) {
    int ukrainian = 0;
    int russian = 0;
    int surzhyk = 0;
    double lean = 0;
    for (Word word : utterance.words()) {
      if (!isWord(word) || word.latin()) {
        continue;
      }
      int signs = signs(word.lower(), utterance.text().substring(word.start(), word.end()));
      if (signs == 0) {
        double score = isName(utterance, word) ? 0 : letterGroups.score(word.lower());
        lean += score;
        signs = Math.abs(score) < TELLING ? 0 : score > 0 ? UKRAINIAN : RUSSIAN;
      }
      if ((signs & SURZHYK) != 0) {
        surzhyk++;
      } else if (signs == UKRAINIAN) {
        ukrainian++;
      } else if (signs == RUSSIAN) {
        russian++;
      }
    }
    int telling = ukrainian + russian + surzhyk;
    if (telling == 0) {
      return lean < 0 ? Language.RUSSIAN : Language.UKRAINIAN;
    }
    double less = Math.min(ukrainian, russian) + surzhyk;
    double share = less / telling;
    if (less > 0 && share >= (surzhyk > 0 ? MIXED_SHARE / 2 : MIXED_SHARE)) {
      return Language.MIXED;
    }
    boolean leansRussian = russian == ukrainian ? lean < 0 : russian > ukrainian;
    return leansRussian ? Language.RUSSIAN : Language.UKRAINIAN;
  }

  /// A capital after the first word: names of people and streets tell nothing of the writer.
  private static boolean isName(Utterance utterance, Word word) {
    boolean first = word.start() == utterance.word(0).start();
    return word.capital()
        && !first
        && Character.isLowerCase(utterance.text().charAt(word.end() - 1));
  }

  /// What lists and letters say about a word; both languages at once for a shared word, 0 for
  /// nothing.
  private int signs(String lower, String written) {
    int known = words.getOrDefault(lower, 0) & ~ENGLISH;
    for (int end = Math.min(lower.length(), 9); end >= 4 && known == 0; end--) {
      known = beginnings.getOrDefault(lower.substring(0, end), 0) & ~ENGLISH;
    }
    if ((known & SURZHYK) != 0) {
      return SURZHYK;
    }
    if (known != 0) {
      return known;
    }
    int signs = 0;
    for (int k = 0; k < lower.length(); k++) {
      switch (lower.charAt(k)) {
        case 'і', 'ї', 'є', 'ґ' -> signs |= UKRAINIAN;
        case 'ы', 'э', 'ъ', 'ё' -> signs |= RUSSIAN;
        default -> {}
      }
    }
    boolean both = signs == (UKRAINIAN | RUSSIAN);
    return both || soundsRussian(written) ? SURZHYK : signs;
  }

  /// A Russian word by ear in Ukrainian letters: «свєт», «гдє», «отоплєніє». Ukrainian has no «є»
  /// right after a consonant but after a doubled one («життєвий») or at the end («синє»).
  private static boolean soundsRussian(String written) {
    for (int i = 1; i < written.length() - 1; i++) {
      char c = Character.toLowerCase(written.charAt(i));
      char before = Character.toLowerCase(written.charAt(i - 1));
      if (c == 'є' && "бвгґджзклмнпрстфхцчшщ".indexOf(before) >= 0) {
        boolean doubled = i > 1 && Character.toLowerCase(written.charAt(i - 2)) == before;
        if (!doubled && "дзлнстгкр".indexOf(before) >= 0 || "жчшщцбвмпф".indexOf(before) >= 0) {
          return true;
        }
      }
    }
    return written.length() > 2 && written.toLowerCase(Locale.ROOT).endsWith("дє");
  }
}
