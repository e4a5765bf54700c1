package ua.holos.nlp.model;

/// A feature's 64-bit fingerprint: what a model file holds instead of words, so that no text of the
/// training data can be read out of it. Two of 300,000 features share one with a chance of one in
/// 400 million.
public final class Fingerprint {

  private Fingerprint() {}

  /// The fingerprint of a feature's name. Part of the file format: never change it.
  public static long of(CharSequence feature) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < feature.length(); i++) {
      hash ^= feature.charAt(i);
      hash *= 0x100000001b3L;
      hash ^= hash >>> 29;
    }
    hash *= 0xff51afd7ed558ccdL;
    return hash ^ (hash >>> 32);
  }
}
