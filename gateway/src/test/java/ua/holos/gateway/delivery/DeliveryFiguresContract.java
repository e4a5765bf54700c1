package ua.holos.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import ua.holos.gateway.delivery.DeliveryFigures.Speed;
import ua.holos.gateway.delivery.DeliveryFigures.Tally;

/// The statistics of the page, on whichever database a subclass brings.
abstract class DeliveryFiguresContract {
  private static final Instant NOW = Instant.parse("2026-11-22T09:30:00Z");

  private DataSource database;
  private DeliveryFigures figures;

  /// An empty database.
  abstract DataSource database() throws Exception;

  @BeforeEach
  void tables() throws Exception {
    database = database();
    Flyway.configure().dataSource(database).load().migrate();
    figures = new DeliveryFigures(JdbcClient.create(database));
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }

  /// 4,000 Viber messages, one a minute backwards, of which every tenth failed and the others took
  /// 1 to 100 seconds to arrive; as many of Telegram, without receipts; and what isn't counted.
  private void days() {
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      Instant said = NOW.minusSeconds(60L * i);
      boolean failed = i % 10 == 0;
      rows.add(
          row(
              "viber:" + i,
              said,
              failed ? "failed" : i % 2 == 0 ? "read" : "delivered",
              said.plusSeconds(2),
              failed ? null : said.plusSeconds(1 + i % 100),
              "0.65",
              2));
      rows.add(row("telegram:" + i, said, "sent", said.plusSeconds(1), null, "0", 1));
    }
    rows.add(row("viber:q", NOW, "queued", null, null, null, 3));
    rows.add(row("viber:g", NOW, "failed", null, null, "0", 3));
    new JdbcTemplate(database)
        .batchUpdate(
            "insert into message (conversation_id, turn, ordinal, kind, words, happened_at, status,"
                + " sent_at, delivered_at, cost, sms_parts) values (?, 1, 0, 'text', 'а', ?, ?, ?,"
                + " ?, ?, ?)",
            rows);
    new JdbcTemplate(database)
        .update(
            "insert into message (conversation_id, turn, ordinal, kind, words, happened_at, status)"
                + " values ('viber:x', 1, -1, 'text', 'а', ?, 'received')",
            utc(NOW));
  }

  private static Object[] row(
      String conversation,
      Instant said,
      String status,
      @Nullable Instant sentAt,
      @Nullable Instant arrivedAt,
      @Nullable String cost,
      int smsParts) {
    return new Object[] {
      conversation,
      utc(said),
      status,
      sentAt == null ? null : utc(sentAt),
      arrivedAt == null ? null : utc(arrivedAt),
      cost == null ? null : new BigDecimal(cost),
      smsParts
    };
  }

  private static long messages(List<Tally> tallies, String channel, String... statuses) {
    return tallies.stream()
        .filter(tally -> tally.channel().equals(channel))
        .filter(tally -> List.of(statuses).contains(tally.status()))
        .mapToLong(Tally::messages)
        .sum();
  }

  @Test
  void countsByChannelHourAndStatus() {
    days();
    List<Tally> day = figures.tallies(NOW.minusSeconds(86_400));
    // 1,441 messages of each channel: both ends of the day count.
    assertThat(messages(day, "viber", "delivered", "read")).isEqualTo(1_441 - 145);
    assertThat(messages(day, "viber", "failed")).isEqualTo(145 + 1);
    assertThat(messages(day, "viber", "queued")).isEqualTo(1);
    assertThat(messages(day, "viber", "received")).isZero();
    assertThat(messages(day, "telegram", "sent")).isEqualTo(1_441);
    List<Tally> all = figures.tallies(NOW.minusSeconds(7 * 86_400));
    assertThat(messages(all, "viber", "delivered", "read", "failed")).isEqualTo(4_001);
    long thisHour = NOW.getEpochSecond() / 3_600;
    assertThat(
            day.stream()
                .filter(tally -> tally.hour() == thisHour && tally.channel().equals("telegram"))
                .mapToLong(Tally::messages)
                .sum())
        .isEqualTo(31);
  }

  @Test
  void addsUpCostsAndPartsOfWhatLeft() {
    days();
    List<Tally> viber =
        figures.tallies(NOW.minusSeconds(7 * 86_400)).stream()
            .filter(tally -> tally.channel().equals("viber"))
            .toList();
    assertThat(viber.stream().map(Tally::cost).reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo("2600.00");
    assertThat(viber.stream().mapToLong(Tally::smsParts).sum()).isEqualTo(8_000);
  }

  @Test
  void knowsHowLongMessagesTake() {
    days();
    List<Speed> speeds = figures.speeds(NOW.minusSeconds(7 * 86_400));
    Speed viber =
        speeds.stream().filter(one -> one.channel().equals("viber")).findFirst().orElseThrow();
    assertThat(viber.medianToLeave()).isCloseTo(2, within(0.001));
    assertThat(viber.medianToArrive()).isCloseTo(51, within(1.0));
    assertThat(viber.p95ToArrive()).isCloseTo(96, within(1.0));
    Speed telegram =
        speeds.stream().filter(one -> one.channel().equals("telegram")).findFirst().orElseThrow();
    assertThat(telegram.p95ToLeave()).isCloseTo(1, within(0.001));
    assertThat(telegram.medianToArrive()).isNull();
  }

  @Test
  void anEmptyRecordHasNoFigures() {
    assertThat(figures.tallies(NOW)).isEmpty();
    assertThat(figures.speeds(NOW)).isEmpty();
  }
}
