package ua.holos.gateway.supervision;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// A few columns, drawn by the server.
///
/// @param columns from left to right
/// @param width of the drawing
record BarChart(List<Column> columns, int width) {
  static final int HEIGHT = 80;
  private static final int STEP = 22;
  private static final int HOURS = 24;

  /// @param label below the column, empty where there is none
  /// @param value as people read it
  record Column(int x, int y, int height, String label, String name, String value) {}

  /// Calls by the hour of the day.
  static @Nullable BarChart calls(List<DeskFigures.Hour> hours, ZoneId zone) {
    return ofDay(sums(hours, zone, DeskFigures.Hour::calls), "%.0f");
  }

  /// The mean wait by the hour of the day in which people were called, in minutes.
  static @Nullable BarChart waits(List<DeskFigures.Hour> hours, ZoneId zone) {
    double[] waited = sums(hours, zone, DeskFigures.Hour::waited);
    double[] claimed = sums(hours, zone, DeskFigures.Hour::claimed);
    for (int i = 0; i < HOURS; i++) {
      waited[i] = claimed[i] == 0 ? 0 : waited[i] / claimed[i] / 60;
    }
    return ofDay(waited, "%.1f");
  }

  /// How many gave each rating.
  static @Nullable BarChart ratings(List<Long> ratings) {
    List<String> names = List.of("1", "2", "3", "4", "5");
    double[] counts = ratings.stream().mapToDouble(Long::doubleValue).toArray();
    return of(counts, names, names, "%.0f");
  }

  private static double[] sums(
      List<DeskFigures.Hour> hours, ZoneId zone, ToDoubleFunction<DeskFigures.Hour> value) {
    double[] sums = new double[HOURS];
    for (DeskFigures.Hour hour : hours) {
      sums[Instant.ofEpochSecond(hour.hour() * 3_600).atZone(zone).getHour()] +=
          value.applyAsDouble(hour);
    }
    return sums;
  }

  private static @Nullable BarChart ofDay(double[] values, String format) {
    List<String> labels = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int hour = 0; hour < HOURS; hour++) {
      labels.add(hour % 3 == 0 ? String.valueOf(hour) : "");
      names.add(hour + ":00");
    }
    return of(values, labels, names, format);
  }

  private static @Nullable BarChart of(
      double[] values, List<String> labels, List<String> names, String format) {
    double most = 0;
    for (double value : values) {
      most = Math.max(most, value);
    }
    if (most <= 0) {
      return null;
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      int height = values[i] <= 0 ? 0 : Math.max(1, (int) Math.round(HEIGHT * values[i] / most));
      columns.add(
          new Column(
              i * STEP + 2,
              HEIGHT - height,
              height,
              labels.get(i),
              names.get(i),
              String.format(Locale.ROOT, format, values[i])));
    }
    return new BarChart(columns, values.length * STEP + 2);
  }
}
