package ua.holos.nlp.training;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Finds the appeals whose category the rest of the collection contradicts (confident learning,
/// Northcutt et al. 2021, in its simplest form): a model that was trained without an appeal is
/// quite sure of another category, and gives the appeal's own hardly a chance. Operators choose out
/// of 920 types in a hurry; learning their slips makes a model unsure of what is plain.
final class ContradictedLabels {

  private static final int FOLDS = 4;

  /// What the label's own category gets at most.
  private static final float HARDLY = 0.05f;

  /// What another category gets at least.
  private static final float SURE = 0.7f;

  private ContradictedLabels() {}

  /// The numbers of these appeals.
  ///
  /// @param documents appeals, parts of them and texts written for training
  static BitSet of(
      List<Document> documents, int categories, int features, LinearFit.Settings settings) {
    BitSet contradicted = new BitSet();
    for (int fold = 0; fold < FOLDS; fold++) {
      List<Document> known = new ArrayList<>(documents.size());
      List<Document> unknown = new ArrayList<>();
      for (Document document : documents) {
        if (document.appeal() < 0 || document.appeal() % FOLDS != fold) {
          known.add(document);
        } else if (document.whole()) {
          unknown.add(document);
        }
      }
      LinearFit fit = LinearFit.of(LinearFit.Loss.SOFTMAX, known, categories, features, settings);
      for (Document document : unknown) {
        if (contradicts(fit.probabilities(document), document.category())) {
          contradicted.set(document.appeal());
        }
      }
    }
    return contradicted;
  }

  static boolean contradicts(float[] probabilities, int label) {
    float highest = 0;
    for (float probability : probabilities) {
      highest = Math.max(highest, probability);
    }
    return probabilities[label] < HARDLY && highest > SURE;
  }
}
