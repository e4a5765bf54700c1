package ua.holos.nlp.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.ToIntFunction;
import ua.holos.bot.understanding.CategoryGuess;
import ua.holos.nlp.training.Appeal;

/// What a model says of each appeal of a set, and the figures over any choice of them.
final class Answers {
  private static final int BINS = 15;

  private final int[] truth;
  private final int[] guess;
  private final boolean[] amongThree;
  private final double[] confidence;

  private Answers(int[] truth, int[] guess, boolean[] amongThree, double[] confidence) {
    this.truth = truth;
    this.guess = guess;
    this.amongThree = amongThree;
    this.confidence = confidence;
  }

  /// Asks a model.
  ///
  /// @param index numbers of the categories, for all that either model may name
  /// @param progress told how many are done, now and then
  static Answers of(
      List<Appeal> appeals,
      Function<String, List<CategoryGuess>> model,
      Map<String, Integer> index,
      IntConsumer progress) {
    int size = appeals.size();
    int[] truth = new int[size];
    int[] guess = new int[size];
    boolean[] amongThree = new boolean[size];
    double[] confidence = new double[size];
    ToIntFunction<String> number = code -> index.computeIfAbsent(code, _ -> index.size());
    for (int i = 0; i < size; i++) {
      List<CategoryGuess> guesses = model.apply(appeals.get(i).text());
      truth[i] = number.applyAsInt(appeals.get(i).category());
      guess[i] = guesses.isEmpty() ? -1 : number.applyAsInt(guesses.getFirst().code());
      confidence[i] = guesses.isEmpty() ? 0 : guesses.getFirst().confidence();
      for (CategoryGuess one : guesses.subList(0, Math.min(3, guesses.size()))) {
        amongThree[i] |= one.code().equals(appeals.get(i).category());
      }
      if ((i + 1) % 1_000 == 0) {
        progress.accept(i + 1);
      }
    }
    return new Answers(truth, guess, amongThree, confidence);
  }

  int size() {
    return truth.length;
  }

  int truth(int appeal) {
    return truth[appeal];
  }

  /// The likeliest category's number, -1 when the model named none.
  int guess(int appeal) {
    return guess[appeal];
  }

  boolean right(int appeal) {
    return truth[appeal] == guess[appeal];
  }

  boolean amongThree(int appeal) {
    return amongThree[appeal];
  }

  /// F1 of each category by its number; NaN for one that doesn't occur among the chosen.
  double[] f1(int[] chosen, int categories) {
    int[] real = new int[categories];
    int[] said = new int[categories];
    int[] hit = new int[categories];
    for (int i : chosen) {
      real[truth[i]]++;
      if (guess[i] >= 0) {
        said[guess[i]]++;
        if (right(i)) {
          hit[truth[i]]++;
        }
      }
    }
    double[] f1 = new double[categories];
    for (int k = 0; k < categories; k++) {
      f1[k] = real[k] == 0 ? Double.NaN : 2.0 * hit[k] / (real[k] + said[k]);
    }
    return f1;
  }

  double macroF1(int[] chosen, int categories) {
    double sum = 0;
    int occurring = 0;
    for (double one : f1(chosen, categories)) {
      if (!Double.isNaN(one)) {
        sum += one;
        occurring++;
      }
    }
    return occurring == 0 ? 0 : sum / occurring;
  }

  /// Expected calibration error of the likeliest category's confidence.
  double calibrationError(int[] chosen) {
    double[] difference = new double[BINS];
    for (int i : chosen) {
      int bin = Math.clamp((int) (confidence[i] * BINS), 0, BINS - 1);
      difference[bin] += confidence[i] - (right(i) ? 1 : 0);
    }
    double error = 0;
    for (double one : difference) {
      error += Math.abs(one);
    }
    return chosen.length == 0 ? 0 : error / chosen.length;
  }

  /// The numbers of all appeals of one category.
  List<Integer> of(int category) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < truth.length; i++) {
      if (truth[i] == category) {
        all.add(i);
      }
    }
    return all;
  }
}
