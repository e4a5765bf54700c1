package ua.holos.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class HistorySearchOnPostgresTest extends HistorySearchContract {
  private static EmbeddedPostgres server;

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Override
  DataSource database() {
    DataSource database = server.getPostgresDatabase();
    new JdbcTemplate(database).execute("drop schema public cascade; create schema public");
    return database;
  }

  @Test
  void aWordsNewestPlacesAreReadFromTheIndexInOrderAndNotSorted() throws Exception {
    new MadeUpCity(2_000, 10, 500).write(database);
    JdbcTemplate jdbc = new JdbcTemplate(database);
    jdbc.execute("analyze");
    String plan =
        String.join(
            "\n",
            jdbc.query(
                "explain select happened_at, conversation_id, turn, ordinal from message_word"
                    + " where word = 'води' and happened_at <= now() order by happened_at desc,"
                    + " conversation_id desc, turn desc, ordinal desc limit 26",
                (row, _) -> row.getString(1)));
    assertThat(plan).contains("message_word_place").doesNotContain("Sort", "Seq Scan");
  }
}
