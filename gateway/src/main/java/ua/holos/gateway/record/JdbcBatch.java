package ua.holos.gateway.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// One statement for many rows.
final class JdbcBatch {
  private final Connection connection;

  JdbcBatch(Connection connection) {
    this.connection = connection;
  }

  /// Sets a row's values.
  interface Binding<T> {
    void bind(PreparedStatement statement, T row) throws SQLException;
  }

  /// Runs a statement for each row; without rows it isn't even prepared.
  <T> void run(String sql, Collection<T> rows, Binding<T> binding) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (T row : rows) {
        binding.bind(statement, row);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  static void time(PreparedStatement statement, int index, @Nullable Instant at)
      throws SQLException {
    if (at == null) {
      statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
    } else {
      statement.setObject(index, OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
    }
  }

  /// Three values: conversation, turn, ordinal.
  static void id(PreparedStatement statement, int index, Rows.MessageId id) throws SQLException {
    statement.setString(index, id.conversation());
    statement.setLong(index + 1, id.turn());
    statement.setInt(index + 2, id.ordinal());
  }
}
