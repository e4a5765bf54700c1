package ua.holos.nlp.model;

import java.util.List;

/// What a confidence is really worth: how often guesses of this confidence were right on texts that
/// the model had not seen. Straight between its points, rising.
///
/// @param points by rising confidence; none for a curve that changes nothing
public record ConfidenceCurve(List<Point> points) {

  /// A curve that changes nothing.
  public static final ConfidenceCurve STRAIGHT = new ConfidenceCurve(List.of());

  /// @param said the model's confidence, 0 to 1
  /// @param right how many of such guesses were right, 0 to 1
  public record Point(float said, float right) {}

  public ConfidenceCurve {
    points = List.copyOf(points);
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i).said <= points.get(i - 1).said
          || points.get(i).right < points.get(i - 1).right) {
        throw new IllegalArgumentException("a confidence curve must rise: " + points);
      }
    }
  }

  /// The worth of a confidence, both 0 to 1.
  public double at(double said) {
    if (points.isEmpty()) {
      return said;
    }
    Point before = new Point(0, 0);
    for (Point point : points) {
      if (said < point.said) {
        return between(before, point, said);
      }
      before = point;
    }
    return before.said >= 1 ? before.right : between(before, new Point(1, 1), said);
  }

  private static double between(Point low, Point high, double said) {
    double part = (said - low.said) / (high.said - low.said);
    return low.right + part * (high.right - low.right);
  }
}
