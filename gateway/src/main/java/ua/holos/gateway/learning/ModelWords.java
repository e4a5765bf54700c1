package ua.holos.gateway.learning;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;

/// What the IT team reads: `words.properties` beside this class.
final class ModelWords {
  private static final Properties WORDS = load();

  private ModelWords() {}

  /// The words for a key.
  ///
  /// @throws IllegalArgumentException for a key without words, which is a bug
  static String of(String key, Object... arguments) {
    String words = WORDS.getProperty(key);
    if (words == null) {
      throw new IllegalArgumentException("words.properties has no " + key);
    }
    return new MessageFormat(words, Locale.of("uk")).format(arguments);
  }

  static boolean has(String key) {
    return WORDS.containsKey(key);
  }

  private static Properties load() {
    Properties words = new Properties();
    try (var in = ModelWords.class.getResourceAsStream("words.properties")) {
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
