package ua.holos.nlp.evaluation;

import java.util.Comparator;
import java.util.List;
import ua.holos.nlp.json.JsonWriter;

/// Figures of the category classifier over a set of texts, 0 to 1.
///
/// @param count how many texts
/// @param top1 part whose likeliest category is right
/// @param top3 part whose right category is among the three likeliest
/// @param macroF1 mean F1 of the categories that occur
/// @param calibrationError expected calibration error of the likeliest category's confidence, in 15
///   bins of equal width (Guo and others, On Calibration of Modern Neural Networks, 2017)
/// @param surest80 part that is right among the four fifths with the highest confidence
/// @param surest60 the same among three fifths
/// @param certain part that is taken without asking
/// @param certainRight part of these that are right
public record CategoryFigures(
    int count,
    double top1,
    double top3,
    double macroF1,
    double calibrationError,
    double surest80,
    double surest60,
    double certain,
    double certainRight) {

  /// 95 times of 100 the share of all texts like these lies in `top1` plus or minus this.
  public double top1Margin() {
    return count == 0 ? 0 : 1.96 * Math.sqrt(top1 * (1 - top1) / count);
  }

  static CategoryFigures of(List<ScoredText> texts) {
    if (texts.isEmpty()) {
      return new CategoryFigures(0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
    List<ScoredText> certain = texts.stream().filter(ScoredText::certain).toList();
    List<ScoredText> surest = surestFirst(texts);
    return new CategoryFigures(
        texts.size(),
        accuracy(texts),
        share(texts.stream().filter(ScoredText::amongThree).count(), texts.size()),
        CategoryScore.of(texts).values().stream()
            .filter(score -> score.count() > 0)
            .mapToDouble(CategoryScore::f1)
            .average()
            .orElse(0),
        ReliabilityBin.of(texts).stream()
                .mapToDouble(bin -> bin.count() * Math.abs(bin.confidence() - bin.accuracy()))
                .sum()
            / texts.size(),
        accuracy(surest.subList(0, Math.ceilDiv(surest.size() * 4, 5))),
        accuracy(surest.subList(0, Math.ceilDiv(surest.size() * 3, 5))),
        share(certain.size(), texts.size()),
        accuracy(certain));
  }

  static List<ScoredText> surestFirst(List<ScoredText> texts) {
    return texts.stream()
        .sorted(Comparator.comparingDouble(ScoredText::confidence).reversed())
        .toList();
  }

  static double accuracy(List<ScoredText> texts) {
    return share(texts.stream().filter(ScoredText::right).count(), texts.size());
  }

  static double share(long part, int whole) {
    return whole == 0 ? 0 : part / (double) whole;
  }

  void write(JsonWriter json) {
    json.field("count", count)
        .field("top1", top1)
        .field("top3", top3)
        .field("macro_f1", macroF1)
        .field("ece", calibrationError)
        .field("accuracy_surest_80", surest80)
        .field("accuracy_surest_60", surest60)
        .field("certain_share", certain)
        .field("certain_accuracy", certainRight);
  }
}
