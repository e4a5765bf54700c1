package ua.holos.nlp.phrase;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Test sentences in a readable file: expected, text, `!` where the line must pass, expectation.
public final class LabelledLines {

  /// @param label what must be read
  /// @param text what the person wrote
  /// @param must whether this very line must pass, not only most lines
  /// @param expectation what was asked, `ANYTHING` when not given
  public record Line(String label, String text, boolean must, String expectation) {}

  /// @param passed lines read as labelled
  /// @param failures the others, with what was read instead
  /// @param musts failures among those that must pass
  public record Outcome(int passed, List<String> failures, List<String> musts) {
    public double rate() {
      return passed / (double) (passed + failures.size());
    }
  }

  private LabelledLines() {}

  public static List<Line> read(Class<?> beside, String name) {
    List<Line> lines = new ArrayList<>();
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing " + name);
      }
      for (String line :
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().toList()) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        String[] fields = line.split("\t", -1);
        lines.add(
            new Line(
                fields[0],
                fields[1],
                fields.length > 2 && fields[2].equals("!"),
                fields.length > 3 ? fields[3] : "ANYTHING"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  public static Outcome measure(List<Line> lines, Function<Line, String> reader) {
    int passed = 0;
    List<String> failures = new ArrayList<>();
    List<String> musts = new ArrayList<>();
    for (Line line : lines) {
      String read = reader.apply(line);
      if (read.equals(line.label())) {
        passed++;
        continue;
      }
      String failure = "%s, but %s: %s".formatted(line.label(), read, line.text());
      failures.add(failure);
      if (line.must()) {
        musts.add(failure);
      }
    }
    return new Outcome(passed, failures, musts);
  }
}
