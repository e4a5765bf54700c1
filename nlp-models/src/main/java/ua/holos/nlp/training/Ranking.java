package ua.holos.nlp.training;

/// Places in a list of probabilities.
final class Ranking {

  private Ranking() {}

  /// Index of the highest; the first of equals.
  static int best(double[] probabilities) {
    int best = 0;
    for (int k = 1; k < probabilities.length; k++) {
      if (probabilities[k] > probabilities[best]) {
        best = k;
      }
    }
    return best;
  }

  /// How many are higher than the one at `index`.
  static int rank(double[] probabilities, int index) {
    int higher = 0;
    for (double probability : probabilities) {
      if (probability > probabilities[index]) {
        higher++;
      }
    }
    return higher;
  }
}
