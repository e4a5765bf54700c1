package ua.holos.nlp.address;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.nlp.address.Tokens.Token;

/// Reads the words of a street name one by one, alike in the register and in a text: «40-річчя» is
/// one word, «9-го» is `9`, hyphens and quotes only divide words.
final class NameWords {
  private static final int LONGEST_ORDINAL_ENDING = 3;

  /// @param folded comparable spelling
  /// @param next the token after the word
  record Word(String folded, int next) {}

  private NameWords() {}

  /// The word that starts at a token, null when there is none.
  static @Nullable Word at(Tokens tokens, int i) {
    var token = tokens.at(i);
    if (token.isWord()) {
      return token.folded().isEmpty() ? null : new Word(token.folded(), i + 1);
    }
    if (!token.isNumber()) {
      return null;
    }
    boolean hyphen = tokens.at(i + 1).isHyphen() && !tokens.at(i + 1).spaced();
    int suffixAt = tokens.at(i + 1).isHyphen() ? i + 2 : i + 1;
    var suffix = tokens.at(suffixAt);
    if (suffix.isWord() && Spelling.isAnniversary(suffix.folded())) {
      return new Word(token.raw() + "р", suffixAt + 1);
    }
    if (hyphen && isOrdinalEnding(suffix)) {
      return new Word(token.raw(), suffixAt + 1);
    }
    return new Word(token.raw(), i + 1);
  }

  static boolean isOrdinalEnding(Token token) {
    return token.isWord()
        && !token.spaced()
        && token.raw().length() <= LONGEST_ORDINAL_ENDING
        && Character.isLowerCase(token.raw().charAt(0));
  }

  /// What divides two words of one name: a hyphen, a quote, the dot of an abbreviation.
  static int skipDividers(Tokens tokens, int i) {
    int at = i;
    while (tokens.at(at).isHyphen() || tokens.at(at).isQuote()) {
      at++;
    }
    return at;
  }

  /// All words of a register's name; numerals of kings and initials are left out.
  static List<String> of(String name) {
    var tokens = Tokens.of(name);
    var words = new ArrayList<String>();
    int i = 0;
    while (i < tokens.size()) {
      var word = at(tokens, i);
      if (word == null) {
        i++;
        continue;
      }
      if (word.folded().length() > 1 || Character.isDigit(word.folded().charAt(0))) {
        words.add(word.folded());
      }
      i = word.next();
    }
    return words;
  }
}
