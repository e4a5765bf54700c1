package ua.holos.gateway.staff;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.jdbc.core.simple.JdbcClient;

class StaffOnPostgresTest extends StaffContract {
  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void startPostgres() throws IOException {
    postgres = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stopPostgres() throws IOException {
    postgres.close();
  }

  @Override
  HikariDataSource database() {
    JdbcClient.create(postgres.getPostgresDatabase())
        .sql("drop schema public cascade; create schema public")
        .update();
    HikariDataSource database = new HikariDataSource();
    database.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
    return database;
  }

  @Override
  String migrations() {
    return "classpath:db/postgresql";
  }
}
