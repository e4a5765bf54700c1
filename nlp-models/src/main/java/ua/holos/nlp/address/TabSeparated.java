package ua.holos.nlp.address;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A tab-separated file in UTF-8 whose first line names the columns; quotes have no meaning.
final class TabSeparated implements AutoCloseable {
  private final String file;
  private final BufferedReader reader;
  private final Map<String, Integer> columns = new HashMap<>();
  private String[] cells = {};
  private int line = 1;

  private TabSeparated(String file, BufferedReader reader) {
    this.file = file;
    this.reader = reader;
  }

  static TabSeparated open(Path path, List<String> needed) {
    try {
      var table =
          new TabSeparated(path.toString(), Files.newBufferedReader(path, StandardCharsets.UTF_8));
      table.readHeader(needed);
      return table;
    } catch (NoSuchFileException e) {
      throw new InvalidRegisterException(
          path.toString(), 1, "no such file; expected a tab-separated table with " + needed);
    } catch (MalformedInputException e) {
      throw new InvalidRegisterException(path.toString(), 1, "not UTF-8; save the table as UTF-8");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readHeader(List<String> needed) throws IOException {
    var header = reader.readLine();
    if (header == null) {
      throw problem("the file is empty; expected a first line with the columns " + needed);
    }
    var names = (header.startsWith("\ufeff") ? header.substring(1) : header).split("\t", -1);
    for (int i = 0; i < names.length; i++) {
      columns.put(names[i].trim(), i);
    }
    for (var name : needed) {
      if (!columns.containsKey(name)) {
        throw problem(
            "column \"%s\" is missing; found %s, expected at least %s separated by tabs"
                .formatted(name, List.of(names), needed));
      }
    }
  }

  /// Goes to the next line that isn't empty; false at the end.
  boolean next() {
    try {
      while (true) {
        var row = reader.readLine();
        line++;
        if (row == null) {
          return false;
        }
        if (!row.isBlank()) {
          cells = row.split("\t", -1);
          return true;
        }
      }
    } catch (MalformedInputException e) {
      throw problem("not UTF-8; save the table as UTF-8");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int line() {
    return line;
  }

  boolean has(String column) {
    return columns.containsKey(column);
  }

  /// The cell of a column, empty when the column or the cell isn't there.
  String cell(String column) {
    var at = columns.get(column);
    return at == null || at >= cells.length ? "" : cells[at].trim();
  }

  String neededCell(String column) {
    var value = cell(column);
    if (value.isEmpty()) {
      throw problem("column \"%s\" is empty; every row needs it".formatted(column));
    }
    return value;
  }

  /// The parts of a cell that `|` separates.
  List<String> list(String column) {
    var value = cell(column);
    var parts = new ArrayList<String>();
    int from = 0;
    while (from < value.length()) {
      int bar = value.indexOf('|', from);
      int to = bar < 0 ? value.length() : bar;
      var part = value.substring(from, to).trim();
      if (!part.isEmpty()) {
        parts.add(part);
      }
      from = to + 1;
    }
    return parts;
  }

  /// A number of degrees, NaN when the cell is empty.
  double degrees(String column, double most) {
    var value = cell(column);
    if (value.isEmpty()) {
      return Double.NaN;
    }
    var number = number(value);
    if (number == null || Double.isNaN(number) || Math.abs(number) > most) {
      throw problem(
          "%s is \"%s\"; expected degrees between -%.0f and %.0f like 50.4501"
              .formatted(column, value, most, most));
    }
    return number;
  }

  private static @Nullable Double number(String value) {
    try {
      return Double.valueOf(value.replace(',', '.'));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  int count(String column) {
    var value = cell(column);
    try {
      return value.isEmpty() ? 0 : Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw problem("%s is \"%s\"; expected a whole number".formatted(column, value));
    }
  }

  InvalidRegisterException problem(String what) {
    return new InvalidRegisterException(file, line, what);
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
