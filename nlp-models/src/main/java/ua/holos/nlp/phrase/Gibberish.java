package ua.holos.nlp.phrase;

import java.util.List;
import java.util.Locale;

/// Tells a face rolled over a keyboard from words: «фівапролдж», «asdfgh», «ывапывап».
public final class Gibberish {

  private static final List<String> ROWS =
      List.of(
          "йцукенгшщзхї",
          "фівапролджє",
          "ячсмитьбю",
          "йцукенгшщзхъ",
          "фывапролджэ",
          "qwertyuiop",
          "asdfghjkl",
          "zxcvbnm",
          "абвгґдеєжзиіїйкл",
          "1234567890");

  private static final String MIDDLE_ROW = "фіївапролджєыэasdfghjkl";

  private static final String VOWELS = "аеєиіїоуюяыэёaeiouy";

  /// How much of a word's neighbouring letters must be neighbours on the keyboard.
  private static final double NEIGHBOURS = 0.7;

  private static final int SHORTEST = 5;

  private Gibberish() {}

  /// Whether most letters of a text stand in words that nobody means.
  public static boolean is(Utterance utterance) {
    int letters = 0;
    int senseless = 0;
    for (Word word : utterance.words()) {
      if (word.number() || !Character.isLetter(word.lower().charAt(0))) {
        continue;
      }
      String written = utterance.text().substring(word.start(), word.end());
      letters += written.length();
      if (isSenseless(written.toLowerCase(Locale.ROOT))) {
        senseless += written.length();
      }
    }
    return letters >= SHORTEST && senseless * 2 > letters;
  }

  private static boolean isSenseless(String word) {
    if (word.length() < SHORTEST) {
      return false;
    }
    int near = 0;
    int consonants = 0;
    int longest = 0;
    int same = 0;
    for (int i = 0; i < word.length(); i++) {
      consonants =
          VOWELS.indexOf(word.charAt(i)) >= 0 || word.charAt(i) == 'ь' ? 0 : consonants + 1;
      longest = Math.max(longest, consonants);
      if (i > 0) {
        near += areNeighbours(word.charAt(i - 1), word.charAt(i)) ? 1 : 0;
        same += word.charAt(i - 1) == word.charAt(i) ? 1 : 0;
      }
    }
    long distinct = word.chars().distinct().count();
    boolean repeats = word.length() >= 7 && distinct * 3 <= word.length();
    boolean middleRow =
        word.length() >= 9 && word.chars().allMatch(c -> MIDDLE_ROW.indexOf(c) >= 0);
    int pairs = word.length() - 1;
    return repeats
        || middleRow
        || near >= NEIGHBOURS * pairs
        || longest >= 6
        || same >= NEIGHBOURS * pairs;
  }

  private static boolean areNeighbours(char a, char b) {
    for (String row : ROWS) {
      int first = row.indexOf(a);
      int second = row.indexOf(b);
      if (first >= 0 && second >= 0 && Math.abs(first - second) == 1) {
        return true;
      }
    }
    return false;
  }
}
