package ua.holos.nlp.model;

import java.util.Arrays;

/// The features that a model knows: found by fingerprint, each with its worth ([FeatureWeighting]).
/// Immutable.
public final class FeatureRows {

  /// In the table an entry keeps its row in the low bits and its fingerprint in the others.
  private static final int ROW_BITS = 20;

  private static final long ROW_MASK = (1L << ROW_BITS) - 1;
  static final int MOST_FEATURES = (1 << ROW_BITS) - 2;

  private final long[] fingerprints;
  private final float[] worth;
  private final long[] table;
  private final int mask;

  /// @param fingerprints one per feature, ascending
  /// @param worth one per feature
  public FeatureRows(long[] fingerprints, float[] worth) {
    if (fingerprints.length > MOST_FEATURES) {
      throw new IllegalArgumentException(
          "%,d features, at most %,d are possible".formatted(fingerprints.length, MOST_FEATURES));
    }
    this.fingerprints = fingerprints;
    this.worth = worth;
    this.table = new long[Math.max(8, Integer.highestOneBit(fingerprints.length * 3 / 2) * 2)];
    this.mask = table.length - 1;
    for (int row = 0; row < fingerprints.length; row++) {
      int slot = (int) (fingerprints[row] >>> 7) & mask;
      while (table[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      table[slot] = (fingerprints[row] & ~ROW_MASK) | (row + 1);
    }
  }

  int count() {
    return fingerprints.length;
  }

  long[] fingerprints() {
    return fingerprints;
  }

  float worth(int row) {
    return worth[row];
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

  /// The rows of a text's known features, ascending, a row as often as its feature came.
  int[] rowsOf(String[] features) {
    int[] found = new int[features.length];
    int known = 0;
    for (String feature : features) {
      int row = row(Fingerprint.of(feature));
      if (row >= 0) {
        found[known++] = row;
      }
    }
    int[] rows = Arrays.copyOf(found, known);
    Arrays.sort(rows);
    return rows;
  }
}
