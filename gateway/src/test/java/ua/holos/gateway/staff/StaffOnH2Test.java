package ua.holos.gateway.staff;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class StaffOnH2Test extends StaffContract {
  @TempDir Path folder;

  @Override
  HikariDataSource database() {
    HikariDataSource database = new HikariDataSource();
    database.setJdbcUrl(
        "jdbc:h2:file:"
            + folder.resolve("record")
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0");
    database.setUsername("sa");
    database.setPassword("");
    return database;
  }

  @Override
  String migrations() {
    return "classpath:db/h2";
  }
}
