package ua.holos.nlp.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.understanding.EmergencyService;
import ua.holos.bot.understanding.Expectation;
import ua.holos.bot.understanding.Understander;
import ua.holos.nlp.json.JsonWriter;
import ua.holos.nlp.training.InvalidInputException;

/// Measures whether dangers are recognised, and the right service with them.
public final class EmergencyEvaluation {

  private final MatchScore dangers = new MatchScore();
  private final Map<String, MatchScore> byService = new TreeMap<>();
  private final List<String> misses = new ArrayList<>();
  private int count;
  private int rightService;

  private EmergencyEvaluation() {}

  /// Reads every text of a file and counts.
  ///
  /// @param labelled a JSON object per line: `text`, `emergency` (true or false) and `service`, the
  ///   service's code or `none`
  public static EmergencyEvaluation of(Understander understander, Path labelled)
      throws IOException, InvalidInputException {
    EmergencyEvaluation evaluation = new EmergencyEvaluation();
    for (LabelledRow row : LabelledRow.read(labelled)) {
      EmergencyService read =
          understander.understand(row.text("text"), Expectation.ANYTHING).emergency();
      evaluation.count(
          row,
          row.flag("emergency") ? row.text("service") : null,
          read == null ? null : read.code());
    }
    return evaluation;
  }

  private void count(LabelledRow row, @Nullable String expected, @Nullable String read)
      throws InvalidInputException {
    count++;
    if (expected == null && read == null) {
      return;
    }
    MatchScore ofService =
        byService.computeIfAbsent(expected == null ? read : expected, s -> new MatchScore());
    if (expected == null) {
      dangers.invented++;
      ofService.invented++;
    } else if (read == null) {
      dangers.missed++;
      ofService.missed++;
    } else {
      dangers.right++;
      if (expected.equals(read)) {
        rightService++;
        ofService.right++;
      } else {
        ofService.missed++;
        byService.computeIfAbsent(read, s -> new MatchScore()).invented++;
      }
    }
    if (expected == null || !expected.equals(read)) {
      misses.add(
          "%s is %s, read %s%n    %s"
              .formatted(row.id(), expected, read, row.text("text").replace('\n', ' ')));
    }
  }

  /// Dangers found, whatever service was named.
  public MatchScore dangers() {
    return dangers;
  }

  /// Part of the dangers found for which the right service was named.
  public double serviceAccuracy() {
    return CategoryFigures.share(rightService, dangers.right);
  }

  /// What was missed or invented, with the words: for developers only.
  public List<String> misses() {
    return misses;
  }

  /// For people.
  public String table() {
    StringBuilder out = new StringBuilder();
    out.append("%d texts with labelled dangers%n".formatted(count));
    out.append("%-27s %s%n".formatted("dangers", dangers));
    out.append(
        String.format(Locale.ROOT, "%-27s %.3f of these%n", "right service", serviceAccuracy()));
    byService.forEach((code, score) -> out.append("  %-25s %s%n".formatted(code, score)));
    return out.toString();
  }

  /// For programs.
  public void write(JsonWriter json) {
    json.field("count", count);
    json.field("recall", dangers.recall());
    json.field("precision", dangers.precision());
    json.field("f1", dangers.f1());
    json.field("service_accuracy", serviceAccuracy());
    json.object(
        "per_service",
        services -> byService.forEach((code, score) -> services.object(code, score::write)));
  }
}
