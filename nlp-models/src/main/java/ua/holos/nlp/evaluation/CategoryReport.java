package ua.holos.nlp.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// An evaluation as one HTML file with pictures: nothing is loaded from elsewhere, and there is no
/// text of any appeal in it.
public final class CategoryReport {

  private static final int SHOWN_CONFUSIONS = 20;

  /// Of fewer texts shares say nothing.
  private static final int FEWEST_TEXTS = 20;

  private final CategoryEvaluation evaluation;
  private final StringBuilder page = new StringBuilder(1 << 17);

  private CategoryReport(CategoryEvaluation evaluation) {
    this.evaluation = evaluation;
  }

  /// The page.
  ///
  /// @param data what was measured on: a file's name
  /// @param model which model was measured
  public static String html(CategoryEvaluation evaluation, String data, String model) {
    CategoryReport report = new CategoryReport(evaluation);
    report.write(data, model);
    return report.page.toString();
  }

  private void write(String data, String model) {
    page.append(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Holos: how well complaints are understood</title>
        <style>
        """);
    page.append(style());
    page.append(
        "</style>\n</head>\n<body>\n<header>\n<h1>How well complaints are understood</h1>\n");
    append(
        "<p>%,d appeals with known categories from <b>%s</b>, classified by <b>%s</b>.</p>%n",
        evaluation.all().count(), escaped(data), escaped(model));
    page.append("</header>\n<main>\n");
    cards();
    groups();
    charts();
    categories();
    confusions();
    page.append("</main>\n<footer>Written by <code>holos-nlp evaluate</code>.</footer>\n");
    page.append("</body>\n</html>\n");
  }

  private void cards() {
    CategoryFigures all = evaluation.all();
    page.append("<section class=\"cards\">\n");
    card("right at once", percent(all.top1()), "± %.1f points".formatted(100 * all.top1Margin()));
    card("among the first three", percent(all.top3()), "which a person picks from");
    card("macro-F1", decimals(all.macroF1(), 3), "every category counts alike");
    card("calibration error", decimals(all.calibrationError(), 3), "0 is perfect");
    card("of the surest 80 %", percent(all.surest80()), "are right; the others are asked");
    card(
        "one text, one thread",
        decimals(evaluation.medianMicros() / 1e3, 2) + " ms",
        "median; 99 of 100 below " + decimals(evaluation.highMicros() / 1e3, 2) + " ms");
    page.append("</section>\n");
  }

  private void card(String name, String value, String remark) {
    append(
        "<div class=\"card\"><h2>%s</h2><p>%s</p><small>%s</small></div>%n",
        escaped(name), escaped(value), escaped(remark));
  }

  private void groups() {
    Map<String, CategoryFigures> groups = new LinkedHashMap<>();
    groups.put("all", evaluation.all());
    group(groups, "Ukrainian", "uk");
    group(groups, "Russian", "ru");
    group(groups, "both mixed", "mixed");
    group(groups, "in Latin letters", "translit");
    groups.put("15 words or fewer", evaluation.shortTexts());
    page.append(
        """
        <section>
        <h2>By language and length</h2>
        <div class="wide"><table>
        <thead><tr><th>texts</th><th class="n">count</th><th>right at once</th><th class="n">of three</th>\
        <th class="n">macro-F1</th><th class="n">calibration error</th><th class="n">surest 80 %</th>\
        <th class="n">surest 60 %</th><th class="n">not asked</th><th class="n">right of these</th></tr></thead>
        <tbody>
        """);
    groups.forEach((name, f) ->
        append(
            "<tr><th>%s</th><td class=\"n\">%,d</td><td>%s</td><td class=\"n\">%s</td>"
                + "<td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td>"
                + "<td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td></tr>%n",
            escaped(name),
            f.count(),
            bar(f.top1(), percent(f.top1())),
            percent(f.top3()),
            decimals(f.macroF1(), 3),
            decimals(f.calibrationError(), 3),
            percent(f.surest80()),
            percent(f.surest60()),
            percent(f.certain()),
            percent(f.certainRight())));
    page.append("</tbody></table></div>\n</section>\n");
  }

  private void group(Map<String, CategoryFigures> groups, String name, String language) {
    CategoryFigures figures = evaluation.byLanguage().get(language);
    if (figures != null && figures.count() >= FEWEST_TEXTS) {
      groups.put(name, figures);
    }
  }

  private void charts() {
    page.append("<div class=\"pair\">\n<section>\n<h2>Can its confidence be believed?</h2>\n");
    page.append(
        "<p>Each dot stands for texts with about the same confidence; the larger, the more. On the"
            + " line they are right as often as they say.</p>\n");
    page.append(ReliabilityChart.svg(evaluation.reliability()));
    page.append("</section>\n<section>\n<h2>What asking gains</h2>\n");
    append(
        "<p>When only the surest texts are answered, more of the answers are right. From a"
            + " confidence of %s the bot does not ask: %s of the texts, %s of them rightly.</p>%n",
        decimals(evaluation.certainFrom(), 2),
        percent(evaluation.all().certain()),
        percent(evaluation.all().certainRight()));
    page.append(AbstainingChart.svg(evaluation.abstaining(), evaluation.all()));
    page.append("</section>\n</div>\n");
  }

  private void categories() {
    page.append(
        """
        <section>
        <h2>Categories</h2>
        <p>The bar is F1, the <span class="tick precision"></span> precision, the <span class="tick recall"></span> recall.</p>
        <div class="columns">
        """);
    evaluation.byCategory().entrySet().stream()
        .sorted(
            Comparator.comparingDouble((Map.Entry<String, CategoryScore> e) -> -e.getValue().f1())
                .thenComparing(Map.Entry::getKey))
        .forEach(entry -> {
          CategoryScore score = entry.getValue();
          append(
              "<div class=\"score\" title=\"precision %s, recall %s\"><span>%s</span>"
                  + "<small>%,d</small><div class=\"bar\"><i style=\"width:%s%%\"></i>"
                  + "<b class=\"precision\" style=\"left:%s%%\"></b>"
                  + "<b class=\"recall\" style=\"left:%s%%\"></b></div><em>%s</em></div>%n",
              decimals(score.precision(), 3),
              decimals(score.recall(), 3),
              escaped(entry.getKey()),
              score.count(),
              decimals(100 * score.f1(), 1),
              decimals(100 * score.precision(), 1),
              decimals(100 * score.recall(), 1),
              decimals(score.f1(), 2));
        });
    page.append("</div>\n</section>\n");
  }

  private void confusions() {
    page.append(
        """
        <section>
        <h2>What is taken for what</h2>
        <p>A row is what the texts are, a column what they were taken for; the numbers are per cent of the row. Blue is right, orange is wrong.</p>
        <div class="wide">
        """);
    page.append(ConfusionChart.svg(evaluation.byCategory(), evaluation.confusions()));
    page.append("</div>\n<h3>The most confused pairs</h3>\n<div class=\"columns\">\n");
    List<Confusion> most =
        evaluation
            .confusions()
            .subList(0, Math.min(SHOWN_CONFUSIONS, evaluation.confusions().size()));
    for (Confusion confusion : most) {
      append(
          "<div class=\"confusion\"><span>%s</span><span>%s</span>"
              + "<div class=\"bar wrong\"><i style=\"width:%s%%\"></i></div><em>%d</em></div>%n",
          escaped(confusion.actual()),
          escaped(confusion.predicted()),
          decimals(100.0 * confusion.count() / most.getFirst().count(), 1),
          confusion.count());
    }
    page.append("</div>\n</section>\n");
  }

  private static String bar(double share, String label) {
    return "<div class=\"bar\"><i style=\"width:%s%%\"></i></div><em>%s</em>"
        .formatted(decimals(100 * share, 1), label);
  }

  private void append(String format, Object... values) {
    page.append(String.format(Locale.ROOT, format, values));
  }

  static String percent(double share) {
    return decimals(100 * share, 1) + " %";
  }

  static String decimals(double value, int places) {
    return String.format(Locale.ROOT, "%." + places + "f", value);
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String style() {
    try (InputStream in = CategoryReport.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException("report.css is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("report.css cannot be read", e);
    }
  }
}
