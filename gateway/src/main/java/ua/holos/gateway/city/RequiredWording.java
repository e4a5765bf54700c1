package ua.holos.gateway.city;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import ua.holos.bot.channel.ChannelWords;
import ua.holos.bot.conversation.WordingKeys;
import ua.holos.gateway.settings.Likeness;

/// What the engine and the channels say: the keys that a city pack must have words for, and the
/// arguments of each.
///
/// @param argumentsByKey names of the arguments that are given, by key
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

  /// What a channel needs besides.
  RequiredWording and(ChannelWords words) {
    Map<String, Set<String>> all = new HashMap<>(argumentsByKey);
    words.argumentsByKey().forEach((key, arguments) -> all.put(key, Set.copyOf(arguments)));
    return new RequiredWording(all);
  }

  Set<String> keys() {
    return argumentsByKey.keySet();
  }

  Set<String> arguments(String key) {
    return argumentsByKey.getOrDefault(key, Set.of());
  }

  /// What is wrong with a key that the city pack has, if anything. A key `part.…` whose first part
  /// nobody uses belongs to a channel that is off.
  Optional<String> mistake(String key) {
    if (argumentsByKey.containsKey(key)) {
      return Optional.empty();
    }
    if (key.startsWith(WordingKeys.ANSWER)) {
      return Optional.of("'" + key + "': expected prepared answers in " + CityPackReader.ANSWERS);
    }
    boolean ofAChannel =
        key.contains(".")
            && argumentsByKey.keySet().stream().noneMatch(used -> family(used).equals(family(key)));
    return ofAChannel ? Optional.empty() : Optional.of("unknown key '" + key + "'" + nearest(key));
  }

  private String nearest(String key) {
    return argumentsByKey.keySet().stream()
        .min(Comparator.comparingInt(known -> Likeness.distance(key, known)))
        .map(known -> ": the nearest is '" + known + "'")
        .orElse("");
  }

  private static String family(String key) {
    return key.split("\\.", 2)[0];
  }

  /// The key of the words that ask for a detail.
  static String questionKey(String detail) {
    return "ask.detail." + detail;
  }
}
