package ua.holos.nlp.text;

import java.util.ArrayList;
import java.util.List;

/// A text split into words once, for everybody who reads it. Immutable.
///
/// A word is a run of letters and digits; an apostrophe inside belongs to it, a hyphen does not.
/// Combining marks are kept with their letter and composed (`и` + breve becomes `й`), so that texts
/// typed on a phone of any make look alike.
public final class PreparedText {

  private final String original;
  private final List<Token> tokens;

  private PreparedText(String original, List<Token> tokens) {
    this.original = original;
    this.tokens = tokens;
  }

  /// Reads any text; one without a letter or digit has no tokens.
  public static PreparedText of(String text) {
    List<Token> tokens = new ArrayList<>(Math.max(4, text.length() / 6));
    int at = 0;
    int length = text.length();
    StringBuilder word = new StringBuilder(24);
    while (at < length) {
      if (!isWordUnit(text.charAt(at))) {
        at++;
        continue;
      }
      int start = at;
      word.setLength(0);
      while (at < length) {
        char c = text.charAt(at);
        if (isWordUnit(c)) {
          word.append(Character.toLowerCase(c));
        } else if (isCombining(c)) {
          Letters.compose(word, c);
        } else if (Letters.isApostrophe(c)
            && at + 1 < length
            && isWordUnit(text.charAt(at + 1))
            && isWordUnit(text.charAt(at - 1))) {
          word.append('\'');
        } else {
          break;
        }
        at++;
      }
      tokens.add(new Token(word.toString(), start, at));
    }
    return new PreparedText(text, List.copyOf(tokens));
  }

  /// Unicode counts the modifier apostrophe U+02BC as a letter; here it is an apostrophe.
  private static boolean isWordUnit(char c) {
    return Character.isLetterOrDigit(c) && !Letters.isApostrophe(c);
  }

  private static boolean isCombining(char c) {
    return c >= '\u0300' && c <= '\u036F';
  }

  /// The text as it came.
  public String original() {
    return original;
  }

  /// Its words and numbers in order.
  public List<Token> tokens() {
    return tokens;
  }

  /// The tokens' words alone, in order; a new array.
  public String[] words() {
    return words(0, tokens.size());
  }

  /// The words of some of the tokens, `from` inclusive, `to` exclusive; a new array.
  public String[] words(int from, int to) {
    String[] words = new String[to - from];
    for (int i = from; i < to; i++) {
      words[i - from] = tokens.get(i).word();
    }
    return words;
  }
}
