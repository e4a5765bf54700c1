package ua.holos.nlp.training;

import java.util.Arrays;
import java.util.List;
import ua.holos.nlp.model.FeatureWeighting;

/// The features worth keeping: those in enough documents that no single person's words are among
/// them, and of these the ones that tell most about the category (log-likelihood ratio, Dunning
/// 1993).
final class FeatureSelection {

  private final int[] rowOfFeature;
  private final long[] fingerprints;
  private final float[] worth;

  private FeatureSelection(int[] rowOfFeature, long[] fingerprints, float[] worth) {
    this.rowOfFeature = rowOfFeature;
    this.fingerprints = fingerprints;
    this.worth = worth;
  }

  /// @param documents each the numbers of its features, ascending, repeated as often as they occur
  /// @param labels the category of each document
  /// @param fingerprintOf each feature's fingerprint
  /// @param fewest how many documents a feature must occur in
  /// @param most how many features to keep
  static FeatureSelection of(
      List<int[]> documents,
      int[] labels,
      int categories,
      long[] fingerprintOf,
      int fewest,
      int most) {
    int all = fingerprintOf.length;
    int[] containing = new int[all];
    for (int[] document : documents) {
      for (int i = 0; i < document.length; i++) {
        if (i == 0 || document[i] != document[i - 1]) {
          containing[document[i]]++;
        }
      }
    }
    int[] candidate = new int[all];
    int candidates = 0;
    for (int feature = 0; feature < all; feature++) {
      candidate[feature] = containing[feature] >= fewest ? candidates++ : -1;
    }
    int[] counts = new int[candidates * categories];
    double[] categorySize = new double[categories];
    for (int d = 0; d < documents.size(); d++) {
      int[] document = documents.get(d);
      categorySize[labels[d]]++;
      for (int i = 0; i < document.length; i++) {
        int known = candidate[document[i]];
        if (known >= 0 && (i == 0 || document[i] != document[i - 1])) {
          counts[known * categories + labels[d]]++;
        }
      }
    }
    float[] telling = new float[candidates];
    for (int feature = 0; feature < all; feature++) {
      if (candidate[feature] >= 0) {
        telling[candidate[feature]] =
            ratio(
                counts,
                candidate[feature] * categories,
                categorySize,
                containing[feature],
                documents.size());
      }
    }
    float[] sorted = telling.clone();
    Arrays.sort(sorted);
    float least = candidates > most ? sorted[candidates - most] : Float.NEGATIVE_INFINITY;

    long[] kept = new long[candidates];
    int size = 0;
    for (int feature = 0; feature < all; feature++) {
      if (candidate[feature] >= 0 && telling[candidate[feature]] >= least) {
        kept[size++] = fingerprintOf[feature];
      }
    }
    long[] fingerprints = Arrays.copyOf(kept, size);
    Arrays.sort(fingerprints);
    float[] worth = new float[size];
    int[] rows = new int[all];
    Arrays.fill(rows, -1);
    for (int feature = 0; feature < all; feature++) {
      if (candidate[feature] >= 0 && telling[candidate[feature]] >= least) {
        int row = Arrays.binarySearch(fingerprints, fingerprintOf[feature]);
        rows[feature] = row;
        worth[row] =
            FeatureWeighting.worth(
                counts,
                candidate[feature] * categories,
                categorySize,
                containing[feature],
                documents.size());
      }
    }
    return new FeatureSelection(rows, fingerprints, worth);
  }

  private static float ratio(
      int[] counts, int from, double[] categorySize, int containing, int documents) {
    double sum = 0;
    for (int k = 0; k < categorySize.length; k++) {
      double with = counts[from + k];
      double without = categorySize[k] - with;
      double expectedWith = containing * categorySize[k] / documents;
      double expectedWithout = categorySize[k] - expectedWith;
      if (with > 0) {
        sum += with * Math.log(with / expectedWith);
      }
      if (without > 0) {
        sum += without * Math.log(without / expectedWithout);
      }
    }
    return (float) sum;
  }

  /// The model's row of a feature, -1 when it is not kept.
  int rowOf(int feature) {
    return rowOfFeature[feature];
  }

  int size() {
    return fingerprints.length;
  }

  /// Of the kept features, ascending.
  long[] fingerprints() {
    return fingerprints;
  }

  /// Of the kept features, in the same order.
  float[] worth() {
    return worth;
  }
}
