package ua.holos.gateway.staff;

import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The audit trail in SQL.
final class JdbcAuditTrail implements AuditTrail {
  private static final int LONGEST = 1_000;
  private static final int LONGEST_CONVERSATION = 200;

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
        .param(conversation(entry.conversation()))
        .param(shortened(entry.detail()))
        .update();
  }

  /// Whatever was asked for as a conversation is written down, and may be no conversation at all:
  /// an index takes no key of any length.
  private static @Nullable String conversation(@Nullable String asked) {
    if (asked == null) {
      return null;
    }
    String clean = asked.replace("\0", "");
    return clean.length() <= LONGEST_CONVERSATION
        ? clean
        : clean.substring(0, LONGEST_CONVERSATION);
  }

  /// A path or a login may be as long as somebody likes; PostgreSQL takes no zero characters.
  private static String shortened(String text) {
    String clean = text.replace("\0", "");
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST);
  }
}
