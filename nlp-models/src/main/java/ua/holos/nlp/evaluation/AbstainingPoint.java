package ua.holos.nlp.evaluation;

import java.util.ArrayList;
import java.util.List;

/// What is gained by answering only the surest texts and asking about the others.
///
/// @param answered part of the texts that is answered
/// @param accuracy part of these that is right
/// @param confidence of the least sure of them: the threshold that gives this part
public record AbstainingPoint(double answered, double accuracy, double confidence) {

  private static final int POINTS = 20;

  /// Points at every twentieth of the texts, from the surest twentieth to all.
  static List<AbstainingPoint> curve(List<ScoredText> texts) {
    List<AbstainingPoint> curve = new ArrayList<>(POINTS);
    List<ScoredText> surest = CategoryFigures.surestFirst(texts);
    for (int point = 1; point <= POINTS && !surest.isEmpty(); point++) {
      List<ScoredText> answered = surest.subList(0, Math.ceilDiv(surest.size() * point, POINTS));
      curve.add(
          new AbstainingPoint(
              point / (double) POINTS,
              CategoryFigures.accuracy(answered),
              answered.getLast().confidence()));
    }
    return curve;
  }
}
