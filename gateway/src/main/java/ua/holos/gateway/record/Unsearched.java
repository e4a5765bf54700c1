package ua.holos.gateway.record;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/// Notes down what the search has yet to learn, with what is recorded and in the same transaction.
/// That costs next to nothing; the words themselves are [WordFollower]'s work. Buttons that were
/// pressed, commands, positions and what the bot said are no words to search for.
final class Unsearched {
  private static final Set<String> SEARCHED = Set.of("text", "media", "edit", "note");

  private final JdbcBatch jdbc;

  Unsearched(Connection connection) {
    this.jdbc = new JdbcBatch(connection);
  }

  void write(Rows rows) throws SQLException {
    jdbc.run(
        "insert into unsearched_message (conversation_id, turn, ordinal) values (?, ?, ?)",
        rows.messages.values().stream().filter(Unsearched::searched).toList(),
        (s, message) -> JdbcBatch.id(s, 1, message.id()));
    jdbc.run(
        "insert into unsearched_address (reference, address) values (?, ?)",
        rows.appeals.stream().filter(row -> row.draft().address() != null).toList(),
        (s, row) -> {
          s.setString(1, row.draft().reference());
          s.setString(2, Rows.cleanOrNull(row.draft().address()));
        });
    // A department put an address right: the appeal is found by the new one too.
    jdbc.run(
        "insert into unsearched_address (reference, address)"
            + " select reference, cast(? as varchar) from appeal where number = ?",
        rows.corrected.stream().filter(one -> one.address() != null).toList(),
        (s, one) -> {
          s.setString(1, Rows.cleanOrNull(one.address()));
          s.setString(2, one.number());
        });
  }

  private static boolean searched(Rows.Message message) {
    return (message.id().incoming() || message.author() != null)
        && SEARCHED.contains(message.kind());
  }
}
