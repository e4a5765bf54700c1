package ua.holos.gateway.staff;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads the audit trail, newest line first, a page at a time. Pages are found by the last line's
/// number, so that the thousandth comes as fast as the first.
final class AuditReader {
  private final JdbcClient jdbc;

  AuditReader(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// What is looked for; empty strings and nulls: anything.
  ///
  /// @param person id of the member of staff, or part of a name or login
  /// @param from the first moment
  /// @param until the first moment that is too late
  record Filter(
      String person,
      String action,
      String conversation,
      @Nullable Instant from,
      @Nullable Instant until) {}

  /// A line with its number.
  record Line(long id, AuditTrail.Entry entry) {}

  /// @param before number of the last line of the page before; null for the first page
  List<Line> read(Filter filter, @Nullable Long before, int count) {
    StringBuilder sql =
        new StringBuilder(
            "select id, happened_at, staff_id, staff_name, action, conversation_id, detail"
                + " from audit_line where 1 = 1");
    List<Object> parameters = new ArrayList<>();
    if (!filter.person().isEmpty()) {
      sql.append(" and (staff_id = ? or lower(staff_name) like ? escape '!')");
      parameters.add(filter.person());
      parameters.add("%" + literally(filter.person().toLowerCase(Locale.ROOT)) + "%");
    }
    if (!filter.action().isEmpty()) {
      sql.append(" and action = ?");
      parameters.add(filter.action());
    }
    if (!filter.conversation().isEmpty()) {
      sql.append(" and conversation_id = ?");
      parameters.add(filter.conversation());
    }
    if (filter.from() != null) {
      sql.append(" and happened_at >= ?");
      parameters.add(filter.from().atOffset(ZoneOffset.UTC));
    }
    if (filter.until() != null) {
      sql.append(" and happened_at < ?");
      parameters.add(filter.until().atOffset(ZoneOffset.UTC));
    }
    if (before != null) {
      sql.append(" and id < ?");
      parameters.add(before);
    }
    sql.append(" order by id desc limit ?");
    parameters.add(count);
    return jdbc.sql(sql.toString())
        .params(parameters)
        .query((row, number) ->
            new Line(
                row.getLong("id"),
                new AuditTrail.Entry(
                    row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                    row.getString("staff_id"),
                    row.getString("staff_name"),
                    row.getString("action"),
                    row.getString("conversation_id"),
                    row.getString("detail"))))
        .list();
  }

  private static String literally(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  /// The actions of the last few thousand lines, in alphabetical order.
  List<String> actions() {
    return jdbc.sql(
            "select distinct action from (select action from audit_line order by id desc"
                + " limit 5000) lately order by action")
        .query((row, number) -> row.getString("action"))
        .list();
  }
}
