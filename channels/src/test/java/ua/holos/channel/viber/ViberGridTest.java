package ua.holos.channel.viber;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ua.holos.bot.message.QuickReply;

class ViberGridTest {

  private static QuickReply button(String label) {
    return QuickReply.of("payload", label);
  }

  private static List<QuickReply> row(int count, String label) {
    return IntStream.range(0, count).mapToObj(_ -> button(label)).toList();
  }

  private static List<Integer> widths(List<List<QuickReply>> rows) {
    return ViberGrid.of(rows).stream().map(ViberGrid.Cell::columns).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "1,6",
    "2,3 3",
    "3,2 2 2",
    "4,3 3 3 3",
    "5,2 2 2 3 3",
    "6,2 2 2 2 2 2",
    "7,2 2 2 3 3 3 3"
  })
  void givesEachButtonItsShareOfSixColumns(int count, String widths) {
    assertThat(widths(List.of(row(count, "Так"))))
        .containsExactlyElementsOf(
            List.of(widths.split(" ")).stream().map(Integer::valueOf).toList());
  }

  @Test
  void wrapsARowWhoseLabelsNeedMoreRoom() {
    assertThat(widths(List.of(row(3, "Мої звернення")))).containsExactly(3, 3, 6);
    assertThat(widths(List.of(List.of(button("Так"), button("Ні, в зовсім іншому місці")))))
        .containsExactly(6, 6);
  }

  @Test
  void keepsRowsApart() {
    assertThat(widths(List.of(row(1, "Так"), row(2, "Ні"), List.of(), row(1, "Інше"))))
        .containsExactly(6, 3, 3, 6);
  }

  @Test
  void givesALongLabelTwoLines() {
    List<ViberGrid.Cell> cells =
        ViberGrid.of(List.of(row(1, "Відсутність гарячого водопостачання в будинку")));
    assertThat(cells).extracting(ViberGrid.Cell::rows).containsExactly(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 13, 24, 25, 36})
  void holdsUpToThirtySixButtonsInTwelveRows(int count) {
    String label = "Вивезення сміття";
    List<ViberGrid.Cell> cells =
        ViberGrid.of(IntStream.range(0, count).mapToObj(_ -> row(1, label)).toList());
    assertThat(cells).hasSize(count);
    assertThat(rowsFilled(cells)).isLessThanOrEqualTo(ViberGrid.MOST_ROWS);
  }

  @Test
  void neverGivesMoreThanTwelveRowsHoweverLongTheLabels() {
    String label = "Дуже довга назва категорії, яка не вміщується в один рядок клавіатури";
    for (int count = 1; count <= 36; count++) {
      List<ViberGrid.Cell> cells =
          ViberGrid.of(IntStream.range(0, count).mapToObj(_ -> row(1, label)).toList());
      assertThat(cells).hasSize(count);
      assertThat(rowsFilled(cells)).as("%d buttons", count).isLessThanOrEqualTo(12);
    }
  }

  @Test
  void givesUpOnMoreButtonsThanThatAndOnNone() {
    assertThat(ViberGrid.of(List.of(row(37, "Так")))).isEmpty();
    assertThat(ViberGrid.of(List.of())).isEmpty();
    assertThat(ViberGrid.of(List.of(List.of()))).isEmpty();
  }

  /// How Viber fills its grid: in reading order, a new row when the last one is full. Every row has
  /// to be full, or the next button would slip into it.
  private static int rowsFilled(List<ViberGrid.Cell> cells) {
    int column = 0;
    int rows = 0;
    for (ViberGrid.Cell cell : cells) {
      rows += column == 0 ? cell.rows() : 0;
      column += cell.columns();
      assertThat(column).isLessThanOrEqualTo(ViberGrid.COLUMNS);
      column %= ViberGrid.COLUMNS;
    }
    assertThat(column).isZero();
    return rows;
  }
}
