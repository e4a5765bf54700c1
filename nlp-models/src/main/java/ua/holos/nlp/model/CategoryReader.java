package ua.holos.nlp.model;

import java.util.Arrays;

/// One opinion on a text's category: weights per feature, and what becomes of their sum. Readers
/// that make different mistakes are asked together by a [CategoryEnsemble].
public sealed interface CategoryReader {

  /// A row per feature.
  QuantisedRows rows();

  /// The same reader with its rows kept elsewhere.
  CategoryReader withRows(QuantisedRows elsewhere);

  /// Turns the sum of a text's rows into probabilities of the categories, which add up to 1.
  ///
  /// @param sums as wide as the rows; may be overwritten
  void probabilities(float[] sums, double[] probabilities);

  /// Multinomial logistic regression: the categories compete for each text.
  ///
  /// @param bias one per category
  record Softmax(QuantisedRows rows, float[] bias) implements CategoryReader {
    @Override
    public Softmax withRows(QuantisedRows elsewhere) {
      return new Softmax(elsewhere, bias);
    }

    @Override
    public void probabilities(float[] sums, double[] probabilities) {
      for (int k = 0; k < bias.length; k++) {
        probabilities[k] = sums[k] + bias[k];
      }
      Probabilities.softmax(probabilities);
    }
  }

  /// A logistic regression for each category, which tells it from all others together. It trusts
  /// rare words more than [Softmax] does.
  ///
  /// @param bias one per category
  record OneVersusRest(QuantisedRows rows, float[] bias) implements CategoryReader {

    /// No category is ever quite impossible.
    private static final double LEAST = 1e-9;

    @Override
    public OneVersusRest withRows(QuantisedRows elsewhere) {
      return new OneVersusRest(elsewhere, bias);
    }

    @Override
    public void probabilities(float[] sums, double[] probabilities) {
      double all = 0;
      for (int k = 0; k < bias.length; k++) {
        probabilities[k] = 1 / (1 + Math.exp(-(sums[k] + bias[k]))) + LEAST;
        all += probabilities[k];
      }
      for (int k = 0; k < bias.length; k++) {
        probabilities[k] /= all;
      }
    }
  }

  /// A network with one hidden layer. Its outputs are finer than the categories: the types that
  /// operators file under. What types of a category get is added up.
  ///
  /// @param bias one per hidden unit
  /// @param outputWeights hidden unit after hidden unit, one for each output
  /// @param outputBias one per output
  /// @param categoryOf each output's category
  record HiddenLayer(
      QuantisedRows rows, float[] bias, float[] outputWeights, float[] outputBias, int[] categoryOf)
      implements CategoryReader {
    @Override
    public HiddenLayer withRows(QuantisedRows elsewhere) {
      return new HiddenLayer(elsewhere, bias, outputWeights, outputBias, categoryOf);
    }

    @Override
    public void probabilities(float[] sums, double[] probabilities) {
      int outputs = outputBias.length;
      float[] scores = outputBias.clone();
      for (int unit = 0; unit < bias.length; unit++) {
        float active = sums[unit] + bias[unit];
        if (active > 0) {
          int from = unit * outputs;
          for (int k = 0; k < outputs; k++) {
            scores[k] += active * outputWeights[from + k];
          }
        }
      }
      double[] fine = new double[outputs];
      for (int k = 0; k < outputs; k++) {
        fine[k] = scores[k];
      }
      Probabilities.softmax(fine);
      Arrays.fill(probabilities, 0);
      for (int k = 0; k < outputs; k++) {
        probabilities[categoryOf[k]] += fine[k];
      }
    }
  }
}
