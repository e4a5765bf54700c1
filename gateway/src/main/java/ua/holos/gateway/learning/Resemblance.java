package ua.holos.gateway.learning;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whether somebody's words may mean a street, by its letters.
final class Resemblance {
  private static final int FEWEST_LETTERS = 4;
  private static final int MOST_CHANGES = 2;

  /// Kinds of streets, in both languages: they make no street alike.
  private static final Pattern KIND =
      Pattern.compile(
          "вулиц.*|улиц.*|проспект.*|просп|провул.*|переул.*|бульвар.*|площ.*|майдан.*|шосе|шоссе"
              + "|узв[іо].*|набережн.*|будин.*|під[їє]зд.*|подъезд.*|кварт.*");

  private Resemblance() {}

  /// Whether a word of the words begins like a word of the address, or differs by a letter or two.
  static boolean between(String words, @Nullable String address) {
    if (address == null) {
      return false;
    }
    List<String> names = names(address);
    return names(words).stream()
        .anyMatch(word -> names.stream().anyMatch(name -> alike(word, name)));
  }

  private static List<String> names(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).replaceAll("['’ʼ`]", "").split("[^\\p{L}]+"))
        .filter(word -> word.length() >= FEWEST_LETTERS && !KIND.matcher(word).matches())
        .toList();
  }

  private static boolean alike(String a, String b) {
    return a.regionMatches(0, b, 0, FEWEST_LETTERS)
        || (Math.min(a.length(), b.length()) > FEWEST_LETTERS + 1 && changes(a, b) <= MOST_CHANGES);
  }

  /// How many letters have to be put in, left out or replaced (Levenshtein).
  private static int changes(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
