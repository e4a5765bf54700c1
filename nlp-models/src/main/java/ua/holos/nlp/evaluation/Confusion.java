package ua.holos.nlp.evaluation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Texts of one category that were taken for another.
public record Confusion(String actual, String predicted, int count) {

  private record Pair(String actual, String predicted) {}

  /// All that occurred, the most frequent first.
  static List<Confusion> of(List<ScoredText> texts) {
    Map<Pair, Integer> counts = new HashMap<>();
    for (ScoredText text : texts) {
      if (!text.right()) {
        counts.merge(new Pair(text.actual(), text.predicted()), 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .map(e -> new Confusion(e.getKey().actual, e.getKey().predicted, e.getValue()))
        .sorted(
            Comparator.comparingInt(Confusion::count)
                .reversed()
                .thenComparing(Confusion::actual)
                .thenComparing(Confusion::predicted))
        .toList();
  }
}
