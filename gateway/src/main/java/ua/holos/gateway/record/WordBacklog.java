package ua.holos.gateway.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/// Makes what was said and filed before there was a search findable: once, when the tables of the
/// search are new. It goes in steps and needs no more memory for a million messages than for one.
public final class WordBacklog implements JavaMigration {
  private static final int STEP = 5_000;

  private record Message(Rows.MessageId id, Instant at, String kind, String words) {}

  private record Appeal(String reference, Instant confirmedAt, @Nullable String address) {}

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion("9.1");
  }

  @Override
  public String getDescription() {
    return "words of what was said before";
  }

  @Override
  public @Nullable Integer getChecksum() {
    return null;
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  @Override
  public void migrate(Context context) throws SQLException {
    migrate(context.getConnection());
  }

  /// Writes the words of all that is there.
  public void migrate(Connection connection) throws SQLException {
    Map<String, Boolean> known = WordWriter.memory();
    WordWriter writer = new WordWriter(connection, known);
    Message last = null;
    do {
      List<Message> step = messages(connection, last);
      List<WordWriter.Said> said = new ArrayList<>();
      for (Message message : step) {
        if (WordWriter.searched(message.kind(), true)) {
          said.addAll(WordWriter.said(message.id(), message.at(), message.words()));
        }
      }
      writer.write(said, List.of()).forEach(word -> known.put(word, true));
      last = step.isEmpty() ? null : step.getLast();
    } while (last != null);
    String reference = "";
    while (reference != null) {
      List<Appeal> step = appeals(connection, reference);
      List<WordWriter.Addressed> addressed = new ArrayList<>();
      step.forEach(one ->
          addressed.addAll(
              WordWriter.addressed(one.reference(), one.confirmedAt(), one.address())));
      writer.write(List.of(), addressed).forEach(word -> known.put(word, true));
      reference = step.isEmpty() ? null : step.getLast().reference();
    }
  }

  private static List<Message> messages(Connection connection, @Nullable Message after)
      throws SQLException {
    // Before there were operators' answers, only what came in has words of a person.
    try (PreparedStatement select =
        connection.prepareStatement(
            "select conversation_id, turn, ordinal, happened_at, kind, words from message"
                + " where (ordinal < 0 or operator_id is not null) and conversation_id >= ?"
                + " and (conversation_id, turn, ordinal) > (?, ?, ?)"
                + " order by conversation_id, turn, ordinal limit "
                + STEP)) {
      String conversation = after == null ? "" : after.id().conversation();
      select.setString(1, conversation);
      select.setString(2, conversation);
      select.setLong(3, after == null ? Long.MIN_VALUE : after.id().turn());
      select.setInt(4, after == null ? Integer.MIN_VALUE : after.id().ordinal());
      List<Message> messages = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          messages.add(
              new Message(
                  new Rows.MessageId(row.getString(1), row.getLong(2), row.getInt(3)),
                  row.getObject(4, OffsetDateTime.class).toInstant(),
                  row.getString(5),
                  row.getString(6)));
        }
      }
      return messages;
    }
  }

  private static List<Appeal> appeals(Connection connection, String after) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select reference, confirmed_at, address from appeal where reference > ?"
                + " order by reference limit "
                + STEP)) {
      select.setString(1, after);
      List<Appeal> appeals = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          appeals.add(
              new Appeal(
                  row.getString(1),
                  row.getObject(2, OffsetDateTime.class).toInstant(),
                  row.getString(3)));
        }
      }
      return appeals;
    }
  }
}
