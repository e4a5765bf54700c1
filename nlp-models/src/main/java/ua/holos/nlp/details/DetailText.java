package ua.holos.nlp.details;

import java.util.BitSet;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import ua.holos.nlp.phrase.Ordinals;
import ua.holos.nlp.phrase.PhraseRules;
import ua.holos.nlp.phrase.Utterance;
import ua.holos.nlp.phrase.Word;

/// A text under the eyes of the readers of details: its words, what they stand for, and which
/// numbers have found their place already. For one thread.
final class DetailText {

  private static final int LONGEST_QUOTATION = 60;

  private final Utterance utterance;
  private final PhraseRules.Reading reading;
  private final BitSet used = new BitSet();

  DetailText(Utterance utterance, PhraseRules.Reading reading) {
    this.utterance = utterance;
    this.reading = reading;
  }

  int size() {
    return utterance.size();
  }

  Word word(int at) {
    return utterance.word(at);
  }

  boolean has(int at) {
    return at >= 0 && at < utterance.size();
  }

  /// Whether a word stands for a concept of `details.rules`; false outside the text.
  boolean is(String concept, int at) {
    return has(at) && reading.is(concept, at);
  }

  boolean holds(String concept) {
    return reading.has(concept);
  }

  int[] positions(String concept) {
    return reading.positions(concept);
  }

  /// The last word of the run of words for a concept that begins at a word.
  int endOf(String concept, int at) {
    return Math.max(at, reading.covered(concept).nextClearBit(at) - 1);
  }

  boolean matches(int at, String pattern) {
    return has(at) && word(at).lower().matches(pattern);
  }

  boolean together(int a, int b) {
    return has(a) && has(b) && word(a).sentence() == word(b).sentence();
  }

  void use(int at) {
    used.set(at);
  }

  boolean isUsed(int at) {
    return at >= 0 && used.get(at);
  }

  /// Words as the person wrote them, both ends included.
  String written(int first, int last) {
    return utterance.written(first, last);
  }

  /// The characters between two neighbouring words.
  String between(int a, int b) {
    return utterance.text().substring(word(a).end(), word(b).start());
  }

  /// Whether a capital stands anywhere but at the beginning of a sentence.
  boolean writesNamesWithCapitals() {
    for (int at = 1; at < size(); at++) {
      if (word(at).capital() && word(at - 1).sentence() == word(at).sentence()) {
        return true;
      }
    }
    return false;
  }

  boolean punctuated(int a, int b) {
    return between(a, b).chars().anyMatch(c -> ",.;:!?()\n«»\"“”—–".indexOf(c) >= 0);
  }

  /// Whether a full stop after a word only shortens it: «вул.», «ост.».
  boolean abbreviated(int at) {
    return dotted(at) && word(at).lower().length() <= 4;
  }

  boolean dotted(int at) {
    int end = word(at).end();
    return end < utterance.text().length() && utterance.text().charAt(end) == '.';
  }

  /// A number in digits («3», «3-й», «3й») or in words («третій»); null when the word is none.
  @Nullable String number(int at) {
    if (!has(at)) {
      return null;
    }
    if (word(at).number()) {
      return leadingDigits(word(at).lower());
    }
    OptionalInt ordinal = Ordinals.of(word(at));
    return ordinal.isPresent() ? Integer.toString(ordinal.getAsInt()) : null;
  }

  private static @Nullable String leadingDigits(String number) {
    int end = 0;
    while (end < number.length() && Character.isDigit(number.charAt(end))) {
      end++;
    }
    boolean ordinal = number.length() - end <= 3;
    return end > 0 && end <= 4 && ordinal ? number.substring(0, end) : null;
  }

  /// How many digits a word has; 0 when it doesn't begin with one.
  int digits(int at) {
    return has(at) && word(at).number()
        ? (int) word(at).lower().chars().filter(Character::isDigit).count()
        : 0;
  }

  /// What stands in quotation marks right after a word: «зупинка "Політех"».
  @Nullable String quotedAfter(int at) {
    String text = utterance.text();
    int open = word(at).end();
    while (open < text.length() && " :.".indexOf(text.charAt(open)) >= 0) {
      open++;
    }
    if (open >= text.length() || "«\"“„”'".indexOf(text.charAt(open)) < 0) {
      return null;
    }
    int end = Math.min(text.length(), open + LONGEST_QUOTATION);
    for (int close = open + 1; close < end; close++) {
      if ("»\"“”'".indexOf(text.charAt(close)) >= 0 && close > open + 2) {
        return text.substring(open + 1, close);
      }
    }
    return null;
  }
}
