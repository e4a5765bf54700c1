package ua.holos.nlp.address;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// A list of words that ships with the module: one or more a line, `#` starts a comment.
final class WordList {
  private WordList() {}

  /// Stems of all words of the list.
  static Set<String> stems(String resource) {
    var stems = new HashSet<String>();
    var in = Objects.requireNonNull(WordList.class.getResourceAsStream(resource), resource);
    try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      reader
          .lines()
          .map(line -> line.split("#", 2)[0])
          .flatMap(line -> java.util.Arrays.stream(line.trim().split("\\s+")))
          .filter(word -> !word.isEmpty())
          .forEach(word -> stems.addAll(List.of(Spelling.stems(Spelling.fold(word)))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Set.copyOf(stems);
  }
}
