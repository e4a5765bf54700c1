package ua.holos.gateway.record;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.jdbc.core.simple.JdbcClient;

class WordFollowerOnPostgresTest extends WordFollowerContract {
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
  RecordDatabase database() {
    JdbcClient.create(postgres.getPostgresDatabase())
        .sql("drop schema public cascade; create schema public")
        .update();
    DataSourceProperties properties = new DataSourceProperties();
    properties.setUrl(postgres.getJdbcUrl("postgres", "postgres"));
    return RecordDatabase.of(properties, Path.of("unused"));
  }
}
