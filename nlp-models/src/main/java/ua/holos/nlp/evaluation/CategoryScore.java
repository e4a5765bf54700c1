package ua.holos.nlp.evaluation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// How well one category is recognised.
///
/// @param count how many texts have it
/// @param predicted how many were said to have it
/// @param right how many were said so rightly
public record CategoryScore(int count, int predicted, int right) {

  /// The scores of all categories that occur or were said, by code.
  static Map<String, CategoryScore> of(List<ScoredText> texts) {
    Map<String, Integer> actual = new TreeMap<>();
    Map<String, Integer> predicted = new TreeMap<>();
    Map<String, Integer> right = new TreeMap<>();
    for (ScoredText text : texts) {
      actual.merge(text.actual(), 1, Integer::sum);
      predicted.merge(text.predicted(), 1, Integer::sum);
      if (text.right()) {
        right.merge(text.actual(), 1, Integer::sum);
      }
    }
    TreeSet<String> codes = new TreeSet<>(actual.keySet());
    codes.addAll(predicted.keySet());
    Map<String, CategoryScore> scores = new TreeMap<>();
    for (String code : codes) {
      scores.put(
          code,
          new CategoryScore(
              actual.getOrDefault(code, 0),
              predicted.getOrDefault(code, 0),
              right.getOrDefault(code, 0)));
    }
    return scores;
  }

  /// Part of what was said to have it that does have it; 0 when it was never said.
  public double precision() {
    return CategoryFigures.share(right, predicted);
  }

  /// Part of what has it that was said to; 0 when nothing has it.
  public double recall() {
    return CategoryFigures.share(right, count);
  }

  /// The harmonic mean of both.
  public double f1() {
    return CategoryFigures.share(2L * right, count + predicted);
  }
}
