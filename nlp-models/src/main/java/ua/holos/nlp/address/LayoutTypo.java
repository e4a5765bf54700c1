package ua.holos.nlp.address;

import java.util.ArrayList;
import java.util.List;

/// Texts typed with the keyboard left in Latin: «dek/ {htofnbr 5» is «вул. Хрещатик 5».
///
/// Each key gives one letter, so that places in the text stay the same.
final class LayoutTypo {
  private static final int FEWEST_LETTERS = 4;
  private static final int LONGEST_TEXT = 400;

  private static final String KEYS =
      "qwertyuiop[]asdfghjkl;'zxcvbnm,./`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?~";
  private static final String UKRAINIAN =
      "йцукенгшщзхїфівапролджєячсмитьбю.'ЙЦУКЕНГШЩЗХЇФІВАПРОЛДЖЄЯЧСМИТЬБЮ,'";
  private static final String RUSSIAN =
      "йцукенгшщзхъфывапролджэячсмитьбю.ёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,Ё";

  private LayoutTypo() {}

  /// The text with its Latin words typed as in the Ukrainian and in the Russian layout; empty when
  /// there is too little Latin in it, or too much text.
  static List<String> readings(String text) {
    if (text.length() > LONGEST_TEXT || latinLetters(text) < FEWEST_LETTERS) {
      return List.of();
    }
    var ukrainian = retyped(text, UKRAINIAN);
    var russian = retyped(text, RUSSIAN);
    var readings = new ArrayList<String>(2);
    readings.add(ukrainian);
    if (!russian.equals(ukrainian)) {
      readings.add(russian);
    }
    return readings;
  }

  private static int latinLetters(String text) {
    int letters = 0;
    for (int i = 0; i < text.length(); i++) {
      letters += isLatin(text.charAt(i)) ? 1 : 0;
    }
    return letters;
  }

  private static String retyped(String text, String layout) {
    var out = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      int end = wordEnd(text, i);
      boolean typo = isTypo(text, i, end);
      for (int at = i; at < end; at++) {
        char c = text.charAt(at);
        int key = typo ? KEYS.indexOf(c) : -1;
        out.append(key < 0 ? c : layout.charAt(key));
      }
      if (end < text.length()) {
        out.append(text.charAt(end));
      }
      i = end + 1;
    }
    return out.toString();
  }

  private static int wordEnd(String text, int from) {
    int end = from;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /// A piece between spaces that has Latin letters, or signs that are letters, and no Cyrillic.
  private static boolean isTypo(String text, int from, int to) {
    boolean key = false;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (Character.isLetter(c) && !isLatin(c)) {
        return false;
      }
      key |= isLatin(c) || c == '[' || c == ']' || c == '{' || c == '}' || c == ';';
    }
    return key;
  }

  private static boolean isLatin(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }
}
