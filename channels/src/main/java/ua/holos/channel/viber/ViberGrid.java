package ua.holos.channel.viber;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import ua.holos.bot.message.QuickReply;

/// Lays buttons out in Viber's grid: 6 columns, at most 12 rows. One button in a row takes 6
/// columns, two take 3 each, three 2 each; a row whose labels need more room than that wraps, and
/// where the rows become too many, they are packed tighter.
final class ViberGrid {
  static final int COLUMNS = 6;
  static final int MOST_ROWS = 12;

  /// Narrower buttons can't be read.
  private static final int MOST_IN_A_LINE = 3;

  private ViberGrid() {}

  /// A button with its place.
  ///
  /// @param columns its width
  /// @param rows its height, 2 for a label that needs two lines
  record Cell(QuickReply button, int columns, int rows) {}

  /// The buttons in reading order; empty when there are more than the grid holds.
  static List<Cell> of(List<List<QuickReply>> rows) {
    List<List<QuickReply>> lines =
        rows.stream().filter(row -> !row.isEmpty()).flatMap(ViberGrid::wrapped).toList();
    List<QuickReply> all = rows.stream().flatMap(List::stream).toList();
    for (int perLine = 2; lines.size() > MOST_ROWS && perLine <= MOST_IN_A_LINE; perLine++) {
      lines = spread(all, perLine);
    }
    return lines.size() > MOST_ROWS ? List.of() : cells(lines);
  }

  private static Stream<List<QuickReply>> wrapped(List<QuickReply> row) {
    for (int perLine = Math.min(MOST_IN_A_LINE, row.size()); perLine > 1; perLine--) {
      int room = room(COLUMNS / perLine);
      if (row.stream().allMatch(button -> button.label().length() <= room)) {
        return spread(row, perLine).stream();
      }
    }
    return row.stream().map(List::of);
  }

  /// About how many letters a small phone shows in one line of so many columns.
  private static int room(int columns) {
    return switch (columns) {
      case 6 -> 40;
      case 3 -> 20;
      default -> 12;
    };
  }

  /// In lines of nearly the same length: four buttons, three a line at most, are two and two.
  private static List<List<QuickReply>> spread(List<QuickReply> buttons, int perLine) {
    int lines = (buttons.size() + perLine - 1) / perLine;
    List<List<QuickReply>> spread = new ArrayList<>(lines);
    int from = 0;
    for (int line = 0; line < lines; line++) {
      int left = lines - line;
      int to = from + (buttons.size() - from + left - 1) / left;
      spread.add(buttons.subList(from, to));
      from = to;
    }
    return spread;
  }

  private static List<Cell> cells(List<List<QuickReply>> lines) {
    int spare = MOST_ROWS - lines.size();
    List<Cell> cells = new ArrayList<>();
    for (List<QuickReply> line : lines) {
      int columns = COLUMNS / line.size();
      boolean tall =
          spare > 0 && line.stream().anyMatch(button -> button.label().length() > room(columns));
      spare -= tall ? 1 : 0;
      for (QuickReply button : line) {
        cells.add(new Cell(button, columns, tall ? 2 : 1));
      }
    }
    return cells;
  }
}
