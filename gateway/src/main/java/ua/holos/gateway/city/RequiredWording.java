package ua.holos.gateway.city;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import ua.holos.bot.conversation.WordingKeys;

/// What the engine says: the keys that a city pack must have words for, and the arguments of each.
///
/// @param argumentsByKey names of the arguments that the engine gives, by key
record RequiredWording(Map<String, Set<String>> argumentsByKey) {
  RequiredWording {
    argumentsByKey = Map.copyOf(argumentsByKey);
  }

  /// What the engine needs.
  static RequiredWording ofTheEngine() {
    return new RequiredWording(
        WordingKeys.required().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, key -> Set.copyOf(key.getValue()))));
  }

  Set<String> keys() {
    return argumentsByKey.keySet();
  }

  Set<String> arguments(String key) {
    return argumentsByKey.getOrDefault(key, Set.of());
  }

  /// What is wrong with a key that the city pack has, if anything.
  Optional<String> mistake(String key) {
    return argumentsByKey.isEmpty() || argumentsByKey.containsKey(key)
        ? Optional.empty()
        : Optional.of("unknown key '" + key + "'");
  }

  /// The key of the words that ask for a detail.
  String questionKey(String detail) {
    return "ask.detail." + detail;
  }
}
