package ua.holos.nlp.address;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// A list of words that ships with the module: one or more a line, `#` starts a comment.
final class WordList {
  private WordList() {}

  /// Stems of all words of the list.
  static Set<String> stems(String resource) {
    var stems = new HashSet<String>();
    for (var line : lines(resource)) {
      for (var word : line) {
        stems.addAll(List.of(Spelling.stems(Spelling.fold(word))));
      }
    }
    return Set.copyOf(stems);
  }

  /// Stem of the first word of each line to the stem of the second, where they differ.
  static Map<String, String> pairs(String resource) {
    var pairs = new HashMap<String, String>();
    for (var line : lines(resource)) {
      var from = Spelling.stem(Spelling.fold(line[0]));
      var to = Spelling.stem(Spelling.fold(line[1]));
      if (!from.equals(to)) {
        pairs.put(from, to);
      }
    }
    return Map.copyOf(pairs);
  }

  private static List<String[]> lines(String resource) {
    var in = Objects.requireNonNull(WordList.class.getResourceAsStream(resource), resource);
    try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .map(line -> line.split("#", 2)[0].trim())
          .filter(line -> !line.isEmpty())
          .map(line -> line.split("\\s+"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
