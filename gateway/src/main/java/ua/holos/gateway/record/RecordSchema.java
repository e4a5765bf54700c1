package ua.holos.gateway.record;

import java.net.ConnectException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/// Brings the tables up to date. A database server that is away at start doesn't keep Holos from
/// starting: the tables follow as soon as it answers, and the journal waits for them. Everything
/// else that goes wrong (a wrong password, a file that another Holos uses, a changed migration)
/// stops the start, because waiting doesn't mend it.
final class RecordSchema implements FlywayMigrationStrategy, RecordTables, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RecordSchema.class);
  private static final int H2_FILE_IN_USE = 90020;

  private final String url;
  private final Duration pause;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Runnable> waiting = new ArrayList<>();
  private volatile boolean ready;

  /// @param url of the database, for messages
  /// @param pause between two tries to reach a database that is away
  RecordSchema(String url, Duration pause) {
    this.url = url;
    this.pause = pause;
  }

  @Override
  public void migrate(Flyway flyway) {
    try {
      flyway.migrate();
      nowReady();
    } catch (FlywayException e) {
      if (!away(e)) {
        throw new RecordStartException(advice(e), e);
      }
      LOG.warn(
          "The SQL database does not answer. Citizens are served; the record catches up later.");
      Thread.ofVirtual().name("record-schema").start(() -> migrateWhenItAnswers(flyway));
    }
  }

  /// Whether the tables are there.
  boolean ready() {
    return ready;
  }

  /// @throws RecordUnavailableException until the tables are there
  void requireReady() {
    if (!ready) {
      throw new RecordUnavailableException("The SQL database has not answered yet", null);
    }
  }

  @Override
  public void whenReady(Runnable task) {
    synchronized (waiting) {
      if (!ready) {
        waiting.add(task);
        return;
      }
    }
    run(task);
  }

  private void nowReady() {
    List<Runnable> tasks;
    synchronized (waiting) {
      ready = true;
      tasks = List.copyOf(waiting);
      waiting.clear();
    }
    tasks.forEach(RecordSchema::run);
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("What had waited for the record's tables failed", e);
    }
  }

  private void migrateWhenItAnswers(Flyway flyway) {
    try {
      while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          flyway.migrate();
          LOG.info("The SQL database answers: the record catches up.");
          nowReady();
          return;
        } catch (FlywayException e) {
          if (!away(e)) {
            LOG.error("The record's tables can't be brought up to date: {}", advice(e), e);
          }
        } catch (RuntimeException e) {
          LOG.error("The record's tables can't be brought up to date", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean away(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException) {
        return true;
      }
      if (cause instanceof SQLException sql && serverAway(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  /// Connection exceptions, and PostgreSQL's "starting up", "shutting down", "too many
  /// connections".
  private static boolean serverAway(@Nullable String state) {
    return state != null
        && (state.startsWith("08") || state.startsWith("57P") || state.equals("53300"));
  }

  private String advice(FlywayException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getErrorCode() == H2_FILE_IN_USE) {
        return "The database file is in use: another Holos runs with the same holos.data-dir."
            + " Stop it, choose another holos.data-dir, or give both spring.datasource.url of one"
            + " PostgreSQL.";
      }
    }
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return "The SQL database (spring.datasource.url, %s) can't be used: %s"
        .formatted(withoutParameters(url), String.valueOf(root.getMessage()).strip());
  }

  /// A URL may have a password in its parameters.
  private static String withoutParameters(String url) {
    return url.split("[?;]", 2)[0].replaceFirst("//[^/@]*@", "//");
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
