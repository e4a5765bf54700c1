package ua.holos.nlp.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class QuantisedRowsTest {

  @Test
  void weightsAreKeptToAThirtiethOfTheLargestInTheirRow() {
    float[] weights = {0.30f, -0.29f, 0.011f, 0f, 30f, -4.2f, 17f, 1f};

    QuantisedRows rows = QuantisedRows.of(weights, 4, 1);

    for (int row = 0; row < 2; row++) {
      float[] read = new float[4];
      rows.addTo(read, row, 1);
      float largest = row == 0 ? 0.30f : 30f;
      for (int i = 0; i < 4; i++) {
        assertThat(read[i]).isCloseTo(weights[row * 4 + i], within(largest / 29));
      }
    }
  }

  @Test
  void aRowIsAddedTimesItsValue() {
    QuantisedRows rows = QuantisedRows.of(new float[] {1, -1}, 2, 2);
    float[] sums = {10, 10};

    rows.addTo(sums, 0, 3);

    assertThat(sums[0]).isCloseTo(16, within(0.01f));
    assertThat(sums[1]).isCloseTo(4, within(0.01f));
  }

  @Test
  void tablesSideBySideAreStillThemselves() {
    QuantisedRows first = QuantisedRows.of(new float[] {1, -2, 3, 4}, 2, 1);
    QuantisedRows second = QuantisedRows.of(new float[] {5, 6, -7, 8, 9, 10}, 3, 1);

    List<QuantisedRows> joined = QuantisedRows.sideBySide(List.of(first, second));

    for (int row = 0; row < 2; row++) {
      assertThat(sum(joined.get(0), row)).containsExactly(sum(first, row));
      assertThat(sum(joined.get(1), row)).containsExactly(sum(second, row));
    }
    assertThat(joined.get(1).count()).isEqualTo(2);
  }

  private static float[] sum(QuantisedRows table, int row) {
    float[] sums = new float[table.width()];
    table.addTo(sums, row, 1);
    return sums;
  }

  @Test
  void aRowOfNothingAddsNothing() {
    float[] sums = {1, 2};

    QuantisedRows.of(new float[] {0, 0}, 2, 1).addTo(sums, 0, 5);

    assertThat(sums).containsExactly(1, 2);
  }
}
