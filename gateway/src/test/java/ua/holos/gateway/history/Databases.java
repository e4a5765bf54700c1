package ua.holos.gateway.history;

import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

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
}
