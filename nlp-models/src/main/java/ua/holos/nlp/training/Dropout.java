package ua.holos.nlp.training;

import java.util.SplittableRandom;

/// Leaves out a random part of a text's features each time that it is read, so that a model doesn't
/// rely on any one of them (Srivastava et al. 2014). The rest is raised by as much as was left out.
final class Dropout {

  private static final int SCALE = 1 << 16;

  private final int leftOut;
  private final float raise;
  private final SplittableRandom random;

  private int[] rows = new int[1 << 10];
  private float[] values = new float[1 << 10];
  private int count;

  /// @param share of the features that are left out, 0 to below 1
  Dropout(double share, SplittableRandom random) {
    this.leftOut = (int) (share * SCALE);
    this.raise = (float) (1 / (1 - share));
    this.random = random;
  }

  /// Reads a text; what is left of it is in [#rows] and [#values] until the next.
  void read(Document document) {
    int[] all = document.rows();
    if (rows.length < all.length) {
      rows = new int[all.length * 2];
      values = new float[all.length * 2];
    }
    count = 0;
    long bits = 0;
    for (int i = 0; i < all.length; i++) {
      if ((i & 3) == 0) {
        bits = random.nextLong();
      }
      if ((bits & SCALE - 1) >= leftOut) {
        rows[count] = all[i];
        values[count++] = document.values()[i] * raise;
      }
      bits >>>= 16;
    }
  }

  int count() {
    return count;
  }

  int[] rows() {
    return rows;
  }

  float[] values() {
    return values;
  }
}
