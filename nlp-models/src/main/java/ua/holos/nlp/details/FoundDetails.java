package ua.holos.nlp.details;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.understanding.Detail;

/// The details found so far; the first mention of each counts.
final class FoundDetails {

  private final Map<Detail, String> values = new LinkedHashMap<>();

  /// Keeps a value unless it is null or blank, or there is one already.
  void put(Detail detail, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      values.putIfAbsent(detail, value.strip());
    }
  }

  boolean has(Detail detail) {
    return values.containsKey(detail);
  }

  Map<Detail, String> all() {
    return Map.copyOf(values);
  }
}
