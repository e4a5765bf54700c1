package ua.holos.nlp.training;

/// Scores become probabilities, in single precision as training keeps them.
final class Softmax {

  private Softmax() {}

  /// Turns the first `count` scores into probabilities that add up to 1.
  static void inPlace(float[] scores, int count) {
    float highest = Float.NEGATIVE_INFINITY;
    for (int k = 0; k < count; k++) {
      highest = Math.max(highest, scores[k]);
    }
    float sum = 0;
    for (int k = 0; k < count; k++) {
      scores[k] = (float) Math.exp(scores[k] - highest);
      sum += scores[k];
    }
    for (int k = 0; k < count; k++) {
      scores[k] /= sum;
    }
  }
}
