package ua.holos.nlp.phrase;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// A text split into words once, for every reader of phrases. Immutable. Only the first [#LONGEST]
/// characters are read: enough for the longest complaint, and a bound on the work.
public final class Utterance {

  /// UTF-16 units that are read at most: a message of Telegram and an appeal to the contact centre
  /// whose texts we know hold 4,096.
  public static final int LONGEST = 4_100;

  private final String text;
  private final List<Word> words;

  private Utterance(String text, List<Word> words) {
    this.text = text;
    this.words = List.copyOf(words);
  }

  public String text() {
    return text;
  }

  public List<Word> words() {
    return words;
  }

  public int size() {
    return words.size();
  }

  public Word word(int at) {
    return words.get(at);
  }

  /// Which words begin within a span of the text.
  ///
  /// @param from first code point
  /// @param to code point after the span
  public BitSet between(int from, int to) {
    int length = text.codePointCount(0, text.length());
    int start = text.offsetByCodePoints(0, Math.clamp(from, 0, length));
    int end = text.offsetByCodePoints(0, Math.clamp(to, 0, length));
    BitSet inside = new BitSet(words.size());
    for (int i = 0; i < words.size(); i++) {
      inside.set(i, words.get(i).start() >= start && words.get(i).start() < end);
    }
    return inside;
  }

  /// The text between two words, the ends included, as written.
  public String written(int first, int last) {
    return text.substring(words.get(first).start(), words.get(last).end());
  }

  /// Splits a text; never fails, whatever is in it.
  public static Utterance of(String whole) {
    String text = beginning(whole);
    List<Word> words = new ArrayList<>();
    int sentence = 0;
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      int end = i + Character.charCount(c);
      if (Character.isLetter(c)) {
        end = endOfWord(text, end);
        add(words, text, i, end, sentence, false);
      } else if (c >= '0' && c <= '9') {
        end = endOfNumber(text, end);
        add(words, text, i, end, sentence, true);
      } else if (c == '!' || c == '?' || c == '\n' || c == ';') {
        if (c == '?') {
          words.add(new Word("?", "?", i, end, sentence, false, false, false));
        }
        sentence++;
      } else if (c == '.' || c == '…') {
        if (endsSentence(text, i, words)) {
          sentence++;
        }
      } else if (isSign(c, text)) {
        String sign = text.substring(i, end);
        words.add(new Word(sign, sign, i, end, sentence, false, false, false));
      }
      i = end;
    }
    return new Utterance(text, words);
  }

  private static String beginning(String whole) {
    if (whole.length() <= LONGEST) {
      return whole;
    }
    boolean splitsPair = Character.isHighSurrogate(whole.charAt(LONGEST - 1));
    return whole.substring(0, splitsPair ? LONGEST - 1 : LONGEST);
  }

  private static void add(
      List<Word> words, String text, int start, int end, int sentence, boolean number) {
    String written = text.substring(start, end);
    String lower = Spelling.lower(written);
    if (lower.isEmpty()) {
      return;
    }
    char first = written.charAt(0);
    boolean latin = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
    words.add(
        new Word(
            lower,
            Spelling.fold(lower),
            start,
            end,
            sentence,
            number,
            Character.isUpperCase(first),
            latin));
  }

  private static int endOfWord(String text, int from) {
    int end = from;
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean inside =
          Character.isLetterOrDigit(c)
              || Character.getType(c) == Character.NON_SPACING_MARK
              || (Spelling.isApostrophe(c)
                  && end + 1 < text.length()
                  && Character.isLetter(text.charAt(end + 1))
                  && joinsByApostrophe(text.charAt(end - 1), c));
      if (!inside) {
        break;
      }
      end++;
    }
    return end;
  }

  /// A quotation mark or an asterisk stands for an apostrophe only after a consonant that can have
  /// one: «під”їзд», but not «кафе"Роза"».
  private static boolean joinsByApostrophe(char before, char mark) {
    return mark == '\''
        || mark == '’'
        || mark == 'ʼ'
        || "бпвмфрдзкгБПВМФРДЗКГ".indexOf(before) >= 0;
  }

  private static int endOfNumber(String text, int from) {
    int end = from;
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean more = end + 1 < text.length();
      if (Character.isLetterOrDigit(c)) {
        end++;
      } else if (more && (c == '/' || c == '.' || c == ':') && isDigit(text.charAt(end + 1))) {
        end++;
      } else if (more && c == '-' && isShortTail(text, end + 1)) {
        end++;
      } else {
        break;
      }
    }
    return end;
  }

  /// Whether what follows a hyphen belongs to a number: `3-й`, `44-А`, `6-000123`, `25-ом`.
  private static boolean isShortTail(String text, int from) {
    int end = from;
    while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    boolean digits = end > from && isDigit(text.charAt(from));
    return end > from && end - from <= (digits ? 8 : 3);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /// A full stop ends a sentence unless it stands after an abbreviation («вул.», «буд.», «т.к.»).
  private static boolean endsSentence(String text, int at, List<Word> words) {
    if (words.isEmpty() || words.getLast().end() != at) {
      return false;
    }
    Word before = words.getLast();
    int next = at + 1;
    while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '.')) {
      next++;
    }
    if (next >= text.length()) {
      return true;
    }
    boolean abbreviated = before.end() - before.start() <= 4 && !before.number();
    if (abbreviated && !isFullWord(before.folded())) {
      return false;
    }
    return !isDigit(text.charAt(next)) || !before.number();
  }

  private static boolean isFullWord(String folded) {
    return switch (folded) {
      case "газ",
          "газа",
          "газу",
          "вода",
          "води",
          "воду",
          "дим",
          "люк",
          "люки",
          "лифт",
          "свет",
          "дом",
          "доме",
          "яма",
          "ями",
          "ни",
          "нет",
          "так",
          "да" ->
          true;
      default -> false;
    };
  }

  /// A plus or minus counts only as the whole message; emoji and other symbols always.
  private static boolean isSign(int c, String text) {
    if (c == '+' || c == '-') {
      return text.strip().length() <= 2;
    }
    return c > 0x2000 && c != '№' && (Character.getType(c) == Character.OTHER_SYMBOL || isMark(c));
  }

  /// Heavy plus and minus, which Unicode counts among mathematical symbols.
  private static boolean isMark(int c) {
    return c == 0x2795 || c == 0x2796;
  }
}
