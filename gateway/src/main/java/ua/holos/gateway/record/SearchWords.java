package ua.holos.gateway.record;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/// Splits a text into the words that it can be found by: in lower case, each apostrophe the same,
/// `ґ` as people type it, a house number in one piece (`25-А` and `25а` are `25а`).
public final class SearchWords {
  /// Longer words are cut, in the record and in what is searched alike.
  private static final int LONGEST = 40;

  /// Letters by which words that begin alike are found: fewer say nothing.
  public static final int HEAD = 3;

  /// A text of ten thousand different words is no letter to the city.
  private static final int MOST = 500;

  private static final char APOSTROPHE = '\'';

  private SearchWords() {}

  /// The different words, in the order in which they come.
  public static Set<String> of(String text) {
    Set<String> words = new LinkedHashSet<>();
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < plain.length() && words.size() < MOST; ) {
      int c = plain.codePointAt(i);
      int next = i + Character.charCount(c);
      // Some apostrophes count as letters.
      if (Character.isLetterOrDigit(c) && !apostrophe(c)) {
        if (c == 'ґ') {
          word.append('г');
        } else {
          word.appendCodePoint(c);
        }
      } else if (!word.isEmpty() && next < plain.length()) {
        int after = plain.codePointAt(next);
        if (apostrophe(c) && Character.isLetter(after)) {
          word.append(APOSTROPHE);
        } else if (!houseLetter(word, c, plain, next)) {
          end(word, words);
        }
      } else {
        end(word, words);
      }
      i = next;
    }
    end(word, words);
    return words;
  }

  /// The first three letters, by which words that begin alike are found; a shorter word itself.
  public static String head(String word) {
    return word.codePointCount(0, word.length()) <= HEAD
        ? word
        : word.substring(0, word.offsetByCodePoints(0, HEAD));
  }

  /// `25-А`, `25/а`: a letter on its own behind a number belongs to it.
  private static boolean houseLetter(StringBuilder word, int c, String text, int next) {
    if (c != '-' && c != '/' || !word.chars().allMatch(Character::isDigit)) {
      return false;
    }
    int after = text.codePointAt(next);
    int end = next + Character.charCount(after);
    return Character.isLetter(after)
        && (end == text.length() || !Character.isLetterOrDigit(text.codePointAt(end)));
  }

  private static boolean apostrophe(int c) {
    return c == APOSTROPHE
        || c == 0x2019
        || c == 0x02BC
        || c == 0x2018
        || c == 0x02B9
        || c == 0x2032
        || c == 0x0060;
  }

  private static void end(StringBuilder word, Set<String> words) {
    if (!word.isEmpty()) {
      int length = word.codePointCount(0, word.length());
      words.add(
          length <= LONGEST
              ? word.toString()
              : word.substring(0, word.offsetByCodePoints(0, LONGEST)));
      word.setLength(0);
    }
  }
}
