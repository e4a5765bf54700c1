package ua.holos.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.gateway.log.JournalEntry;

/// How what was recorded becomes findable, on whichever database a subclass brings.
abstract class WordFollowerContract {
  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00.123Z");
  private static final ConversationId OLENA = new ConversationId("telegram:4711");

  private HikariDataSource database;
  private RecordProjection projection;
  private JdbcClient jdbc;
  private RecordSchema schema;

  /// An empty database.
  abstract RecordDatabase database() throws Exception;

  @BeforeEach
  void start() throws Exception {
    RecordDatabase given = database();
    database = new HikariDataSource();
    database.setJdbcUrl(given.getJdbcUrl());
    database.setUsername(given.getUsername());
    database.setPassword(given.getPassword());
    database.setMaximumPoolSize(6);
    schema = new RecordSchema(given.getJdbcUrl(), Duration.ofMillis(50));
    schema.migrate(Flyway.configure().dataSource(database).load());
    projection = new RecordProjection(database, schema, _ -> {});
    jdbc = JdbcClient.create(database);
  }

  @AfterEach
  void stop() {
    schema.close();
    database.close();
  }

  private static JournalEntry turn(int number, Event event, Effect... effects) {
    return new JournalEntry.TurnTaken(
        "1700000000000-" + number, OLENA, NOW.plusSeconds(number), number, event, List.of(effects));
  }

  private void citizenWrites(int first, int messages) {
    projection.apply(
        0,
        IntStream.range(first, first + messages)
            .mapToObj(i ->
                turn(
                    i,
                    RecordContractTest.text("вода номер" + i),
                    RecordContractTest.say("Дякуємо за терпіння")))
            .toList());
  }

  private List<Long> turns(String word) {
    return jdbc.sql("select turn from message_word where word = ? order by turn")
        .param(word)
        .query((row, _) -> row.getLong(1))
        .list();
  }

  private List<String> addressed(String word) {
    return jdbc.sql("select reference from appeal_word where word = ?")
        .param(word)
        .query((row, _) -> row.getString(1))
        .list();
  }

  private long waiting() {
    return jdbc.sql(
            "select (select count(*) from unsearched_message)"
                + " + (select count(*) from unsearched_address)")
        .query(Long.class)
        .single();
  }

  private void catchUp() throws SQLException {
    try (WordFollower follower = new WordFollower(database)) {
      follower.catchUp();
    }
  }

  @Test
  void whatACitizenSaidIsFoundAfterItWasRecordedAndWhatTheBotSaidIsNot() throws Exception {
    citizenWrites(1, 3);
    assertThat(turns("вода")).isEmpty();
    catchUp();
    assertThat(turns("вода")).containsExactly(1L, 2L, 3L);
    assertThat(turns("номер2")).containsExactly(2L);
    assertThat(turns("терпіння")).isEmpty();
    assertThat(waiting()).isZero();
  }

  @Test
  void anAppealIsFoundByItsAddressAndByTheOneThatADepartmentPutRight() throws Exception {
    String reference = "telegram:4711:1";
    projection.apply(
        0,
        List.of(
            turn(
                1,
                RecordContractTest.text("Немає води"),
                new Effect.FileAppeal(RecordContractTest.draft(OLENA, reference))),
            turn(2, new Event.AppealFiled(NOW, reference, "6-1", NOW.plus(Duration.ofDays(5)))),
            turn(
                3,
                new Event.AppealCorrected(
                    NOW, "6-1", "u1", null, "вулиця Басейна, 7", "K0002", "7", ""))));
    catchUp();
    assertThat(addressed("хрещатик")).containsExactly(reference);
    assertThat(addressed("басейна")).containsExactly(reference);
    assertThat(waiting()).isZero();
  }

  @Test
  void stoppedInTheMiddleItGoesOnWhereItWasWithNothingMissingAndNothingTwice() throws Exception {
    citizenWrites(1, 30);
    new WordFollower(database).step(10);
    WordFollower stopped = new WordFollower(new BreaksAtCommit(database));
    assertThatThrownBy(() -> stopped.step(10)).isInstanceOf(SQLException.class);
    assertThat(turns("вода")).hasSize(10);
    assertThat(waiting()).isEqualTo(20);
    citizenWrites(31, 5);
    catchUp();
    assertThat(turns("вода"))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 35).mapToObj(Long::valueOf).toList());
    assertThat(waiting()).isZero();
  }

  @Test
  void whatIsRecordedAgainIsNotFoundTwice() throws Exception {
    citizenWrites(1, 3);
    catchUp();
    jdbc.sql("update projection_position set reached = '0-0' where projection = 'record'").update();
    citizenWrites(1, 3);
    catchUp();
    assertThat(turns("вода")).containsExactly(1L, 2L, 3L);
    assertThat(waiting()).isZero();
  }

  @Test
  void severalReplicasTogetherFindAllWhileMoreIsBeingRecorded() throws Exception {
    try (var replicas = Executors.newVirtualThreadPerTaskExecutor();
        WordFollower one = new WordFollower(database);
        WordFollower other = new WordFollower(database);
        WordFollower third = new WordFollower(database);
        WordFollower fourth = new WordFollower(database)) {
      third.start();
      fourth.start();
      List<Callable<Void>> work =
          List.of(
              () -> {
                for (int i = 0; i < 20; i++) {
                  citizenWrites(1 + 20 * i, 20);
                }
                return null;
              },
              () -> {
                for (int i = 0; i < 50; i++) {
                  one.step(7);
                }
                return null;
              },
              () -> {
                for (int i = 0; i < 50; i++) {
                  other.step(7);
                }
                return null;
              });
      for (Future<Void> done : replicas.invokeAll(work)) {
        done.get();
      }
      org.awaitility.Awaitility.await().until(() -> waiting() == 0);
    }
    assertThat(turns("вода"))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 400).mapToObj(Long::valueOf).toList());
  }

  /// A database that goes away when something is to be committed.
  private static final class BreaksAtCommit extends DelegatingDataSource {
    BreaksAtCommit(DataSource database) {
      super(database);
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      return (Connection)
          Proxy.newProxyInstance(
              Connection.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (_, method, arguments) -> {
                if (method.getName().equals("commit")) {
                  throw new SQLException("The database went away", "08006");
                }
                try {
                  return method.invoke(connection, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getTargetException();
                }
              });
    }
  }
}
