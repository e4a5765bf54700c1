package ua.holos.gateway.core;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/// What the department reads: `words.properties` beside this class.
final class CoreWords {
  private static final Properties WORDS = load();

  private CoreWords() {}

  /// The words for a key.
  ///
  /// @throws IllegalArgumentException for a key without words, which is a bug
  static String of(String key) {
    String words = WORDS.getProperty(key);
    if (words == null) {
      throw new IllegalArgumentException("words.properties has no " + key);
    }
    return words;
  }

  /// The words for a key that a city or a foreign sender may have made up.
  static String of(String key, String otherwise) {
    return WORDS.getProperty(key, otherwise);
  }

  private static Properties load() {
    Properties words = new Properties();
    try (var in = CoreWords.class.getResourceAsStream("words.properties")) {
      if (in == null) {
        throw new IllegalStateException("words.properties is missing in the jar");
      }
      words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
  }
}
