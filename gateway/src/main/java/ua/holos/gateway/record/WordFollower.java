package ua.holos.gateway.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes what was recorded findable, a second or so behind the record: what waits in the tables
/// `unsearched_…` is taken from there in the transaction that writes its words, so that nothing is
/// missed or done twice whenever it is stopped. What was said before there was a search waits there
/// too. Of several replicas one at a time works, whichever comes first.
public final class WordFollower implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WordFollower.class);
  private static final String NAME = "words";
  private static final int STEP = 1_000;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final DataSource dataSource;
  private final Map<String, Boolean> known = WordWriter.memory();
  private final CountDownLatch closed = new CountDownLatch(1);

  /// A platform thread: it computes, and citizens' virtual threads must not wait behind it.
  private final Thread thread =
      Thread.ofPlatform().name("search-words").daemon().unstarted(this::run);

  /// What is behind the row that the last step ended with; zero to look from the beginning.
  private long message;

  private long address;

  /// @param dataSource a database that has the tables
  public WordFollower(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  void start() {
    thread.start();
  }

  private void run() {
    long pause = PAUSE.toMillis();
    try {
      do {
        try {
          catchUp();
          pause = PAUSE.toMillis();
        } catch (SQLException | RuntimeException e) {
          pause = Math.min(pause * 2, LONGEST_PAUSE.toMillis());
          if (closed.getCount() > 0) {
            log.warn("The search waits {} ms for the database: {}", pause, e.toString());
          }
        }
      } while (!closed.await(pause, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Works until nothing waits, another replica is at it, or this is closed.
  ///
  /// @throws SQLException when the database can't now; what waits then goes on waiting
  public void catchUp() throws SQLException {
    message = 0;
    address = 0;
    boolean more = true;
    while (more && closed.getCount() > 0) {
      more = step(STEP);
    }
  }

  /// One transaction; whether there may be more.
  boolean step(int most) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        boolean more = mine(connection) && step(connection, most);
        connection.commit();
        return more;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(autoCommit);
      }
    }
  }

  private boolean step(Connection connection, int most) throws SQLException {
    List<Long> messages = new ArrayList<>();
    List<WordWriter.Said> said = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select u.id, u.conversation_id, u.turn, u.ordinal, m.happened_at, m.words"
                + " from unsearched_message u left join message m"
                + " on m.conversation_id = u.conversation_id and m.turn = u.turn"
                + " and m.ordinal = u.ordinal where u.id > ? order by u.id limit ?")) {
      select.setLong(1, message);
      select.setInt(2, most);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          messages.add(row.getLong(1));
          String words = row.getString(6);
          if (words != null) {
            Rows.MessageId id = new Rows.MessageId(row.getString(2), row.getLong(3), row.getInt(4));
            Instant at = row.getObject(5, OffsetDateTime.class).toInstant();
            SearchWords.of(words).forEach(word -> said.add(new WordWriter.Said(word, at, id)));
          }
        }
      }
    }
    List<Long> addresses = new ArrayList<>();
    List<WordWriter.Addressed> addressed = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select u.id, u.reference, u.address, a.confirmed_at from unsearched_address u"
                + " left join appeal a on a.reference = u.reference"
                + " where u.id > ? order by u.id limit ?")) {
      select.setLong(1, address);
      select.setInt(2, most);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          addresses.add(row.getLong(1));
          String reference = row.getString(2);
          OffsetDateTime at = row.getObject(4, OffsetDateTime.class);
          if (at != null) {
            SearchWords.of(row.getString(3))
                .forEach(word ->
                    addressed.add(new WordWriter.Addressed(word, at.toInstant(), reference)));
          }
        }
      }
    }
    Set<String> fresh = new WordWriter(connection, known).write(said, addressed);
    done(connection, "unsearched_message", messages);
    done(connection, "unsearched_address", addresses);
    connection.commit();
    fresh.forEach(word -> known.put(word, true));
    message = messages.isEmpty() ? message : messages.getLast();
    address = addresses.isEmpty() ? address : addresses.getLast();
    return messages.size() == most || addresses.size() == most;
  }

  /// Just those that were read: a row with a lower number may have been committed since.
  private static void done(Connection connection, String table, List<Long> ids)
      throws SQLException {
    new JdbcBatch(connection)
        .run("delete from " + table + " where id = ?", ids, (s, id) -> s.setLong(1, id));
  }

  /// Locks the row that says whose turn it is, until the transaction ends.
  private static boolean mine(Connection connection) throws SQLException {
    if (locked(connection)) {
      return true;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into projection_position (projection, partition_number, reached)"
                + " values (?, 0, ?) on conflict do nothing")) {
      insert.setString(1, NAME);
      insert.setString(2, JournalPosition.START.toString());
      // Another has it when it was there.
      return insert.executeUpdate() == 1;
    }
  }

  private static boolean locked(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select reached from projection_position where projection = ?"
                + " and partition_number = 0 for update skip locked")) {
      select.setString(1, NAME);
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      if (thread.isAlive()) {
        thread.join(Duration.ofSeconds(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
