package ua.holos.nlp.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import ua.holos.nlp.model.ConfidenceCurve;

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

  /// How often the likeliest outcome was right, by its confidence: groups of equal size, neighbours
  /// joined until the curve rises (isotonic regression).
  static ConfidenceCurve curve(List<Sample> samples, double temperature, int groupSize) {
    List<Guess> guesses = guesses(samples, temperature, ConfidenceCurve.STRAIGHT);
    List<Group> groups = new ArrayList<>();
    for (int from = 0; from < guesses.size(); from += groupSize) {
      Group group = new Group(0, 0, 0);
      for (Guess guess : guesses.subList(from, Math.min(guesses.size(), from + groupSize))) {
        group = group.plus(new Group(1, guess.confidence, guess.right ? 1 : 0));
      }
      groups.add(group);
      while (groups.size() > 1
          && groups.getLast().right() <= groups.get(groups.size() - 2).right()) {
        Group last = groups.removeLast();
        groups.add(groups.removeLast().plus(last));
      }
    }
    List<ConfidenceCurve.Point> points = new ArrayList<>();
    for (Group group : groups) {
      float said = (float) group.said();
      if (points.isEmpty() || said > points.getLast().said()) {
        points.add(new ConfidenceCurve.Point(said, (float) group.right()));
      }
    }
    return new ConfidenceCurve(points);
  }

  private record Guess(double confidence, boolean right) {}

  private record Group(int count, double confidence, int hits) {
    Group plus(Group other) {
      return new Group(count + other.count, confidence + other.confidence, hits + other.hits);
    }

    double said() {
      return confidence / count;
    }

    double right() {
      return hits / (double) count;
    }
  }

  /// The likeliest outcomes, by rising confidence.
  private static List<Guess> guesses(
      List<Sample> samples, double temperature, ConfidenceCurve curve) {
    return samples.stream()
        .map(sample -> {
          double[] tempered = tempered(sample, temperature);
          int best = Ranking.best(tempered);
          return new Guess(curve.at(tempered[best]), best == sample.truth);
        })
        .sorted(Comparator.comparingDouble(Guess::confidence))
        .toList();
  }

  /// The lowest confidence such that among appeals with at least this confidence no more than
  /// `error` are wrong; 1 when there is none.
  static double certainFrom(
      List<Sample> samples, double temperature, ConfidenceCurve curve, double error) {
    List<Guess> guesses = guesses(samples, temperature, curve).reversed();
    double threshold = 1;
    int wrong = 0;
    for (int i = 0; i < guesses.size(); i++) {
      if (!guesses.get(i).right) {
        wrong++;
      }
      boolean lastOfEquals =
          i + 1 == guesses.size() || guesses.get(i + 1).confidence < guesses.get(i).confidence;
      if (lastOfEquals && wrong <= error * (i + 1)) {
        threshold = guesses.get(i).confidence;
      }
    }
    return threshold;
  }
}
