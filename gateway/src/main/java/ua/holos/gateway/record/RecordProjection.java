package ua.holos.gateway.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ua.holos.gateway.log.JournalEntry;
import ua.holos.gateway.log.JournalProjection;

/// The journal as rows, exactly once: rows and position are one transaction, the position's row is
/// locked first (an outlived owner of a partition waits, and then finds nothing left to do), and
/// entries up to the position are left out.
final class RecordProjection implements JournalProjection {
  private static final Logger log = LoggerFactory.getLogger(RecordProjection.class);
  private static final String NAME = "record";
  private static final int CONVERSATIONS_REMEMBERED = 50_000;

  private final DataSource dataSource;
  private final RecordSchema schema;
  private final Consumer<Set<String>> heard;

  /// Conversations whose rows are committed, with the person's name there (empty when none), so
  /// that nobody tries to write them at each turn.
  private final Map<String, String> known =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
              return size() > CONVERSATIONS_REMEMBERED;
            }
          });

  /// @param heard is told of the conversations of which something was committed
  RecordProjection(DataSource dataSource, RecordSchema schema, Consumer<Set<String>> heard) {
    this.dataSource = dataSource;
    this.schema = schema;
    this.heard = heard;
  }

  @Override
  public Optional<String> position(int partition) {
    schema.requireReady();
    try (Connection connection = dataSource.getConnection()) {
      return reached(connection, partition, "")
          .filter(position -> !position.equals(JournalPosition.START))
          .map(JournalPosition::toString);
    } catch (SQLException e) {
      throw new RecordUnavailableException("The record's position can't be read", e);
    }
  }

  @Override
  public void apply(int partition, List<JournalEntry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    schema.requireReady();
    Rows rows = new Rows();
    try (Connection connection = dataSource.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        apply(connection, partition, entries, rows);
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(autoCommit);
      }
    } catch (SQLException e) {
      throw new RecordUnavailableException("The record can't take journal entries now", e);
    }
    rows.conversations.keySet().forEach(conversation -> known.putIfAbsent(conversation, ""));
    known.putAll(rows.names);
    tell(rows.touched());
  }

  private void tell(Set<String> conversations) {
    if (conversations.isEmpty()) {
      return;
    }
    try {
      heard.accept(conversations);
    } catch (RuntimeException e) {
      log.warn("Whoever hears of the record stumbled: {}", e.toString());
    }
  }

  private void apply(Connection connection, int partition, List<JournalEntry> entries, Rows rows)
      throws SQLException {
    JournalPosition reached = lock(connection, partition);
    JournalPosition last = reached;
    for (JournalEntry entry : entries) {
      JournalPosition position = JournalPosition.parse(entry.position());
      if (position.compareTo(last) > 0) {
        rows.add(entry);
        last = position;
      }
    }
    if (last.equals(reached)) {
      return;
    }
    new RecordWriter(connection).write(rows, known);
    try (PreparedStatement update =
        connection.prepareStatement(
            "update projection_position set reached = ?"
                + " where projection = ? and partition_number = ?")) {
      update.setString(1, last.toString());
      update.setString(2, NAME);
      update.setInt(3, partition);
      update.executeUpdate();
    }
  }

  private static JournalPosition lock(Connection connection, int partition) throws SQLException {
    Optional<JournalPosition> reached = reached(connection, partition, " for update");
    if (reached.isEmpty()) {
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into projection_position (projection, partition_number, reached)"
                  + " values (?, ?, ?) on conflict do nothing")) {
        insert.setString(1, NAME);
        insert.setInt(2, partition);
        insert.setString(3, JournalPosition.START.toString());
        insert.executeUpdate();
      }
      reached = reached(connection, partition, " for update");
    }
    return reached.orElseThrow();
  }

  private static Optional<JournalPosition> reached(
      Connection connection, int partition, String lock) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select reached from projection_position"
                + " where projection = ? and partition_number = ?"
                + lock)) {
      select.setString(1, NAME);
      select.setInt(2, partition);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next()
            ? Optional.of(JournalPosition.parse(rows.getString(1)))
            : Optional.empty();
      }
    }
  }
}
