package ua.holos.gateway.staff;

import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The audit trail in SQL.
final class JdbcAuditTrail implements AuditTrail {
  private static final int LONGEST = 1_000;

  private final JdbcClient jdbc;

  JdbcAuditTrail(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(Entry entry) {
    jdbc.sql(
            "insert into audit_line (happened_at, staff_id, staff_name, action, conversation_id,"
                + " detail) values (?, ?, ?, ?, ?, ?)")
        .param(entry.at().atOffset(ZoneOffset.UTC))
        .param(entry.staff())
        .param(shortened(entry.name()))
        .param(entry.action())
        .param(entry.conversation())
        .param(shortened(entry.detail()))
        .update();
  }

  /// A path or a login may be as long as somebody likes; PostgreSQL takes no zero characters.
  private static String shortened(String text) {
    String clean = text.replace("\0", "");
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST);
  }
}
