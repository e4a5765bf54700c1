package ua.holos.nlp.evaluation;

import java.util.Locale;

/// A drawing in SVG with one pair of axes. Colours come from the page's style by class names.
final class Plot {

  private final StringBuilder svg = new StringBuilder(4096);
  private final double left;
  private final double right;
  private final double top;
  private final double bottom;
  private final double lowest;

  /// @param lowest value at the foot of the vertical axis; 1 is at its head
  Plot(int width, int height, double left, double right, double top, double bottom, double lowest) {
    this.left = left;
    this.right = right;
    this.top = top;
    this.bottom = bottom;
    this.lowest = lowest;
    draw(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" xmlns=\"http://www.w3.org/2000/svg\">%n",
        width, height);
  }

  /// Where a share of 0 to 1 stands on the horizontal axis.
  double x(double share) {
    return left + share * (right - left);
  }

  /// Where a value stands on the vertical axis.
  double y(double value) {
    return bottom - (value - lowest) / (1 - lowest) * (bottom - top);
  }

  void draw(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }

  /// Lines and numbers every tenth or fifth, and what the axes mean.
  void axes(String horizontal, String vertical) {
    for (int fifth = 0; fifth <= 5; fifth++) {
      double share = fifth / 5.0;
      draw(
          "<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>"
              + "<text class=\"axis\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%d %%</text>%n",
          x(share),
          top,
          x(share),
          bottom,
          fifth < 5 ? x(share) : right + 8,
          bottom + 18,
          fifth < 5 ? "middle" : "end",
          fifth * 20);
    }
    double step = 1 - lowest > 0.5 ? 0.2 : 0.05;
    for (int line = 0; line <= Math.round((1 - lowest) / step); line++) {
      double value = lowest + line * step;
      draw(
          "<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>"
              + "<text class=\"axis\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%.0f %%</text>%n",
          left, y(value), right, y(value), left - 8, y(value) + 4, 100 * value);
    }
    draw(
        "<text class=\"name\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>%n",
        (left + right) / 2, bottom + 38, horizontal);
    draw(
        "<text class=\"name\" transform=\"translate(14 %.1f) rotate(-90)\""
            + " text-anchor=\"middle\">%s</text>%n",
        (top + bottom) / 2, vertical);
  }

  /// The finished drawing.
  String finished() {
    return svg.append("</svg>\n").toString();
  }
}
