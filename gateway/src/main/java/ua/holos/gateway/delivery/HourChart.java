package ua.holos.gateway.delivery;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.gateway.delivery.DeliveryFigures.Tally;

/// The messages of the last 24 hours as columns: what arrived, what left, what waits, what failed.
///
/// @param columns oldest first
/// @param most messages of the highest column
record HourChart(List<Column> columns, String most) {
  private static final int HOURS = 24;
  private static final int STEP = 14;
  private static final int HEIGHT = 60;

  /// A piece of a column, in the drawing's units.
  record Piece(String css, int y, int height) {}

  /// @param label the hour, empty where there is none
  /// @param title what a pointer over it tells
  record Column(int x, String label, String title, List<Piece> pieces) {}

  private enum Kind {
    ARRIVED,
    LEFT,
    WAITING,
    FAILED;

    static Kind of(String status) {
      return switch (status) {
        case "delivered", "read" -> ARRIVED;
        case "failed" -> FAILED;
        case "queued" -> WAITING;
        default -> LEFT;
      };
    }
  }

  /// The chart of one channel, null when nothing was said.
  static @Nullable HourChart of(List<Tally> tallies, Instant now, ZoneId zone) {
    long last = Math.floorDiv(now.getEpochSecond(), 3_600L);
    long[][] counts = new long[HOURS][Kind.values().length];
    for (Tally tally : tallies) {
      long age = last - tally.hour();
      if (age >= 0 && age < HOURS) {
        counts[HOURS - 1 - (int) age][Kind.of(tally.status()).ordinal()] += tally.messages();
      }
    }
    long most = 0;
    for (long[] hour : counts) {
      most = Math.max(most, sum(hour));
    }
    if (most == 0) {
      return null;
    }
    List<Column> columns = new ArrayList<>(HOURS);
    for (int i = 0; i < HOURS; i++) {
      int hour = Instant.ofEpochSecond((last - HOURS + 1 + i) * 3_600).atZone(zone).getHour();
      columns.add(column(i, hour, counts[i], most));
    }
    return new HourChart(columns, DeliveryAmounts.count(most));
  }

  private static Column column(int index, int hour, long[] counts, long most) {
    List<Piece> pieces = new ArrayList<>();
    double above = 0;
    for (Kind kind : Kind.values()) {
      long count = counts[kind.ordinal()];
      if (count > 0) {
        int from = (int) Math.round(HEIGHT * above / most);
        above += count;
        // Even one that failed among thousands is seen.
        int to = Math.max(from + 1, (int) Math.round(HEIGHT * above / most));
        pieces.add(
            new Piece(
                "bar-" + kind.name().toLowerCase(java.util.Locale.ROOT), HEIGHT - to, to - from));
      }
    }
    return new Column(
        index * STEP + 1,
        hour % 6 == 0 ? hour + ":00" : "",
        DeliveryWords.of(
            "chart.hour",
            hour + ":00",
            DeliveryAmounts.count(counts[Kind.ARRIVED.ordinal()]),
            DeliveryAmounts.count(counts[Kind.LEFT.ordinal()]),
            DeliveryAmounts.count(counts[Kind.WAITING.ordinal()]),
            DeliveryAmounts.count(counts[Kind.FAILED.ordinal()])),
        pieces);
  }

  private static long sum(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }
}
