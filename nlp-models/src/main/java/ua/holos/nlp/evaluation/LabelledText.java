package ua.holos.nlp.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A text with the addresses that a reader found in it.
///
/// @param category `full`, `none`, …; empty for chat texts
/// @param street of a chat text: type and name, null when it has none
/// @param house of a chat text
record LabelledText(
    String id,
    String text,
    String category,
    List<LabelledAddress> addresses,
    @Nullable String street,
    @Nullable String house) {

  /// @param kind `full`, `street`, `house` or `unit`
  /// @param houses all numbers named
  /// @param spans code points: the address, its other parts and its repetitions
  record LabelledAddress(
      String kind,
      @Nullable String gid,
      List<String> houses,
      @Nullable String entrance,
      @Nullable String apartment,
      boolean primary,
      int start,
      int end,
      List<int[]> neutral) {}

  boolean isChat() {
    return category.isEmpty();
  }

  static List<LabelledText> read(Path file) {
    var texts = new ArrayList<LabelledText>();
    try {
      int number = 0;
      for (var line : Files.readAllLines(file)) {
        number++;
        if (!line.isBlank()) {
          texts.add(read(file, number, line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  private static LabelledText read(Path file, int number, String line) {
    try {
      var row = Json.object(line);
      var addresses = new ArrayList<LabelledAddress>();
      for (var address : objects(row.get("addresses"))) {
        addresses.add(address(address));
      }
      return new LabelledText(
          string(row, "id", "line " + number),
          string(row, "text", ""),
          row.containsKey("addresses") ? string(row, "category", "unknown") : "",
          addresses,
          stringOrNull(row, "street"),
          stringOrNull(row, "house"));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ", line " + number + ": " + e.getMessage(), e);
    }
  }

  private static LabelledAddress address(Map<String, @Nullable Object> row) {
    var neutral = new ArrayList<int[]>();
    for (var name : List.of("extra_spans", "repeats")) {
      if (row.get(name) instanceof List<?> spans) {
        for (var span : spans) {
          if (span instanceof List<?> pair && pair.size() == 2) {
            neutral.add(new int[] {integer(pair.get(0)), integer(pair.get(1))});
          }
        }
      }
    }
    var houses = new ArrayList<String>();
    if (row.get("houses") instanceof List<?> list) {
      list.forEach(house -> houses.add(String.valueOf(house)));
    }
    return new LabelledAddress(
        string(row, "kind", ""),
        stringOrNull(row, "gid"),
        houses,
        stringOrNull(row, "entrance"),
        stringOrNull(row, "apartment"),
        Boolean.TRUE.equals(row.get("primary")),
        integer(row.get("start")),
        integer(row.get("end")),
        neutral);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, @Nullable Object>> objects(@Nullable Object value) {
    var objects = new ArrayList<Map<String, @Nullable Object>>();
    if (value instanceof List<?> list) {
      for (var item : list) {
        if (item instanceof Map<?, ?> map) {
          objects.add((Map<String, @Nullable Object>) map);
        }
      }
    }
    return objects;
  }

  private static int integer(@Nullable Object value) {
    return value instanceof Double number ? number.intValue() : 0;
  }

  private static String string(Map<String, @Nullable Object> row, String key, String otherwise) {
    var value = stringOrNull(row, key);
    return value == null ? otherwise : value;
  }

  private static @Nullable String stringOrNull(Map<String, @Nullable Object> row, String key) {
    return row.get(key) instanceof String value ? value : null;
  }
}
