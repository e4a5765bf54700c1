package ua.holos.gateway.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ua.holos.gateway.history.Databases;
import ua.holos.gateway.history.RecordRows;

/// The supervisors' figures, on whichever database a subclass brings.
abstract class DeskFiguresContract {
  private static final Instant NOW = Instant.parse("2026-11-22T09:30:00Z");

  private RecordRows rows;
  private DeskFigures figures;

  /// An empty database.
  abstract DataSource database() throws Exception;

  @BeforeEach
  void tables() throws Exception {
    DataSource database = Databases.tables(database());
    rows = new RecordRows(database);
    figures = new DeskFigures(JdbcClient.create(database));
  }

  /// Ten calls that one took after 10, 20 … 100 seconds and answered ten later, held for a minute;
  /// one of another; two of whom gave up; one that waits; one of yesterday.
  private void day() {
    for (int i = 1; i <= 10; i++) {
      Integer rating = i > 5 ? null : Integer.valueOf(i <= 2 ? 1 : 5);
      rows.call(
          "web:" + i,
          1,
          "asked",
          NOW.plusSeconds(i),
          10 * i,
          10 * i + 10,
          10 * i + 60,
          "a",
          "closed",
          rating);
    }
    rows.call("web:b", 1, "distress", NOW.plusSeconds(3_600), 5, 6, 605, "b", "closed", 4);
    rows.call("web:c", 1, "asked", NOW, null, null, 300, null, "left", null);
    rows.call("web:d", 1, "asked", NOW, null, null, 300, null, "left", null);
    rows.call("web:e", 1, "asked", NOW, null, null, null, null, null, null);
    rows.call("web:y", 1, "asked", NOW.minusSeconds(86_400), 900, 901, 902, "a", "closed", 1);
  }

  @Test
  void countsAndTimesAllTogether() {
    day();
    DeskFigures.Line all = figures.all(NOW);
    assertThat(all.calls()).isEqualTo(14);
    assertThat(all.claimed()).isEqualTo(11);
    assertThat(all.left()).isEqualTo(2);
    assertThat(all.abandoned()).isCloseTo(2 / 14.0, within(1e-9));
    assertThat(all.waited().median()).isCloseTo(50, within(0.01));
    assertThat(all.waited().p90()).isCloseTo(90, within(0.01));
    assertThat(all.answer().median()).isCloseTo(60, within(0.01));
    assertThat(all.handling().median()).isCloseTo(60, within(0.01));
    assertThat(all.ratings()).containsExactly(2L, 0L, 0L, 1L, 3L);
    assertThat(all.rating()).isCloseTo((2 + 4 + 15) / 6.0, within(1e-9));
  }

  @Test
  void tellsEachOperatorApart() {
    day();
    List<DeskFigures.Line> lines = figures.operators(NOW);
    assertThat(lines).extracting(DeskFigures.Line::operator).containsExactly("a", "b");
    assertThat(lines.getFirst().calls()).isEqualTo(10);
    assertThat(lines.getFirst().ratings()).containsExactly(2L, 0L, 0L, 0L, 3L);
    assertThat(lines.getLast().handling().median()).isCloseTo(600, within(0.01));
    assertThat(figures.operators(NOW.minusSeconds(90_000)).getFirst().calls()).isEqualTo(11);
  }

  @Test
  void drawsTheHoursAndTheRatings() {
    day();
    List<DeskFigures.Hour> hours = figures.hours(NOW);
    assertThat(hours).extracting(DeskFigures.Hour::calls).containsExactly(13L, 1L);
    BarChart calls = Objects.requireNonNull(BarChart.calls(hours, ZoneId.of("Europe/Kyiv")));
    assertThat(calls.columns().get(11).value()).isEqualTo("13");
    assertThat(calls.columns().get(11).height()).isEqualTo(BarChart.HEIGHT);
    assertThat(calls.columns().get(12).value()).isEqualTo("1");
    BarChart waits = Objects.requireNonNull(BarChart.waits(hours, ZoneId.of("Europe/Kyiv")));
    assertThat(waits.columns().get(11).value()).isEqualTo("0.9");
    BarChart ratings = Objects.requireNonNull(BarChart.ratings(figures.all(NOW).ratings()));
    assertThat(ratings.columns())
        .extracting(BarChart.Column::value)
        .containsExactly("2", "0", "0", "1", "3");
  }

  @Test
  void anEmptyRecordHasNoFigures() {
    DeskFigures.Line all = figures.all(NOW);
    assertThat(all.calls()).isZero();
    assertThat(all.abandoned()).isNull();
    assertThat(all.rating()).isNull();
    assertThat(all.waited().median()).isNull();
    assertThat(BarChart.ratings(all.ratings())).isNull();
    assertThat(figures.operators(NOW)).isEmpty();
  }
}
