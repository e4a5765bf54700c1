package ua.holos.gateway.delivery;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// A week of a city's messages as rows of the record: few at night, many in the morning and in the
/// evening, each channel with its own habits.
final class DeliveryWeek {
  private final Random random = new Random(1551);
  private final List<Object[]> rows = new ArrayList<>();

  private DeliveryWeek() {}

  static void write(JdbcTemplate sql, Instant now) {
    DeliveryWeek week = new DeliveryWeek();
    for (int minutes = 7 * 1_440 - 1; minutes > 0; minutes--) {
      Instant at = now.minusSeconds(60L * minutes);
      int hour = at.atZone(ZoneId.of("Europe/Kyiv")).getHour();
      double busy = hour < 6 ? 0.05 : hour < 9 ? 0.7 : hour < 18 ? 0.5 : hour < 22 ? 0.8 : 0.2;
      if (week.random.nextDouble() < busy) {
        week.telegram(at, minutes);
      }
      if (week.random.nextDouble() < busy * 0.6) {
        week.viber(at, minutes);
      }
      if (week.random.nextDouble() < busy * 0.12) {
        week.sms(at, minutes);
      }
      if (week.random.nextDouble() < busy * 0.3) {
        week.row("web", at, minutes, "sent", 0.05, null, "0", 1);
      }
    }
    sql.batchUpdate(
        "insert into message (conversation_id, turn, ordinal, kind, words, happened_at, status,"
            + " sent_at, delivered_at, parts, cost, sms_parts)"
            + " values (?, ?, 0, 'text', 'Дякуємо.', ?, ?, ?, ?, 1, ?, ?)",
        week.rows);
  }

  private void telegram(Instant at, int turn) {
    boolean failed = random.nextInt(150) == 0;
    row(
        "telegram",
        at,
        turn,
        failed ? "failed" : "sent",
        failed ? null : 0.2,
        null,
        "0",
        1 + random.nextInt(3));
  }

  private void viber(Instant at, int turn) {
    int fate = random.nextInt(100);
    String status =
        fate < 70 ? "read" : fate < 90 ? "delivered" : fate < 97 ? "accepted" : "failed";
    boolean arrived = fate < 90;
    row(
        "viber",
        at,
        turn,
        status,
        0.3,
        arrived ? 1 + 40 * Math.pow(random.nextDouble(), 4) : null,
        random.nextInt(4) == 0 ? "0.65" : "0",
        1 + random.nextInt(3));
  }

  private void sms(Instant at, int turn) {
    int fate = random.nextInt(100);
    String status = fate < 93 ? "delivered" : fate < 96 ? "accepted" : "failed";
    row(
        "tel",
        at,
        turn,
        status,
        0.8,
        fate < 93 ? 3 + 200 * Math.pow(random.nextDouble(), 6) : null,
        "1.00",
        1);
  }

  private void row(
      String channel,
      Instant at,
      int turn,
      String status,
      @Nullable Double toLeave,
      @Nullable Double toArrive,
      String cost,
      int smsParts) {
    rows.add(
        new Object[] {
          channel + ":" + random.nextInt(5_000),
          turn,
          utc(at),
          status,
          toLeave == null ? null : after(at, toLeave * (0.5 + random.nextDouble())),
          toArrive == null ? null : after(at, toArrive),
          new BigDecimal(cost),
          smsParts
        });
  }

  private static OffsetDateTime after(Instant at, double seconds) {
    return utc(at.plusMillis((long) (seconds * 1_000)));
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
