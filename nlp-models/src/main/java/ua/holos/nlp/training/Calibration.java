package ua.holos.nlp.training;

import java.util.List;

/// Makes confidence mean what it says, on appeals that the model has not seen.
final class Calibration {

  private Calibration() {}

  /// What the model says of one appeal.
  ///
  /// @param probabilities by outcome at temperature 1
  /// @param truth index of the right outcome
  record Sample(double[] probabilities, int truth) {}

  /// The temperature with the least log loss (Guo et al. 2017), by golden section between 0.2 and
  /// 5.
  static double temperature(List<Sample> samples) {
    double low = Math.log(0.2);
    double high = Math.log(5);
    double ratio = (Math.sqrt(5) - 1) / 2;
    for (int round = 0; round < 40; round++) {
      double left = high - ratio * (high - low);
      double right = low + ratio * (high - low);
      if (loss(samples, Math.exp(left)) < loss(samples, Math.exp(right))) {
        high = right;
      } else {
        low = left;
      }
    }
    return Math.exp((low + high) / 2);
  }

  private static double loss(List<Sample> samples, double temperature) {
    double loss = 0;
    for (Sample sample : samples) {
      loss -= Math.log(Math.max(1e-300, tempered(sample, temperature)[sample.truth]));
    }
    return loss / samples.size();
  }

  static double[] tempered(Sample sample, double temperature) {
    double[] tempered = new double[sample.probabilities.length];
    double sum = 0;
    for (int k = 0; k < tempered.length; k++) {
      tempered[k] = Math.pow(sample.probabilities[k], 1 / temperature);
      sum += tempered[k];
    }
    for (int k = 0; k < tempered.length; k++) {
      tempered[k] /= sum;
    }
    return tempered;
  }

  /// The lowest confidence such that among appeals with at least this confidence no more than
  /// `error` are wrong; 1 when there is none.
  static double certainFrom(List<Sample> samples, double temperature, double error) {
    record Outcome(double confidence, boolean right) {}
    List<Outcome> outcomes =
        samples.stream()
            .map(sample -> {
              double[] tempered = tempered(sample, temperature);
              int best = Ranking.best(tempered);
              return new Outcome(tempered[best], best == sample.truth);
            })
            .sorted((a, b) -> Double.compare(b.confidence, a.confidence))
            .toList();
    double threshold = 1;
    int wrong = 0;
    for (int i = 0; i < outcomes.size(); i++) {
      if (!outcomes.get(i).right) {
        wrong++;
      }
      boolean lastOfEquals =
          i + 1 == outcomes.size() || outcomes.get(i + 1).confidence < outcomes.get(i).confidence;
      if (lastOfEquals && wrong <= error * (i + 1)) {
        threshold = outcomes.get(i).confidence;
      }
    }
    return threshold;
  }
}
