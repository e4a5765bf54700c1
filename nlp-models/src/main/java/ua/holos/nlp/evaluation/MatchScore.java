package ua.holos.nlp.evaluation;

import java.util.Locale;
import ua.holos.nlp.json.JsonWriter;

/// Counts what was found of what is there.
public final class MatchScore {
  int right;
  int missed;
  int invented;

  MatchScore() {}

  /// Part of what was found that is there; 1 when nothing was found.
  public double precision() {
    return right + invented == 0 ? 1 : right / (double) (right + invented);
  }

  /// Part of what is there that was found; 1 when nothing is there.
  public double recall() {
    return right + missed == 0 ? 1 : right / (double) (right + missed);
  }

  /// The harmonic mean of both.
  public double f1() {
    return right + missed + invented == 0 ? 1 : 2.0 * right / (2.0 * right + missed + invented);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "F1 %.3f (precision %.3f, recall %.3f; right %d, missed %d, invented %d)",
        f1(),
        precision(),
        recall(),
        right,
        missed,
        invented);
  }

  void write(JsonWriter json) {
    json.field("f1", f1())
        .field("precision", precision())
        .field("recall", recall())
        .field("right", right)
        .field("missed", missed)
        .field("invented", invented);
  }
}
