package ua.holos.nlp.evaluation;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import ua.holos.bot.understanding.CategoryGuess;
import ua.holos.nlp.category.CategoryClassifier;
import ua.holos.nlp.json.JsonWriter;
import ua.holos.nlp.language.LanguageReader;
import ua.holos.nlp.phrase.Utterance;
import ua.holos.nlp.text.PreparedText;
import ua.holos.nlp.training.Appeal;

/// How well a classifier does on appeals that it has not seen. Holds counts and shares only, no
/// text.
///
/// @param all the figures over all of them
/// @param byLanguage over those in each language, by its code, as [LanguageCodes] has them
/// @param shortTexts over those of 15 words or fewer, as people write in a chat
/// @param byCategory for each category that occurs or was said, by its code
/// @param confusions all pairs that were mistaken, the most frequent first
/// @param abstaining share answered against accuracy
/// @param reliability confidence against accuracy
/// @param certainFrom the confidence from which the classifier does not ask
/// @param medianMicros microseconds of one core to prepare and classify one text, half take less
/// @param highMicros 99 of 100 take less
public record CategoryEvaluation(
    CategoryFigures all,
    Map<String, CategoryFigures> byLanguage,
    CategoryFigures shortTexts,
    Map<String, CategoryScore> byCategory,
    List<Confusion> confusions,
    List<AbstainingPoint> abstaining,
    List<ReliabilityBin> reliability,
    double certainFrom,
    double medianMicros,
    double highMicros) {

  private static final int SHORT_TEXT_WORDS = 15;
  private static final int SHOWN_CONFUSIONS = 20;
  private static final int JSON_CONFUSIONS = 50;
  private static final int TIMED_TEXTS = 3000;
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /// Classifies each appeal and counts.
  public static CategoryEvaluation of(CategoryClassifier classifier, List<Appeal> appeals) {
    return of(classifier, appeals, done -> {});
  }

  /// The same.
  ///
  /// @param progress is told how many are done, each time that one is
  public static CategoryEvaluation of(
      CategoryClassifier classifier, List<Appeal> appeals, IntConsumer progress) {
    LanguageReader languages = new LanguageReader();
    List<ScoredText> texts = new ArrayList<>(appeals.size());
    for (Appeal appeal : appeals) {
      List<CategoryGuess> guesses = classifier.classify(PreparedText.of(appeal.text()));
      texts.add(
          new ScoredText(
              appeal.category(),
              List.copyOf(guesses.subList(0, Math.min(3, guesses.size()))),
              classifier.certain(guesses),
              languages.read(Utterance.of(appeal.text())),
              SPACE.split(appeal.text().strip()).length));
      progress.accept(texts.size());
    }
    double[] micros = micros(classifier, appeals);
    return new CategoryEvaluation(
        CategoryFigures.of(texts),
        texts.stream()
            .collect(
                Collectors.groupingBy(
                    text -> LanguageCodes.of(text.language()),
                    TreeMap::new,
                    Collectors.collectingAndThen(Collectors.toList(), CategoryFigures::of))),
        CategoryFigures.of(
            texts.stream().filter(text -> text.words() <= SHORT_TEXT_WORDS).toList()),
        CategoryScore.of(texts),
        Confusion.of(texts),
        AbstainingPoint.curve(texts),
        ReliabilityBin.of(texts),
        classifier.certainFrom(),
        micros[micros.length / 2],
        micros[(int) (micros.length * 0.99)]);
  }

  /// Time of single texts on this thread, sorted; everything is warm by then.
  private static double[] micros(CategoryClassifier classifier, List<Appeal> appeals) {
    double[] micros = new double[Math.min(TIMED_TEXTS, appeals.size())];
    for (int i = 0; i < micros.length; i++) {
      String text = appeals.get(i).text();
      long start = cpuNanos();
      classifier.classify(PreparedText.of(text));
      micros[i] = (cpuNanos() - start) / 1e3;
    }
    Arrays.sort(micros);
    return micros;
  }

  /// Time that this thread has computed: other programs on the machine don't change it.
  static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /// By how much the share that is right differs between Ukrainian and Russian; 0 when there is
  /// only one of them.
  public double languageDifference() {
    CategoryFigures ukrainian = byLanguage.get("uk");
    CategoryFigures russian = byLanguage.get("ru");
    return ukrainian == null || russian == null ? 0 : Math.abs(ukrainian.top1() - russian.top1());
  }

  /// For people: everything in Markdown tables.
  public String table() {
    StringBuilder out = new StringBuilder();
    out.append(
        "| texts | count | top-1 | top-3 | macro-F1 | ECE | surest 80 % | surest 60 % | not asked"
            + " | right of these |\n|---|---|---|---|---|---|---|---|---|---|\n");
    row(out, "all", all);
    byLanguage.forEach((code, figures) -> row(out, code, figures));
    row(out, "15 words or fewer", shortTexts);
    out.append("\n| category | count | precision | recall | F1 |\n|---|---|---|---|---|\n");
    byCategory.forEach((code, score) ->
        out.append(
            String.format(
                Locale.ROOT,
                "| %s | %d | %.3f | %.3f | %.3f |%n",
                code,
                score.count(),
                score.precision(),
                score.recall(),
                score.f1())));
    out.append("\n| is | taken for | times |\n|---|---|---|\n");
    confusions.stream()
        .limit(SHOWN_CONFUSIONS)
        .forEach(
            c -> out.append("| %s | %s | %d |\n".formatted(c.actual(), c.predicted(), c.count())));
    out.append("\n| answered | right of these | confidence from |\n|---|---|---|\n");
    abstaining.forEach(point ->
        out.append(
            String.format(
                Locale.ROOT,
                "| %.0f %% | %.3f | %.3f |%n",
                100 * point.answered(),
                point.accuracy(),
                point.confidence())));
    out.append(
        String.format(
            Locale.ROOT,
            "%nNot asked from a confidence of %.3f. One text on one thread: median %.3f ms, 99 of"
                + " 100 below %.3f ms.%n",
            certainFrom,
            medianMicros / 1e3,
            highMicros / 1e3));
    return out.toString();
  }

  private static void row(StringBuilder out, String name, CategoryFigures f) {
    out.append(
        String.format(
            Locale.ROOT,
            "| %s | %d | %.4f | %.4f | %.4f | %.4f | %.4f | %.4f | %.3f | %.3f |%n",
            name,
            f.count(),
            f.top1(),
            f.top3(),
            f.macroF1(),
            f.calibrationError(),
            f.surest80(),
            f.surest60(),
            f.certain(),
            f.certainRight()));
  }

  /// For programs: one line of JSON.
  public String json() {
    return new JsonWriter().object(this::write).toString();
  }

  /// The fields of that line.
  public void write(JsonWriter json) {
    all.write(json);
    json.field("certain_from", certainFrom);
    json.field("median_ms", medianMicros / 1e3);
    json.field("p99_ms", highMicros / 1e3);
    json.field("uk_ru_difference", languageDifference());
    json.object("short", shortTexts::write);
    json.object(
        "per_language",
        languages -> byLanguage.forEach((code, f) -> languages.object(code, f::write)));
    json.object(
        "per_category",
        categories ->
            byCategory.forEach((code, score) ->
                categories.object(
                    code,
                    fields ->
                        fields
                            .field("count", score.count())
                            .field("predicted", score.predicted())
                            .field("precision", score.precision())
                            .field("recall", score.recall())
                            .field("f1", score.f1()))));
    json.list(
        "confusions",
        confusions.subList(0, Math.min(JSON_CONFUSIONS, confusions.size())),
        c ->
            json.object(fields ->
                fields
                    .field("actual", c.actual())
                    .field("predicted", c.predicted())
                    .field("count", c.count())));
    json.list(
        "abstaining",
        abstaining,
        point ->
            json.object(fields ->
                fields
                    .field("answered", point.answered())
                    .field("accuracy", point.accuracy())
                    .field("confidence", point.confidence())));
    json.list(
        "reliability",
        reliability,
        bin ->
            json.object(fields ->
                fields
                    .field("from", bin.from())
                    .field("to", bin.to())
                    .field("count", bin.count())
                    .field("confidence", bin.confidence())
                    .field("accuracy", bin.accuracy())));
  }
}
