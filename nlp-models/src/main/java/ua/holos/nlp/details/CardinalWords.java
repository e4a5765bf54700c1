package ua.holos.nlp.details;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Small numbers in words, in the folded spelling of both languages.
final class CardinalWords {

  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("один", "1"),
          Map.entry("одна", "1"),
          Map.entry("два", "2"),
          Map.entry("дви", "2"),
          Map.entry("две", "2"),
          Map.entry("три", "3"),
          Map.entry("чотири", "4"),
          Map.entry("четире", "4"),
          Map.entry("пят", "5"),
          Map.entry("шист", "6"),
          Map.entry("шест", "6"),
          Map.entry("сим", "7"),
          Map.entry("сем", "7"),
          Map.entry("висим", "8"),
          Map.entry("восем", "8"),
          Map.entry("девят", "9"),
          Map.entry("десят", "10"));

  private CardinalWords() {}

  /// Digits for a number word, null for any other word.
  static @Nullable String value(String folded) {
    return VALUES.get(folded);
  }
}
