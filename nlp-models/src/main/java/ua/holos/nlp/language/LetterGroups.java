package ua.holos.nlp.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Tells from a word's groups of two to four letters how Ukrainian or Russian it looks. A linear
/// model over letter groups; it knows words that no list holds.
final class LetterGroups {

  private static final double UNIT = 20.0;
  private static final int LONGEST = 4;

  /// Longer words are read by their beginning.
  private static final int LONGEST_WORD = 30;

  /// Open addressing; a key packs up to four letters of 16 bits, 0 is empty.
  private final long[] keys = new long[1 << 15];

  private final byte[] weights = new byte[keys.length];

  LetterGroups() {
    try (InputStream in = LetterGroups.class.getResourceAsStream("letter-groups.tsv")) {
      if (in == null) {
        throw new IllegalStateException("letter-groups.tsv is missing");
      }
      new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(this::learn);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void learn(String line) {
    int tab = line.indexOf('\t');
    byte weight = Byte.parseByte(line.substring(0, tab));
    for (String group : line.substring(tab + 1).split(" ")) {
      if (group.length() > LONGEST) {
        continue;
      }
      long key = 0;
      for (int i = 0; i < group.length(); i++) {
        key = key << 16 | group.charAt(i);
      }
      int at = slot(key);
      while (keys[at] != 0) {
        at = (at + 1) & (keys.length - 1);
      }
      keys[at] = key;
      weights[at] = weight;
    }
  }

  private int slot(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 49) & (keys.length - 1);
  }

  private int weight(long key) {
    int at = slot(key);
    while (keys[at] != 0) {
      if (keys[at] == key) {
        return weights[at];
      }
      at = (at + 1) & (keys.length - 1);
    }
    return 0;
  }

  /// Log-odds of Ukrainian against Russian; around 0 for words of both languages.
  ///
  /// @param word lower case, without apostrophes
  double score(String word) {
    int length = Math.min(word.length(), LONGEST_WORD) + 2;
    int sum = 0;
    for (int start = 0; start < length - 1; start++) {
      long key = 0;
      for (int end = start; end < Math.min(length, start + LONGEST); end++) {
        key = key << 16 | letter(word, end, length);
        sum += end > start ? weight(key) : 0;
      }
    }
    return sum / UNIT;
  }

  private static char letter(String word, int at, int length) {
    return at == 0 ? '^' : at == length - 1 ? '$' : word.charAt(at - 1);
  }
}
