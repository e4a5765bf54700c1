package ua.holos.nlp.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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

  /// In the table an entry keeps its row in the low bits and its fingerprint in the others.
  private static final int ROW_BITS = 20;

  private static final long ROW_MASK = (1L << ROW_BITS) - 1;
  private static final int MOST_FEATURES = (1 << ROW_BITS) - 2;

  /// Beside its weights a row keeps its idf and its scale.
  private static final int ROW_EXTRA = 2 * Float.BYTES;

  private static final VarHandle FLOAT =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

  private final String[] outcomes;
  private final long[] fingerprints;
  private final float[] bias;
  private final float temperature;

  /// Row after row: weights, idf, scale. Together, because a feature costs hardly more than the
  /// memory accesses that miss the cache.
  private final byte[] rows;

  private final int stride;
  private final long[] table;
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
    this(
        outcomes,
        fingerprints,
        rows(outcomes.size(), idf, scales, weights),
        table(fingerprints),
        bias,
        temperature);
  }

  private LinearModel(
      List<String> outcomes,
      long[] fingerprints,
      byte[] rows,
      long[] table,
      float[] bias,
      float temperature) {
    super(new Context[0], new String[0], outcomes.toArray(String[]::new));
    this.modelType = ModelType.MaxentQn;
    this.outcomes = outcomes.toArray(String[]::new);
    this.fingerprints = fingerprints;
    this.bias = bias;
    this.temperature = temperature;
    this.rows = rows;
    this.stride = outcomes.size() + ROW_EXTRA;
    this.table = table;
    this.mask = table.length - 1;
  }

  private static byte[] rows(int outcomes, float[] idf, float[] scales, byte[] weights) {
    int stride = outcomes + ROW_EXTRA;
    byte[] rows = new byte[idf.length * stride];
    for (int row = 0; row < idf.length; row++) {
      int at = row * stride;
      System.arraycopy(weights, row * outcomes, rows, at, outcomes);
      FLOAT.set(rows, at + outcomes, idf[row]);
      FLOAT.set(rows, at + outcomes + Float.BYTES, scales[row]);
    }
    return rows;
  }

  private static long[] table(long[] fingerprints) {
    if (fingerprints.length > MOST_FEATURES) {
      throw new IllegalArgumentException(
          "%,d features, at most %,d are possible".formatted(fingerprints.length, MOST_FEATURES));
    }
    long[] table = new long[Math.max(8, Integer.highestOneBit(fingerprints.length * 3 / 2) * 2)];
    int mask = table.length - 1;
    for (int row = 0; row < fingerprints.length; row++) {
      int slot = (int) (fingerprints[row] >>> 7) & mask;
      while (table[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      table[slot] = (fingerprints[row] & ~ROW_MASK) | (row + 1);
    }
    return table;
  }

  /// The row of a feature, -1 when the model does not know it.
  private int row(long fingerprint) {
    int slot = (int) (fingerprint >>> 7) & mask;
    long entry;
    while ((entry = table[slot]) != 0) {
      if (((entry ^ fingerprint) & ~ROW_MASK) == 0) {
        return (int) (entry & ROW_MASK) - 1;
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
      int at = row * stride;
      float value = FeatureWeighting.value(next - i, (float) FLOAT.get(rows, at + count));
      squares += (double) value * value;
      add(scores, rows, at, value * (float) FLOAT.get(rows, at + count + Float.BYTES));
      i = next;
    }
    float norm = squares == 0 ? 0f : (float) (1 / Math.sqrt(squares));
    for (int k = 0; k < count; k++) {
      scores[k] = scores[k] * norm + bias[k];
    }
    return scores;
  }

  private static void add(float[] scores, byte[] rows, int from, float factor) {
    for (int k = 0; k < scores.length; k++) {
      scores[k] += factor * rows[from + k];
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
    return new LinearModel(List.of(outcomes), fingerprints, rows, table, bias, newTemperature);
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

  float idf(int row) {
    return (float) FLOAT.get(rows, row * stride + outcomes.length);
  }

  float scale(int row) {
    return (float) FLOAT.get(rows, row * stride + outcomes.length + Float.BYTES);
  }

  byte weight(int row, int outcome) {
    return rows[row * stride + outcome];
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
