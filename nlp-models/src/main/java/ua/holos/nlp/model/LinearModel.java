package ua.holos.nlp.model;

import java.util.Arrays;
import java.util.List;
import opennlp.tools.ml.model.AbstractModel;
import opennlp.tools.ml.model.Context;

/// A maximum entropy model (multinomial logistic regression) over tf-idf weighted features of unit
/// length, in a form that is small in memory and quick to evaluate: features are found by
/// fingerprint, weights are whole numbers from -127 to 127 with one scale per feature. To OpenNLP
/// it is a model like any other.
///
/// Thread safe.
public final class LinearModel extends AbstractModel {

  private final String[] outcomes;
  private final long[] fingerprints;
  private final float[] idf;
  private final float[] scales;
  private final byte[] weights;
  private final float[] bias;
  private final float temperature;
  private final long[] slots;
  private final int[] rows;
  private final int mask;

  /// @param outcomes names, in the order of the weights
  /// @param fingerprints one per feature, ascending
  /// @param idf one per feature
  /// @param scales one per feature: what a weight of 1 is worth
  /// @param weights feature after feature, one for each outcome
  /// @param bias one per outcome
  /// @param temperature what scores are divided by before they become probabilities
  public LinearModel(
      List<String> outcomes,
      long[] fingerprints,
      float[] idf,
      float[] scales,
      byte[] weights,
      float[] bias,
      float temperature) {
    super(new Context[0], new String[0], outcomes.toArray(String[]::new));
    this.modelType = ModelType.MaxentQn;
    this.outcomes = outcomes.toArray(String[]::new);
    this.fingerprints = fingerprints;
    this.idf = idf;
    this.scales = scales;
    this.weights = weights;
    this.bias = bias;
    this.temperature = temperature;
    int size = Math.max(8, Integer.highestOneBit(fingerprints.length * 3 / 2) * 2);
    this.mask = size - 1;
    this.slots = new long[size];
    this.rows = new int[size];
    for (int row = 0; row < fingerprints.length; row++) {
      int slot = slotOf(fingerprints[row]);
      while (rows[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = fingerprints[row];
      rows[slot] = row + 1;
    }
  }

  private int slotOf(long fingerprint) {
    return (int) (fingerprint >>> 7) & mask;
  }

  /// The row of a feature, -1 when the model does not know it.
  private int row(long fingerprint) {
    int slot = slotOf(fingerprint);
    while (rows[slot] != 0) {
      if (slots[slot] == fingerprint) {
        return rows[slot] - 1;
      }
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  /// The probabilities of the outcomes for a text's features; a feature may come more than once.
  @Override
  public double[] eval(String[] context) {
    return eval(context, new double[outcomes.length]);
  }

  /// The same; feature values of the caller's own are not part of this model and are ignored.
  @Override
  public double[] eval(String[] context, float[] values) {
    return eval(context);
  }

  @Override
  public double[] eval(String[] context, double[] probabilities) {
    return probabilities(scores(context), temperature, probabilities);
  }

  /// The scores before temperature and normalisation, one per outcome.
  float[] scores(String[] context) {
    int[] found = new int[context.length];
    int known = 0;
    for (String feature : context) {
      int row = row(Fingerprint.of(feature));
      if (row >= 0) {
        found[known++] = row;
      }
    }
    Arrays.sort(found, 0, known);
    int count = outcomes.length;
    float[] scores = new float[count];
    double squares = 0;
    for (int i = 0; i < known; ) {
      int row = found[i];
      int next = i + 1;
      while (next < known && found[next] == row) {
        next++;
      }
      float value = FeatureWeighting.value(next - i, idf[row]);
      squares += (double) value * value;
      add(scores, weights, row * count, value * scales[row]);
      i = next;
    }
    float norm = squares == 0 ? 0f : (float) (1 / Math.sqrt(squares));
    for (int k = 0; k < count; k++) {
      scores[k] = scores[k] * norm + bias[k];
    }
    return scores;
  }

  private static void add(float[] scores, byte[] weights, int from, float factor) {
    for (int k = 0; k < scores.length; k++) {
      scores[k] += factor * weights[from + k];
    }
  }

  static double[] probabilities(float[] scores, double temperature, double[] probabilities) {
    double highest = Double.NEGATIVE_INFINITY;
    for (float score : scores) {
      highest = Math.max(highest, score);
    }
    double sum = 0;
    for (int k = 0; k < scores.length; k++) {
      probabilities[k] = Math.exp((scores[k] - highest) / temperature);
      sum += probabilities[k];
    }
    for (int k = 0; k < scores.length; k++) {
      probabilities[k] /= sum;
    }
    return probabilities;
  }

  /// The same weights with another temperature.
  public LinearModel withTemperature(float newTemperature) {
    return new LinearModel(
        List.of(outcomes), fingerprints, idf, scales, weights, bias, newTemperature);
  }

  /// The outcomes' names, in the order of [#eval].
  public List<String> outcomes() {
    return List.of(outcomes);
  }

  /// How many features it knows.
  public int featureCount() {
    return fingerprints.length;
  }

  /// What scores are divided by before they become probabilities.
  public float temperature() {
    return temperature;
  }

  long[] fingerprints() {
    return fingerprints;
  }

  float[] idf() {
    return idf;
  }

  float[] scales() {
    return scales;
  }

  byte[] weights() {
    return weights;
  }

  float[] bias() {
    return bias;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
