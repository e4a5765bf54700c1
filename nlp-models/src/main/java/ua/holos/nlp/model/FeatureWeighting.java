package ua.holos.nlp.model;

/// How much a feature of a text counts: the same in training and in use.
public final class FeatureWeighting {

  private FeatureWeighting() {}

  /// How telling a feature is that occurs in `containing` of `all` documents (smoothed inverse
  /// document frequency).
  public static float idf(int all, int containing) {
    return (float) (Math.log((1.0 + all) / (1.0 + containing)) + 1);
  }

  /// The value of a feature that occurs `times` in a text, before the text's values are scaled to
  /// length one.
  public static float value(int times, float idf) {
    return times == 1 ? idf : (float) (1 + Math.log(times)) * idf;
  }
}
