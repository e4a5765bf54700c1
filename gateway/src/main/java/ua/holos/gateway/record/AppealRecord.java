package ua.holos.gateway.record;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import ua.holos.bot.conversation.ConversationId;

/// Looks appeals up in the record, which may be some moments behind the journal.
public final class AppealRecord {
  private final JdbcClient jdbc;
  private final RecordSchema schema;

  AppealRecord(JdbcClient jdbc, RecordSchema schema) {
    this.jdbc = jdbc;
    this.schema = schema;
  }

  /// The conversation in which the appeal with a number of the core was filed.
  ///
  /// @throws RecordUnavailableException while the database has never answered
  /// @throws org.springframework.dao.DataAccessException when it doesn't answer now
  public Optional<ConversationId> conversation(String number) {
    schema.requireReady();
    return jdbc.sql("select conversation_id from appeal where number = ?")
        .param(number)
        .query(String.class)
        .optional()
        .map(ConversationId::new);
  }

  /// The core's number of an appeal, by our own reference; empty before it is filed.
  public Optional<String> number(String reference) {
    schema.requireReady();
    return jdbc.sql("select number from appeal where reference = ? and number is not null")
        .param(reference)
        .query(String.class)
        .optional();
  }
}
