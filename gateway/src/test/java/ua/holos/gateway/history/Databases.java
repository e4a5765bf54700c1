package ua.holos.gateway.history;

import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import ua.holos.gateway.record.WordFollower;

/// Databases with the tables of Holos, for tests.
public final class Databases {
  private Databases() {}

  /// An H2 in memory, empty.
  public static DataSource h2() {
    return new DriverManagerDataSource(
        "jdbc:h2:mem:"
            + UUID.randomUUID()
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
            + ";DB_CLOSE_DELAY=-1");
  }

  /// Makes the tables.
  public static DataSource tables(DataSource database) {
    Flyway.configure().dataSource(database).load().migrate();
    return database;
  }

  /// Makes all that is in the record findable, as if it had been there before the search.
  static void findable(DataSource database) throws SQLException {
    JdbcTemplate jdbc = new JdbcTemplate(database);
    jdbc.update(
        "insert into unsearched_message (conversation_id, turn, ordinal)"
            + " select conversation_id, turn, ordinal from message"
            + " where (ordinal < 0 or operator_id is not null)"
            + " and kind in ('text', 'media', 'edit', 'note')");
    jdbc.update(
        "insert into unsearched_address (reference, address)"
            + " select reference, address from appeal where address is not null");
    try (WordFollower follower = new WordFollower(database)) {
      follower.catchUp();
    }
  }
}
