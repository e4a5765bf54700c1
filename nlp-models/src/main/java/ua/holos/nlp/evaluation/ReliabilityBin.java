package ua.holos.nlp.evaluation;

import java.util.ArrayList;
import java.util.List;

/// Texts whose likeliest category got a confidence in a certain range: for a calibrated classifier
/// mean confidence and accuracy are the same.
///
/// @param from lowest confidence, inclusive
/// @param to highest, exclusive but for 1
/// @param count how many texts
/// @param confidence mean of theirs, 0 without texts
/// @param accuracy part that is right, 0 without texts
public record ReliabilityBin(
    double from, double to, int count, double confidence, double accuracy) {

  private static final int BINS = 15;

  static List<ReliabilityBin> of(List<ScoredText> texts) {
    int[] count = new int[BINS];
    int[] right = new int[BINS];
    double[] confidence = new double[BINS];
    for (ScoredText text : texts) {
      int bin = Math.clamp((int) (text.confidence() * BINS), 0, BINS - 1);
      count[bin]++;
      confidence[bin] += text.confidence();
      right[bin] += text.right() ? 1 : 0;
    }
    List<ReliabilityBin> bins = new ArrayList<>(BINS);
    for (int bin = 0; bin < BINS; bin++) {
      bins.add(
          new ReliabilityBin(
              bin / (double) BINS,
              (bin + 1) / (double) BINS,
              count[bin],
              count[bin] == 0 ? 0 : confidence[bin] / count[bin],
              CategoryFigures.share(right[bin], count[bin])));
    }
    return bins;
  }
}
