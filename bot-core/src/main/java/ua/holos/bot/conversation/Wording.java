package ua.holos.bot.conversation;

import java.util.Map;

/// The city's wording. Pure: the same key and arguments give the same words.
public interface Wording {

  /// Words for a key, with arguments put in: text, numbers, or [java.time.Instant] for dates.
  ///
  /// @throws IllegalArgumentException for a key that the wording doesn't have; the city pack is
  ///   checked at start, so that this is a bug
  String say(String key, Map<String, ?> arguments);

  default String say(String key) {
    return say(key, Map.of());
  }
}
