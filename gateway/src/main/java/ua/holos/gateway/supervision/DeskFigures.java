package ua.holos.gateway.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How the desk did, from the record. SQL that H2 and PostgreSQL both run. A call counts in the
/// period in which the person was called an operator.
final class DeskFigures {
  private final JdbcClient jdbc;

  DeskFigures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// How one operator, or all, did. Times are seconds, null when there is nothing to tell them by.
  ///
  /// @param operator id, null for all together
  /// @param calls how often people were called; for an operator, how many of them they had last
  /// @param claimed how many were taken
  /// @param left how many gave up before anybody took them; 0 for an operator
  /// @param waited from the call to the first taking
  /// @param answer from the call to the first answer
  /// @param handling how long a conversation was held, in one go
  /// @param ratings how many rated, by 1 to 5 in order
  record Line(
      @Nullable String operator,
      String name,
      long calls,
      long claimed,
      long left,
      Spread waited,
      Spread answer,
      Spread handling,
      List<Long> ratings) {

    /// Of all calls, how many gave up; null without calls.
    public @Nullable Double abandoned() {
      return calls == 0 ? null : (double) left / calls;
    }

    long rated() {
      return ratings.stream().mapToLong(Long::longValue).sum();
    }

    /// The mean of the ratings, null when nobody rated.
    @Nullable Double rating() {
      long sum = 0;
      for (int i = 0; i < ratings.size(); i++) {
        sum += (i + 1) * ratings.get(i);
      }
      return rated() == 0 ? null : (double) sum / rated();
    }
  }

  /// @param median of the times
  /// @param p90 nine of ten are no longer
  record Spread(@Nullable Double median, @Nullable Double p90) {
    static final Spread NONE = new Spread(null, null);
  }

  /// @param hour counted from 1970, in UTC
  /// @param waited seconds that those who were taken waited, together
  record Hour(long hour, long calls, long claimed, double waited) {}

  private record Held(@Nullable String operator, Spread time) {}

  private static final String CALLS =
      " count(*) as calls, count(claimed_at) as claimed,"
          + " sum(case when outcome = 'left' and claimed_at is null then 1 else 0 end) as gone, "
          + spread("wait", seconds("claimed_at", "since"))
          + ", "
          + spread("answer", seconds("answered_at", "since"))
          + ", "
          + ratings()
          + " from operator_request where since >= ?";

  private static final String HELD =
      " " + spread("held", seconds("until", "since")) + " from desk_holding where since >= ?";

  private static String seconds(String to, String from) {
    return "cast(extract(epoch from "
        + to
        + ") - extract(epoch from "
        + from
        + ") as double precision)";
  }

  private static String spread(String name, String of) {
    return "percentile_cont(0.5) within group (order by "
        + of
        + ") as "
        + name
        + "_median, percentile_cont(0.9) within group (order by "
        + of
        + ") as "
        + name
        + "_p90";
  }

  private static String ratings() {
    StringBuilder sql = new StringBuilder();
    for (int i = 1; i <= 5; i++) {
      sql.append(i == 1 ? "" : ", ")
          .append("sum(case when rating = ")
          .append(i)
          .append(" then 1 else 0 end) as rated_")
          .append(i);
    }
    return sql.toString();
  }

  /// All together.
  Line all(Instant since) {
    Spread handling =
        jdbc.sql("select" + HELD).param(utc(since)).query((row, _) -> spread(row, "held")).single();
    return jdbc.sql("select" + CALLS)
        .param(utc(since))
        .query((row, _) -> line(row, null, "", row.getLong("gone"), handling))
        .single();
  }

  /// Each operator who took a call, by name.
  List<Line> operators(Instant since) {
    List<Held> held =
        jdbc.sql("select operator_id," + HELD + " group by operator_id")
            .param(utc(since))
            .query((row, _) -> new Held(row.getString("operator_id"), spread(row, "held")))
            .list();
    return jdbc.sql(
            "select operator_id, max(operator_name) as named,"
                + CALLS
                + " and operator_id is not null group by operator_id order by named, operator_id")
        .param(utc(since))
        .query((row, _) -> {
          String operator = row.getString("operator_id");
          Spread handling =
              held.stream()
                  .filter(one -> operator.equals(one.operator()))
                  .map(Held::time)
                  .findFirst()
                  .orElse(Spread.NONE);
          return line(row, operator, row.getString("named"), 0, handling);
        })
        .list();
  }

  /// Calls by the hour, oldest first; hours without any are not there.
  List<Hour> hours(Instant since) {
    return jdbc.sql(
            "select call_hour, count(*) as calls, count(waited) as claimed,"
                + " coalesce(sum(waited), 0) as waited from (select"
                + " cast(floor(extract(epoch from since) / 3600) as bigint) as call_hour, "
                + seconds("claimed_at", "since")
                + " as waited from operator_request where since >= ?) called"
                + " group by call_hour order by call_hour")
        .param(utc(since))
        .query((row, _) ->
            new Hour(
                row.getLong("call_hour"),
                row.getLong("calls"),
                row.getLong("claimed"),
                row.getDouble("waited")))
        .list();
  }

  private static Line line(
      ResultSet row, @Nullable String operator, String name, long left, Spread handling)
      throws SQLException {
    return new Line(
        operator,
        name,
        row.getLong("calls"),
        row.getLong("claimed"),
        left,
        spread(row, "wait"),
        spread(row, "answer"),
        handling,
        List.of(
            row.getLong("rated_1"),
            row.getLong("rated_2"),
            row.getLong("rated_3"),
            row.getLong("rated_4"),
            row.getLong("rated_5")));
  }

  private static Spread spread(ResultSet row, String name) throws SQLException {
    return new Spread(
        row.getObject(name + "_median", Double.class), row.getObject(name + "_p90", Double.class));
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
