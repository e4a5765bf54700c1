package ua.holos.nlp.address;

import java.util.ArrayList;

/// A text cut into words, numbers and signs, each with its place.
final class Tokens {
  enum Kind {
    WORD,
    NUMBER,
    SIGN
  }

  /// @param raw as written
  /// @param folded comparable spelling; of a number its digits, of a sign the sign
  /// @param start first UTF-16 unit
  /// @param end unit after the last
  /// @param spaced whether space or a new line stands before
  /// @param newLine whether a new line stands before
  record Token(
      Kind kind, String raw, String folded, int start, int end, boolean spaced, boolean newLine) {
    boolean isWord() {
      return kind == Kind.WORD;
    }

    boolean isNumber() {
      return kind == Kind.NUMBER;
    }

    boolean is(char sign) {
      return kind == Kind.SIGN && raw.charAt(0) == sign;
    }

    boolean isCapitalised() {
      return kind == Kind.WORD && Character.isUpperCase(raw.charAt(0));
    }

    boolean isLetter() {
      return kind == Kind.WORD && raw.length() == 1;
    }

    boolean isQuote() {
      return kind == Kind.SIGN && "\"«»“”„'’‘`".indexOf(raw.charAt(0)) >= 0;
    }

    boolean isHyphen() {
      return kind == Kind.SIGN && "-–—‐‑".indexOf(raw.charAt(0)) >= 0;
    }
  }

  /// What lies beyond is not read: no appeal is as long, and reading stays fast for any text.
  private static final int MOST = 1_000;

  private static final int SHORTEST_GLUED = 2;

  private static final Token NONE = new Token(Kind.SIGN, "\0", "\0", 0, 0, true, true);

  private final String text;
  private final Token[] tokens;

  private Tokens(String text, Token[] tokens) {
    this.text = text;
    this.tokens = tokens;
  }

  static Tokens of(String text) {
    var found = new ArrayList<Token>();
    int i = 0;
    boolean spaced = true;
    boolean newLine = true;
    while (i < text.length() && found.size() < MOST) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c) || isInvisible(c)) {
        spaced = true;
        newLine |= c == '\n';
        i++;
        continue;
      }
      int start = i;
      Kind kind;
      if (Character.isLetter(c)) {
        kind = Kind.WORD;
        while (i < text.length()
            && (Character.isLetter(text.charAt(i))
                || Character.getType(text.charAt(i)) == Character.NON_SPACING_MARK
                || joinsLetters(text, i))
            && !startsGluedWord(text, start, i)) {
          i++;
        }
      } else if (c >= '0' && c <= '9') {
        kind = Kind.NUMBER;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
          i++;
        }
      } else {
        kind = Kind.SIGN;
        i++;
      }
      var raw = text.substring(start, i);
      var folded = kind == Kind.WORD ? Spelling.fold(raw) : raw;
      found.add(new Token(kind, raw, folded, start, i, spaced, newLine));
      spaced = false;
      newLine = false;
    }
    return new Tokens(text, found.toArray(Token[]::new));
  }

  /// «вулицяСадова»: a space was left out. A word of one letter is no word.
  private static boolean startsGluedWord(String text, int start, int i) {
    return i - start >= SHORTEST_GLUED
        && i + 1 < text.length()
        && Character.isUpperCase(text.charAt(i))
        && Character.isLowerCase(text.charAt(i - 1))
        && Character.isLowerCase(text.charAt(i + 1));
  }

  private static boolean isInvisible(char c) {
    return c == '\u200b' || c == '\ufeff' || c == '\u00ad' || c == '\u2060';
  }

  /// An apostrophe of any make inside a word; a double quote only before є, ї, ю, я, і («під"їзд»).
  private static boolean joinsLetters(String text, int i) {
    if (i == 0 || i + 1 >= text.length()) {
      return false;
    }
    char next = text.charAt(i + 1);
    if (!Character.isLetter(text.charAt(i - 1)) || !Character.isLetter(next)) {
      return false;
    }
    return switch (text.charAt(i)) {
      case '\'', '’', 'ʼ', '‘', '`', '´', '′', '\u02b9' -> true;
      case '"', '”', '“', '*' -> "єїюяеіЄЇЮЯЕІ".indexOf(next) >= 0;
      default -> false;
    };
  }

  int size() {
    return tokens.length;
  }

  /// The token at a place; before the first and after the last a token that is like no other.
  Token at(int i) {
    return i < 0 || i >= tokens.length ? NONE : tokens[i];
  }

  boolean has(int i) {
    return i >= 0 && i < tokens.length;
  }

  int codePoint(int unit) {
    return text.codePointCount(0, unit);
  }

  String written(int from, int to) {
    return text.substring(at(from).start(), at(to - 1).end());
  }
}
