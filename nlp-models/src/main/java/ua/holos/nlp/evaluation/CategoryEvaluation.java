package ua.holos.nlp.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import ua.holos.bot.understanding.CategoryGuess;
import ua.holos.nlp.category.CategoryClassifier;
import ua.holos.nlp.text.PreparedText;
import ua.holos.nlp.training.Appeal;

/// How well a classifier does on appeals that it has not seen.
///
/// @param appeals how many were read
/// @param all the figures over all of them
/// @param ukrainian over those written in Ukrainian, by letters that only it has
/// @param russian over those written in Russian
/// @param shortTexts over those of 15 words or fewer, as people write in a chat
/// @param byCategory for each category that occurs or was guessed
/// @param certainFrom the confidence from which the classifier does not ask
/// @param microsecondsPerText time to prepare and classify a text
public record CategoryEvaluation(
    int appeals,
    Figures all,
    Figures ukrainian,
    Figures russian,
    Figures shortTexts,
    Map<String, ByCategory> byCategory,
    double certainFrom,
    double microsecondsPerText) {

  private static final int SHORT_TEXT_WORDS = 15;
  private static final int CONFIDENCE_BINS = 15;

  /// Figures over a set of appeals, 0 to 1.
  ///
  /// @param count how many appeals
  /// @param top1 part whose likeliest category is right
  /// @param top3 part whose right category is among the three likeliest
  /// @param macroF1 mean F1 of the categories that occur
  /// @param calibrationError expected calibration error of the likeliest category's confidence, in
  ///   15 bins
  /// @param certain part that is answered without asking
  /// @param certainRight part of these that are right
  public record Figures(
      int count,
      double top1,
      double top3,
      double macroF1,
      double calibrationError,
      double certain,
      double certainRight) {}

  /// Figures of one category.
  public record ByCategory(int count, double precision, double recall, double f1) {}

  private record Result(
      String truth, List<CategoryGuess> guesses, boolean certain, int words, int letters) {}

  /// Classifies each appeal and counts.
  public static CategoryEvaluation of(CategoryClassifier classifier, List<Appeal> appeals) {
    List<Result> results = new ArrayList<>(appeals.size());
    long start = System.nanoTime();
    for (Appeal appeal : appeals) {
      PreparedText text = PreparedText.of(appeal.text());
      List<CategoryGuess> guesses = classifier.classify(text);
      results.add(
          new Result(
              appeal.category(),
              guesses,
              classifier.certain(guesses),
              appeal.text().strip().split("\\s+").length,
              languageByLetters(appeal.text())));
    }
    double micros = (System.nanoTime() - start) / 1e3 / appeals.size();
    return new CategoryEvaluation(
        appeals.size(),
        figures(results),
        figures(results.stream().filter(r -> r.letters > 0).toList()),
        figures(results.stream().filter(r -> r.letters < 0).toList()),
        figures(results.stream().filter(r -> r.words <= SHORT_TEXT_WORDS).toList()),
        byCategory(results),
        classifier.certainFrom(),
        micros);
  }

  /// Positive for Ukrainian, negative for Russian, 0 for neither or both alike.
  private static int languageByLetters(String text) {
    int letters = 0;
    for (int i = 0; i < text.length(); i++) {
      switch (Character.toLowerCase(text.charAt(i))) {
        case 'і', 'ї', 'є', 'ґ' -> letters++;
        case 'ы', 'э', 'ъ', 'ё' -> letters--;
        default -> {}
      }
    }
    return letters;
  }

  private static Figures figures(List<Result> results) {
    if (results.isEmpty()) {
      return new Figures(0, 0, 0, 0, 0, 0, 0);
    }
    int first = 0;
    int amongThree = 0;
    int certain = 0;
    int certainRight = 0;
    double[] confidence = new double[CONFIDENCE_BINS];
    int[] right = new int[CONFIDENCE_BINS];
    for (Result result : results) {
      CategoryGuess best = result.guesses.getFirst();
      boolean hit = best.code().equals(result.truth);
      if (hit) {
        first++;
      }
      if (result.guesses.stream().limit(3).anyMatch(g -> g.code().equals(result.truth))) {
        amongThree++;
      }
      if (result.certain) {
        certain++;
        certainRight += hit ? 1 : 0;
      }
      int bin = Math.min(CONFIDENCE_BINS - 1, (int) (best.confidence() * CONFIDENCE_BINS));
      confidence[bin] += best.confidence();
      right[bin] += hit ? 1 : 0;
    }
    double count = results.size();
    double error = 0;
    for (int bin = 0; bin < CONFIDENCE_BINS; bin++) {
      error += Math.abs(confidence[bin] - right[bin]) / count;
    }
    return new Figures(
        results.size(),
        first / count,
        amongThree / count,
        byCategory(results).values().stream()
            .filter(c -> c.count > 0)
            .mapToDouble(ByCategory::f1)
            .average()
            .orElse(0),
        error,
        certain / count,
        certain == 0 ? 0 : certainRight / (double) certain);
  }

  private static Map<String, ByCategory> byCategory(List<Result> results) {
    Map<String, Integer> real = new TreeMap<>();
    Map<String, Integer> guessed = new TreeMap<>();
    Map<String, Integer> hits = new TreeMap<>();
    for (Result result : results) {
      String guess = result.guesses.getFirst().code();
      real.merge(result.truth, 1, Integer::sum);
      guessed.merge(guess, 1, Integer::sum);
      if (guess.equals(result.truth)) {
        hits.merge(guess, 1, Integer::sum);
      }
    }
    TreeSet<String> codes = new TreeSet<>(real.keySet());
    codes.addAll(guessed.keySet());
    Map<String, ByCategory> figures = new TreeMap<>();
    for (String code : codes) {
      double hit = hits.getOrDefault(code, 0);
      int is = real.getOrDefault(code, 0);
      int said = guessed.getOrDefault(code, 0);
      figures.put(
          code,
          new ByCategory(
              is, said == 0 ? 0 : hit / said, is == 0 ? 0 : hit / is, 2 * hit / (is + said)));
    }
    return figures;
  }

  /// For people: a table of the sets and one of the categories.
  public String table() {
    StringBuilder out = new StringBuilder();
    out.append(
        "| appeals | count | top-1 | top-3 | macro-F1 | ECE | not asked | right of these |\n");
    out.append("|---|---|---|---|---|---|---|---|\n");
    row(out, "all", all);
    row(out, "Ukrainian", ukrainian);
    row(out, "Russian", russian);
    row(out, "15 words or fewer", shortTexts);
    out.append("\n| category | count | precision | recall | F1 |\n|---|---|---|---|---|\n");
    byCategory.forEach((code, c) ->
        out.append(
            String.format(
                Locale.ROOT,
                "| %s | %d | %.3f | %.3f | %.3f |%n",
                code,
                c.count,
                c.precision,
                c.recall,
                c.f1)));
    return out.toString();
  }

  private static void row(StringBuilder out, String name, Figures f) {
    out.append(
        String.format(
            Locale.ROOT,
            "| %s | %d | %.4f | %.4f | %.4f | %.4f | %.3f | %.3f |%n",
            name,
            f.count,
            f.top1,
            f.top3,
            f.macroF1,
            f.calibrationError,
            f.certain,
            f.certainRight));
  }

  /// For programs: one line of JSON.
  public String json() {
    StringBuilder out = new StringBuilder("{\"appeals\":").append(appeals);
    figures(out, "all", all);
    figures(out, "ukrainian", ukrainian);
    figures(out, "russian", russian);
    figures(out, "short", shortTexts);
    out.append(String.format(Locale.ROOT, ",\"certain_from\":%.4f", certainFrom));
    out.append(String.format(Locale.ROOT, ",\"microseconds_per_text\":%.1f", microsecondsPerText));
    out.append(",\"categories\":{");
    String separator = "";
    for (Map.Entry<String, ByCategory> entry : byCategory.entrySet()) {
      ByCategory c = entry.getValue();
      out.append(
          String.format(
              Locale.ROOT,
              "%s\"%s\":{\"count\":%d,\"precision\":%.4f,\"recall\":%.4f,\"f1\":%.4f}",
              separator,
              entry.getKey(),
              c.count,
              c.precision,
              c.recall,
              c.f1));
      separator = ",";
    }
    return out.append("}}").toString();
  }

  private static void figures(StringBuilder out, String name, Figures f) {
    out.append(
        String.format(
            Locale.ROOT,
            ",\"%s\":{\"count\":%d,\"top1\":%.4f,\"top3\":%.4f,\"macro_f1\":%.4f,\"ece\":%.4f,"
                + "\"certain\":%.4f,\"certain_right\":%.4f}",
            name,
            f.count,
            f.top1,
            f.top3,
            f.macroF1,
            f.calibrationError,
            f.certain,
            f.certainRight));
  }
}
