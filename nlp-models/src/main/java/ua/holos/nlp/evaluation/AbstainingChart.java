package ua.holos.nlp.evaluation;

import java.util.List;

/// Share of the texts that is answered against the share of the answers that is right.
final class AbstainingChart {

  private static final List<Double> MARKED = List.of(0.4, 0.6, 0.8, 1.0);

  private AbstainingChart() {}

  static String svg(List<AbstainingPoint> curve, CategoryFigures all) {
    double least = curve.stream().mapToDouble(AbstainingPoint::accuracy).min().orElse(0);
    double lowest = Math.clamp(Math.floor((least - 0.02) * 20) / 20, 0, 0.9);
    Plot plot = new Plot(520, 480, 62, 505, 12, 425, lowest > 0.5 ? lowest : 0);
    plot.axes("answered", "right of the answers");
    StringBuilder line = new StringBuilder();
    for (AbstainingPoint point : curve) {
      line.append(
          "%s %s "
              .formatted(
                  CategoryReport.decimals(plot.x(point.answered()), 1),
                  CategoryReport.decimals(plot.y(point.accuracy()), 1)));
    }
    plot.draw(
        "<polygon class=\"area\" points=\"%.1f %.1f %s %.1f %.1f\"/>%n",
        plot.x(curve.getFirst().answered()),
        plot.y(lowest > 0.5 ? lowest : 0),
        line.toString().strip(),
        plot.x(1),
        plot.y(lowest > 0.5 ? lowest : 0));
    plot.draw("<polyline class=\"curve\" points=\"%s\"/>%n", line.toString().strip());
    plot.draw(
        "<line class=\"threshold\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"425\"/><text"
            + " class=\"label\" x=\"%.1f\" y=\"415\" text-anchor=\"end\">not asked: %.0f"
            + " %%</text>%n",
        plot.x(all.certain()),
        plot.y(all.certainRight()),
        plot.x(all.certain()),
        plot.x(all.certain()) - 6,
        100 * all.certain());
    for (AbstainingPoint point : curve) {
      boolean marked = MARKED.stream().anyMatch(m -> Math.abs(m - point.answered()) < 0.001);
      plot.draw(
          "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"%d\"><title>%.0f %% answered, from a"
              + " confidence of %.2f: %.1f %% right</title></circle>%n",
          plot.x(point.answered()),
          plot.y(point.accuracy()),
          marked ? 5 : 3,
          100 * point.answered(),
          point.confidence(),
          100 * point.accuracy());
      if (marked) {
        plot.draw(
            "<text class=\"value\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%.1f %%</text>%n",
            plot.x(point.answered()) - 4, plot.y(point.accuracy()) + 20, 100 * point.accuracy());
      }
    }
    return plot.finished();
  }
}
