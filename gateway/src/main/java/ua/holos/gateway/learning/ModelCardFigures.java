package ua.holos.gateway.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The figures on a model's card: the line «all» of its table of figures.
final class ModelCardFigures {
  private static final Map<String, String> NAMES =
      Map.of(
          "count", "figure.count",
          "top-1", "figure.top-1",
          "top-3", "figure.top-3",
          "macro-f1", "figure.macro-f1",
          "ece", "figure.ece");

  private ModelCardFigures() {}

  /// A figure with its name, as the IT team reads them.
  record Figure(String name, String value) {}

  /// The figures; none when the model wasn't measured on appeals of its own.
  static List<Figure> of(String card) {
    List<String> header = List.of();
    for (String line : card.lines().toList()) {
      List<String> cells = cells(line);
      if (cells.stream().anyMatch(cell -> cell.equalsIgnoreCase("top-1"))) {
        header = cells;
      } else if (!header.isEmpty()
          && cells.size() == header.size()
          && cells.getFirst().equalsIgnoreCase("all")) {
        return figures(header, cells);
      }
    }
    return List.of();
  }

  private static List<Figure> figures(List<String> header, List<String> cells) {
    List<Figure> figures = new ArrayList<>();
    for (int i = 1; i < header.size(); i++) {
      String key = NAMES.get(header.get(i).toLowerCase(Locale.ROOT));
      if (key != null) {
        figures.add(new Figure(ModelWords.of(key), value(cells.get(i))));
      }
    }
    return figures;
  }

  /// A share as a percentage; anything else as it stands.
  private static String value(String cell) {
    return cell.matches("[01]\\.\\d+")
        ? String.format(Locale.of("uk"), "%.1f %%", 100 * Double.parseDouble(cell))
        : cell;
  }

  private static List<String> cells(String line) {
    if (!line.startsWith("|")) {
      return List.of();
    }
    List<String> cells = new ArrayList<>();
    for (String cell : line.substring(1).split("\\|", -1)) {
      cells.add(cell.strip());
    }
    return cells;
  }
}
