package ua.holos.nlp.evaluation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A square of all categories: what texts are against what they were taken for.
final class ConfusionChart {

  private static final int CELL = 21;
  private static final int LEFT = 160;
  private static final int TOP = 138;
  private static final int RIGHT = 100;
  private static final double SHOWN_FROM = 0.045;

  private ConfusionChart() {}

  static String svg(Map<String, CategoryScore> scores, List<Confusion> confusions) {
    List<String> codes =
        scores.entrySet().stream()
            .sorted(
                Comparator.comparingInt(
                        (Map.Entry<String, CategoryScore> e) -> -e.getValue().count())
                    .thenComparing(Map.Entry::getKey))
            .map(Map.Entry::getKey)
            .toList();
    Map<String, Integer> places = new HashMap<>();
    codes.forEach(code -> places.put(code, places.size()));
    int side = codes.size() * CELL;
    StringBuilder svg = new StringBuilder(1 << 16);
    append(
        svg,
        "<svg class=\"heat\" viewBox=\"0 0 %d %d\" role=\"img\""
            + " xmlns=\"http://www.w3.org/2000/svg\">%n",
        LEFT + side + RIGHT,
        TOP + side + 6);
    append(
        svg,
        "<rect class=\"ground\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>%n",
        LEFT,
        TOP,
        side,
        side);
    for (int place = 0; place < codes.size(); place++) {
      String code = codes.get(place);
      append(
          svg,
          "<text class=\"code\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
              + "<text class=\"code\" transform=\"translate(%d %d) rotate(-50)\">%s</text>%n",
          LEFT - 7,
          TOP + place * CELL + 15,
          CategoryReport.escaped(code),
          LEFT + place * CELL + 13,
          TOP - 6,
          CategoryReport.escaped(code));
      if (place > 0) {
        append(
            svg,
            "<path class=\"hair\" d=\"M%d %dH%dM%d %dV%d\"/>%n",
            LEFT,
            TOP + place * CELL,
            LEFT + side,
            LEFT + place * CELL,
            TOP,
            TOP + side);
      }
      CategoryScore score = scores.get(code);
      if (score != null && score.right() > 0) {
        cell(svg, place, place, "right", score.right(), score.count(), code, code);
      }
    }
    for (Confusion confusion : confusions) {
      Integer row = places.get(confusion.actual());
      Integer column = places.get(confusion.predicted());
      CategoryScore score = scores.get(confusion.actual());
      if (row != null && column != null && score != null) {
        cell(
            svg,
            row,
            column,
            "wrong",
            confusion.count(),
            score.count(),
            confusion.actual(),
            confusion.predicted());
      }
    }
    return svg.append("</svg>\n").toString();
  }

  private static void cell(
      StringBuilder svg,
      int row,
      int column,
      String kind,
      int count,
      int of,
      String actual,
      String predicted) {
    double share = CategoryFigures.share(count, of);
    // The eye takes areas of low opacity for nothing; the root makes a twentieth visible.
    double opacity =
        0.06 + 0.94 * (kind.equals("wrong") ? Math.min(1, Math.sqrt(share) * 1.3) : share);
    append(
        svg,
        "<g class=\"%s\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\""
            + " fill-opacity=\"%.2f\"/>",
        kind,
        LEFT + column * CELL + 1,
        TOP + row * CELL + 1,
        CELL - 1,
        CELL - 1,
        opacity);
    if (share >= SHOWN_FROM) {
      append(
          svg,
          "<text%s x=\"%.1f\" y=\"%d\">%.0f</text>",
          opacity > 0.55 ? " class=\"on\"" : "",
          LEFT + column * CELL + CELL / 2.0 + 0.5,
          TOP + row * CELL + 14,
          100 * share);
    }
    append(
        svg,
        "<title>%s taken for %s: %d of %d (%.1f %%)</title></g>%n",
        CategoryReport.escaped(actual),
        CategoryReport.escaped(predicted),
        count,
        of,
        100 * share);
  }

  private static void append(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
