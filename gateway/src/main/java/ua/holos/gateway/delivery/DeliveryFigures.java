package ua.holos.gateway.delivery;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the record knows of the messages of the last days. SQL that H2 and PostgreSQL both run.
final class DeliveryFigures {
  private static final String CHANNEL =
      "substring(conversation_id, 1, position(':' in conversation_id) - 1) as channel";

  private final JdbcClient jdbc;

  DeliveryFigures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Messages of one channel that were said in one hour and have come equally far.
  ///
  /// @param hour counted from 1970, in UTC
  /// @param status as in the record: `queued`, `accepted`, `sent`, `delivered`, `read`, `failed`
  /// @param left whether the platform took them
  /// @param smsParts how many parts those that left would have been as SMS
  record Tally(
      String channel,
      long hour,
      String status,
      boolean left,
      long messages,
      BigDecimal cost,
      long smsParts) {}

  /// How long messages of a channel took, in seconds from the turn; null when none has arrived.
  record Speed(
      String channel,
      @Nullable Double medianToLeave,
      @Nullable Double p95ToLeave,
      @Nullable Double medianToArrive,
      @Nullable Double p95ToArrive) {}

  /// What was said since a moment.
  List<Tally> tallies(Instant since) {
    return jdbc.sql(
            "select channel, said_hour, status, has_left, count(*) as messages, sum(paid) as cost,"
                + " sum(case when has_left then as_sms else 0 end) as sms_parts from (select "
                + CHANNEL
                + ", cast(floor(extract(epoch from happened_at) / 3600) as bigint) as said_hour,"
                + " status, sent_at is not null or status = 'sent' as has_left,"
                + " coalesce(cost, 0) as paid, coalesce(sms_parts, 1) as as_sms"
                // What was told in the morning, or overtaken by something newer, is no failure.
                + " from message where happened_at >= ? and ordinal >= 0"
                + " and coalesce(failure, '') not in ('quiet', 'superseded', 'held')) said"
                + " group by channel, said_hour, status, has_left order by said_hour")
        .param(utc(since))
        .query((row, _) ->
            new Tally(
                row.getString("channel"),
                row.getLong("said_hour"),
                row.getString("status"),
                row.getBoolean("has_left"),
                row.getLong("messages"),
                row.getBigDecimal("cost"),
                row.getLong("sms_parts")))
        .list();
  }

  /// How long messages took that were said since a moment.
  List<Speed> speeds(Instant since) {
    return jdbc.sql(
            "select channel,"
                + " percentile_cont(0.5) within group (order by to_leave) as leave_median,"
                + " percentile_cont(0.95) within group (order by to_leave) as leave_p95,"
                + " percentile_cont(0.5) within group (order by to_arrive) as arrive_median,"
                + " percentile_cont(0.95) within group (order by to_arrive) as arrive_p95"
                + " from (select "
                + CHANNEL
                + ", "
                + seconds("sent_at")
                + " as to_leave, "
                + seconds("delivered_at")
                + " as to_arrive from message"
                + " where happened_at >= ? and ordinal >= 0 and sent_at is not null) gone"
                + " group by channel")
        .param(utc(since))
        .query((row, _) ->
            new Speed(
                row.getString("channel"),
                row.getObject("leave_median", Double.class),
                row.getObject("leave_p95", Double.class),
                row.getObject("arrive_median", Double.class),
                row.getObject("arrive_p95", Double.class)))
        .list();
  }

  private static String seconds(String column) {
    return "cast(extract(epoch from "
        + column
        + ") - extract(epoch from happened_at) as double precision)";
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
