package ua.holos.gateway.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes what happened at the desk. Steps go one by one: each says what it finds after the one
/// before.
final class DeskWriter {
  private final Connection connection;
  private final JdbcBatch jdbc;

  DeskWriter(Connection connection) {
    this.connection = connection;
    this.jdbc = new JdbcBatch(connection);
  }

  void write(DeskRows rows) throws SQLException {
    for (DeskRows.Step step : rows.steps) {
      switch (step) {
        case DeskRows.Called called -> called(called);
        case DeskRows.Hastened hastened -> hastened(hastened);
        case DeskRows.Taken taken -> taken(taken);
        case DeskRows.Answered answered -> answered(answered);
        case DeskRows.LetGo letGo -> letGo(letGo);
        case DeskRows.Left left -> left(left.conversation(), left.at(), left.outcome());
        case DeskRows.Rated rated -> rated(rated);
      }
    }
    readings(rows.readings);
    audits(rows.audits);
  }

  /// Back in the queue it is the call that there was; otherwise one that was never ended is.
  private void called(DeskRows.Called called) throws SQLException {
    if (!called.again()) {
      left(called.id().conversation(), called.at(), "left");
    } else if (any(
        "select 1 from operator_request where conversation_id = ? and until is null",
        s -> s.setString(1, called.id().conversation()))) {
      return;
    }
    jdbc.run(
        "insert into operator_request (conversation_id, turn, ordinal, reason, since, front,"
            + " category, language) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
        List.of(called),
        (s, one) -> {
          JdbcBatch.id(s, 1, one.id());
          s.setString(4, one.reason());
          time(s, 5, one.at());
          s.setBoolean(6, one.front());
          s.setString(7, one.category());
          s.setString(8, one.language());
        });
  }

  private interface Parameters {
    void bind(PreparedStatement statement) throws SQLException;
  }

  private boolean any(String sql, Parameters parameters) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      parameters.bind(select);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next();
      }
    }
  }

  private void hastened(DeskRows.Hastened hastened) throws SQLException {
    jdbc.run(
        "update operator_request set reason = ?, front = true where conversation_id = ?"
            + " and until is null and since <= ? and reason <> ?",
        List.of(hastened),
        (s, one) -> {
          s.setString(1, one.reason());
          s.setString(2, one.conversation());
          time(s, 3, one.at());
          s.setString(4, one.reason());
        });
  }

  private void taken(DeskRows.Taken taken) throws SQLException {
    jdbc.run(
        "insert into desk_holding (conversation_id, turn, operator_id, operator_name, since)"
            + " values (?, ?, ?, ?, ?) on conflict do nothing",
        List.of(taken),
        (s, one) -> {
          s.setString(1, one.conversation());
          s.setLong(2, one.turn());
          s.setString(3, one.operator().id());
          s.setString(4, Rows.clean(one.operator().name()));
          time(s, 5, one.at());
        });
    jdbc.run(
        "update operator_request set claimed_at = coalesce(claimed_at, ?), operator_id = ?,"
            + " operator_name = ? where conversation_id = ? and until is null and since <= ?",
        List.of(taken),
        (s, one) -> {
          time(s, 1, one.at());
          s.setString(2, one.operator().id());
          s.setString(3, Rows.clean(one.operator().name()));
          s.setString(4, one.conversation());
          time(s, 5, one.at());
        });
  }

  private void answered(DeskRows.Answered answered) throws SQLException {
    jdbc.run(
        "update operator_request set answered_at = ? where conversation_id = ? and until is null"
            + " and answered_at is null and since <= ?",
        List.of(answered),
        (s, one) -> {
          time(s, 1, one.at());
          s.setString(2, one.conversation());
          time(s, 3, one.at());
        });
  }

  private void letGo(DeskRows.LetGo letGo) throws SQLException {
    jdbc.run(
        "update desk_holding set until = ?, ended = ?"
            + " where conversation_id = ? and until is null and turn < ?",
        List.of(letGo),
        (s, one) -> {
          time(s, 1, one.at());
          s.setString(2, one.ended());
          s.setString(3, one.conversation());
          s.setLong(4, one.turn());
        });
  }

  private void left(String conversation, Instant at, String outcome) throws SQLException {
    jdbc.run(
        "update operator_request set until = ?, outcome = ?"
            + " where conversation_id = ? and until is null and since <= ?",
        List.of(outcome),
        (s, one) -> {
          time(s, 1, at);
          s.setString(2, one);
          s.setString(3, conversation);
          time(s, 4, at);
        });
  }

  private void rated(DeskRows.Rated rated) throws SQLException {
    jdbc.run(
        "update operator_request set rating = ?, rated_at = ? where conversation_id = ?"
            + " and outcome = 'closed' and since = (select max(since) from operator_request"
            + " where conversation_id = ? and outcome = 'closed' and until <= ?)",
        List.of(rated),
        (s, one) -> {
          s.setInt(1, one.rating());
          time(s, 2, one.at());
          s.setString(3, one.conversation());
          s.setString(4, one.conversation());
          time(s, 5, one.at());
        });
  }

  private void readings(List<DeskRows.Reading> readings) throws SQLException {
    jdbc.run(
        "insert into correction (reference, subject, author, update_id, manner, correct,"
            + " correct_house, words, happened_at, text)"
            + " values (?, ?, 'operator', ?, 'corrected', ?, ?, ?, ?, ?) on conflict do nothing",
        readings,
        (s, one) -> {
          s.setString(1, one.reference());
          s.setString(2, one.subject());
          s.setString(3, one.request());
          s.setString(4, one.correct());
          s.setString(5, one.house());
          s.setString(6, one.subject().equals(Correction.ADDRESS) ? one.text() : null);
          time(s, 7, one.at());
          s.setString(8, one.text());
        });
  }

  /// A line has no name of its own; told again by a Redis that failed over it is known by who did
  /// what when.
  private void audits(List<DeskRows.Audit> audits) throws SQLException {
    List<DeskRows.Audit> fresh = new ArrayList<>();
    for (DeskRows.Audit audit : audits) {
      boolean known =
          any(
              "select 1 from audit_line where conversation_id = ? and happened_at = ?"
                  + " and staff_name = ? and action = ? and detail = ?",
              s -> {
                s.setString(1, audit.conversation());
                time(s, 2, audit.at());
                s.setString(3, audit.name());
                s.setString(4, audit.action());
                s.setString(5, audit.detail());
              });
      if (!known) {
        fresh.add(audit);
      }
    }
    jdbc.run(
        "insert into audit_line (happened_at, staff_id, staff_name, action, conversation_id,"
            + " detail) values (?, ?, ?, ?, ?, ?)",
        fresh,
        (s, one) -> {
          time(s, 1, one.at());
          s.setString(2, one.staff());
          s.setString(3, one.name());
          s.setString(4, one.action());
          s.setString(5, one.conversation());
          s.setString(6, one.detail());
        });
  }

  private static void time(PreparedStatement statement, int index, @Nullable Instant at)
      throws SQLException {
    JdbcBatch.time(statement, index, at);
  }
}
