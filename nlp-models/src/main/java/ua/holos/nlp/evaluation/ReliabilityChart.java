package ua.holos.nlp.evaluation;

import java.util.List;

/// Confidence against accuracy, with how many texts have which confidence below.
final class ReliabilityChart {

  private static final int FOOT = 470;
  private static final int HISTOGRAM = 60;

  /// Bins with fewer texts wander by chance.
  private static final int FEW = 30;

  private ReliabilityChart() {}

  static String svg(List<ReliabilityBin> bins) {
    Plot plot = new Plot(520, 480, 62, 505, 12, 340, 0);
    plot.axes("confidence", "right");
    plot.draw(
        "<line class=\"ideal\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
        plot.x(0), plot.y(0), plot.x(1), plot.y(1));
    int most = bins.stream().mapToInt(ReliabilityBin::count).max().orElse(0);
    List<ReliabilityBin> filled = bins.stream().filter(bin -> bin.count() > 0).toList();
    StringBuilder line = new StringBuilder();
    for (ReliabilityBin bin : filled.stream().filter(bin -> bin.count() >= FEW).toList()) {
      line.append(
          "%s %s "
              .formatted(
                  CategoryReport.decimals(plot.x(bin.confidence()), 1),
                  CategoryReport.decimals(plot.y(bin.accuracy()), 1)));
    }
    plot.draw("<polyline class=\"curve\" points=\"%s\"/>%n", line.toString().strip());
    for (ReliabilityBin bin : filled) {
      double share = bin.count() / (double) most;
      plot.draw(
          "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\">"
              + "<title>confidence %.2f: %.1f %% of %,d texts are right</title></circle>%n",
          bin.count() < FEW ? "dot few" : "dot",
          plot.x(bin.confidence()),
          plot.y(bin.accuracy()),
          3 + 8 * Math.sqrt(share),
          bin.confidence(),
          100 * bin.accuracy(),
          bin.count());
      plot.draw(
          "<rect class=\"histogram\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\">"
              + "<title>%,d texts with a confidence from %.2f to %.2f</title></rect>%n",
          plot.x(bin.from()) + 1,
          FOOT - HISTOGRAM * share,
          plot.x(bin.to()) - plot.x(bin.from()) - 2,
          HISTOGRAM * share,
          bin.count(),
          bin.from(),
          bin.to());
    }
    plot.draw(
        "<line class=\"grid\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>"
            + "<text class=\"axis\" x=\"%.1f\" y=\"%d\">texts</text>%n",
        plot.x(0), FOOT, plot.x(1), FOOT, plot.x(0), FOOT - HISTOGRAM + 4);
    return plot.finished();
  }
}
