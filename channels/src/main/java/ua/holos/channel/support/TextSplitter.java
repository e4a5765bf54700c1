package ua.holos.channel.support;

import java.util.ArrayList;
import java.util.List;

/// Splits a text that is too long for one message: at the end of a paragraph, a line, a sentence or
/// a word, in this order of liking, and inside a word only when there is no other way. A surrogate
/// pair, or a letter and its accents, are never torn apart. White space at a border is dropped.
public final class TextSplitter {
  /// Borders nearer to the beginning than this share of the limit would make very short parts.
  private static final double SHORTEST_PART = 0.5;

  private TextSplitter() {}

  /// The parts in order, none blank; an empty list for a blank text.
  ///
  /// @param maxUnits longest part in UTF-16 code units, at least 2
  public static List<String> split(String text, int maxUnits) {
    if (maxUnits < 2) {
      throw new IllegalArgumentException("A part has at least 2 units, found " + maxUnits);
    }
    List<String> parts = new ArrayList<>(1);
    String rest = text.strip();
    while (rest.length() > maxUnits) {
      int cut = cut(rest, maxUnits);
      parts.add(rest.substring(0, cut).stripTrailing());
      rest = rest.substring(cut).stripLeading();
    }
    if (!rest.isEmpty()) {
      parts.add(rest);
    }
    return List.copyOf(parts);
  }

  /// Where the first part ends; `text` is longer than `max` and begins with something visible.
  private static int cut(String text, int max) {
    int shortest = Math.max(1, (int) (max * SHORTEST_PART));
    int paragraph = -1;
    int line = -1;
    int sentence = -1;
    int word = -1;
    for (int at = max; at >= shortest && paragraph < 0; at--) {
      char next = text.charAt(at);
      if (!Character.isWhitespace(next)) {
        continue;
      }
      char last = text.charAt(at - 1);
      if (next == '\n') {
        if (at + 1 < text.length() && text.charAt(at + 1) == '\n') {
          paragraph = at;
        }
        line = Math.max(line, at);
      }
      if (endsSentence(last)) {
        sentence = Math.max(sentence, at);
      }
      word = Math.max(word, at);
    }
    if (paragraph > 0) {
      return paragraph;
    }
    if (line > 0) {
      return line;
    }
    if (sentence > 0) {
      return sentence;
    }
    return word > 0 ? word : insideWord(text, max);
  }

  private static boolean endsSentence(char c) {
    return c == '.' || c == '!' || c == '?' || c == '…' || c == ';';
  }

  private static int insideWord(String text, int max) {
    int at = max;
    while (at > 1 && belongsToPrevious(text, at)) {
      at--;
    }
    if (at > 1) {
      return at;
    }
    // One letter with more accents than fit: tear the accents off, but no surrogate pair.
    return Character.isSurrogatePair(text.charAt(max - 1), text.charAt(max)) ? max - 1 : max;
  }

  private static boolean belongsToPrevious(String text, int at) {
    char next = text.charAt(at);
    return Character.isSurrogatePair(text.charAt(at - 1), next)
        || next == '\u200D'
        || text.charAt(at - 1) == '\u200D'
        || Character.getType(next) == Character.NON_SPACING_MARK
        || Character.getType(next) == Character.ENCLOSING_MARK;
  }
}
