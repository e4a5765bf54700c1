package ua.holos.nlp.model;

/// How much a feature of a text counts: the same in training and in use.
///
/// A feature is worth much when it is rare, and when it says something about the category. The
/// second is what plain tf-idf leaves out: most rare words are rare names.
public final class FeatureWeighting {

  /// Measured; between 0.4 and 0.8 it hardly matters.
  private static final double RARITY = 0.5;

  private static final double TELLING = 0.4;

  /// As many appeals as a feature is thought to have been seen in beforehand, spread over the
  /// categories as all appeals are: what was seen twice says little.
  private static final double PRIOR = 5;

  /// A feature that says nothing is still there.
  private static final double LEAST_TELLING = 0.02;

  private FeatureWeighting() {}

  /// The worth of a feature: the root of its inverse document frequency, times a power of how far
  /// the categories of the appeals with it differ from those of all appeals (Kullback-Leibler
  /// divergence).
  ///
  /// @param with how many appeals of each category have the feature, from `from` on
  /// @param sizes how many appeals each category has
  /// @param containing how many appeals have it
  /// @param all how many appeals there are
  public static float worth(int[] with, int from, double[] sizes, int containing, int all) {
    double telling = 0;
    for (int k = 0; k < sizes.length; k++) {
      double usual = sizes[k] / all;
      if (usual > 0) {
        double here = (with[from + k] + PRIOR * usual) / (containing + PRIOR);
        telling += here * Math.log(here / usual);
      }
    }
    double rarity = Math.log((1.0 + all) / (1.0 + containing)) + 1;
    float worth =
        (float) (Math.pow(rarity, RARITY) * Math.pow(Math.max(telling, LEAST_TELLING), TELLING));
    // As the file keeps it.
    return Float.float16ToFloat(Float.floatToFloat16(worth));
  }

  /// The value of a feature that occurs `times` in a text, before the text's values are scaled to
  /// length one.
  public static float value(int times, float worth) {
    return times == 1 ? worth : (float) (1 + Math.log(times)) * worth;
  }
}
