package ua.holos.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class RecordSchemaTest {
  private static final String URL =
      "jdbc:postgresql://holos:hunter2@db.example/record?password=hunter2";
  private static final SQLException AWAY = new SQLException("Connection refused", "08001");

  @TempDir Path folder;

  /// A database that answers with these failures first, and then as H2.
  private final class Database extends DriverManagerDataSource {
    private final Deque<SQLException> failures;

    Database(SQLException... failures) {
      super(RecordDatabase.file(folder).getJdbcUrl(), "sa", "");
      this.failures = new ArrayDeque<>(List.of(failures));
    }

    @Override
    public synchronized Connection getConnection() throws SQLException {
      SQLException failure = failures.poll();
      if (failure != null) {
        throw failure;
      }
      return super.getConnection();
    }
  }

  private static Flyway flyway(Database database) {
    return Flyway.configure().dataSource(database).load();
  }

  @Test
  void startsWithoutTheDatabaseAndMakesTheTablesWhenItAnswers() {
    Database database = new Database(AWAY, new SQLException("starting up", "57P03"), AWAY);
    try (RecordSchema schema = new RecordSchema(URL, Duration.ofMillis(10))) {
      schema.migrate(flyway(database));
      assertThat(schema.ready()).isFalse();
      assertThatThrownBy(schema::requireReady).isInstanceOf(RecordUnavailableException.class);
      await().until(schema::ready);
      assertThatCode(schema::requireReady).doesNotThrowAnyException();
      assertThat(
              JdbcClient.create(database)
                  .sql("select count(*) from message")
                  .query(Long.class)
                  .single())
          .isZero();
    }
  }

  private RecordStartException startFailure(SQLException failure) {
    try (RecordSchema schema = new RecordSchema(URL, Duration.ofMillis(10))) {
      RecordStartException exception =
          catchThrowableOfType(
              RecordStartException.class, () -> schema.migrate(flyway(new Database(failure))));
      assertThat(exception).as("stops the start").isNotNull();
      return exception;
    }
  }

  @Test
  void stopsTheStartAtAWrongPasswordAndDoesNotTellIt() {
    RecordStartException exception =
        startFailure(
            new SQLException("password authentication failed for user \"holos\"", "28P01"));
    assertThat(new RecordStartFailureAnalyzer().analyze(exception, exception).getDescription())
        .contains("spring.datasource.url", "jdbc:postgresql://db.example/record", "authentication")
        .doesNotContain("hunter2");
  }

  @Test
  void stopsTheStartWhenAnotherHolosHasTheFile() {
    assertThat(startFailure(new SQLException("Database may be already in use", "90020", 90020)))
        .hasMessageContaining("another Holos runs with the same holos.data-dir");
  }

  @Test
  void keepsTheFileInTheDataFolderAndLosesNothingWhenKilled() {
    assertThat(RecordDatabase.of(new DataSourceProperties(), folder).getJdbcUrl())
        .startsWith("jdbc:h2:file:" + folder.resolve("record"))
        .contains("WRITE_DELAY=0");
  }

  @Test
  void sendsBatchesToPostgresAsOneStatement() {
    DataSourceProperties properties = new DataSourceProperties();
    properties.setUrl("jdbc:postgresql://db/record?ssl=true");
    assertThat(RecordDatabase.of(properties, folder).getJdbcUrl())
        .isEqualTo("jdbc:postgresql://db/record?ssl=true&reWriteBatchedInserts=true");
  }
}
