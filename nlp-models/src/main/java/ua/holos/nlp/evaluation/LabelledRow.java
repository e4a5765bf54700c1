package ua.holos.nlp.evaluation;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ua.holos.nlp.json.JsonReader;
import ua.holos.nlp.training.InvalidInputException;

/// One line of a file of labelled texts: a JSON object with a text and its labels.
final class LabelledRow {

  private final Path file;
  private final int line;
  private final Map<String, @Nullable Object> fields;

  private LabelledRow(Path file, int line, Map<String, @Nullable Object> fields) {
    this.file = file;
    this.line = line;
    this.fields = fields;
  }

  /// All rows of a file; empty lines are passed over.
  ///
  /// @throws InvalidInputException when the file is missing, empty, or a line is no JSON object
  static List<LabelledRow> read(Path file) throws IOException, InvalidInputException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(file + ": no such file");
    }
    List<LabelledRow> rows = new ArrayList<>();
    int number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          rows.add(new LabelledRow(file, number, JsonReader.object(line)));
        }
      }
    } catch (MalformedInputException e) {
      throw new InvalidInputException(file + ": not UTF-8 near line " + (number + 1));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "%s, line %d: not a JSON object: %s".formatted(file, number, e.getMessage()));
    }
    if (rows.isEmpty()) {
      throw new InvalidInputException(
          file + ": empty; expected one JSON object with a labelled text per line");
    }
    return rows;
  }

  boolean has(String field) {
    return fields.get(field) != null;
  }

  /// A name for listings: what it is called in the file, or its place there.
  String id() {
    for (String field : List.of("id", "call_id")) {
      if (fields.get(field) instanceof String id) {
        return id;
      }
    }
    return "line " + line;
  }

  String text(String field) throws InvalidInputException {
    String value = optional(field);
    if (value == null) {
      throw wrong(field, "a text");
    }
    return value;
  }

  boolean flag(String field) throws InvalidInputException {
    if (fields.get(field) instanceof Boolean value) {
      return value;
    }
    throw wrong(field, "true or false");
  }

  @Nullable String optional(String field) {
    return fields.get(field) instanceof String value ? value : null;
  }

  /// The objects of a list.
  List<LabelledRow> rows(String field) throws InvalidInputException {
    if (!(fields.get(field) instanceof List<?> list)) {
      throw wrong(field, "a list");
    }
    List<LabelledRow> rows = new ArrayList<>();
    for (Object item : list) {
      if (!(item instanceof Map<?, ?> map)) {
        throw wrong(field, "a list of objects");
      }
      @SuppressWarnings("unchecked")
      Map<String, @Nullable Object> object = (Map<String, @Nullable Object>) map;
      rows.add(new LabelledRow(file, line, object));
    }
    return rows;
  }

  /// The texts of a list; empty when there is none.
  List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    if (fields.get(field) instanceof List<?> list) {
      list.forEach(item -> texts.add(String.valueOf(item)));
    }
    return texts;
  }

  int number(String field) throws InvalidInputException {
    if (fields.get(field) instanceof Double value) {
      return value.intValue();
    }
    throw wrong(field, "a number");
  }

  /// Pairs of numbers, such as `[[3, 17]]`; empty when there are none.
  List<int[]> spans(String field) {
    List<int[]> spans = new ArrayList<>();
    if (fields.get(field) instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof List<?> pair
            && pair.size() == 2
            && pair.get(0) instanceof Double from
            && pair.get(1) instanceof Double to) {
          spans.add(new int[] {from.intValue(), to.intValue()});
        }
      }
    }
    return spans;
  }

  /// What to say of a field that is not as expected.
  InvalidInputException wrong(String field, String expected) {
    return new InvalidInputException(
        "%s, line %d: field '%s': expected %s, found %s; the line has %s"
            .formatted(
                file,
                line,
                field,
                expected,
                fields.containsKey(field) ? fields.get(field) : "nothing",
                String.join(", ", fields.keySet())));
  }
}
