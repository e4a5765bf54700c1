package ua.holos.gateway.delivery;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/// What is read on the page of delivery: `words.properties` beside this class.
final class DeliveryWords {
  static final Locale UKRAINIAN = Locale.of("uk");

  private static final Properties WORDS = load();

  private DeliveryWords() {}

  /// The words for a key.
  ///
  /// @throws IllegalArgumentException for a key without words, which is a bug
  static String of(String key, Object... arguments) {
    String words = WORDS.getProperty(key);
    if (words == null) {
      throw new IllegalArgumentException("words.properties has no " + key);
    }
    return new MessageFormat(words, UKRAINIAN).format(arguments);
  }

  static boolean has(String key) {
    return WORDS.containsKey(key);
  }

  /// The words for a key, or others where there are none.
  static String or(String key, String others) {
    return has(key) ? of(key) : others;
  }

  /// The channels that have a name, in the order in which people know them.
  static List<String> channels() {
    return List.of(of("channels").split(" "));
  }

  private static Properties load() {
    Properties words = new Properties();
    try (var in = DeliveryWords.class.getResourceAsStream("words.properties")) {
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
