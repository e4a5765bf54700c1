package ua.holos.gateway.load;

import static ua.holos.gateway.load.DeliveryRun.say;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import ua.holos.gateway.load.DeliveryRun.Platforms;
import ua.holos.gateway.simulator.Receipts;
import ua.holos.gateway.simulator.SmscOptions;
import ua.holos.gateway.simulator.TelegramSimulator;

/// How many receipts find their message when they come early, late, in any order and twice.
final class ReceiptRun {
  private static final int OF_EACH = 5_000;
  private static final int CALLERS = 40;

  void run(Path jar) throws Exception {
    Path folder = Files.createTempDirectory("holos-receipts");
    AtomicInteger answered = new AtomicInteger();
    try (Platforms platforms =
        Platforms.start(
            jar,
            folder,
            TelegramSimulator.Limits.NONE,
            Receipts.UNRULY,
            SmscOptions.DEFAULT
                .bearing(Double.POSITIVE_INFINITY)
                .with(SmscOptions.MessageIds.HEX_THEN_DECIMAL)
                .receiptsFirst(),
            List.of(
                "--holos.viber.messages-per-second=2000",
                "--holos.sms.smpp.messages-per-second=2000",
                "--holos.sms.smpp.window=40",
                // The bases of ids differ: then it is to be set.
                "--holos.sms.smpp.message-id=hex-decimal"))) {
      platforms.viber().onSent(_ -> answered.incrementAndGet());
      for (int i = 0; i < OF_EACH; i++) {
        String person = "citizen-" + i;
        String phone = "38067%07d".formatted(i);
        platforms.viber().hasDevices(person, 1 + i % 3);
        platforms.smsc().onReceived(phone, _ -> answered.incrementAndGet());
        platforms.viber().writes(person, "Дякую");
        platforms.smsc().writes(phone, Platforms.SHORT_NUMBER, "Дякую");
        while (2 * i - answered.get() > CALLERS) {
          TimeUnit.MILLISECONDS.sleep(5);
        }
      }
      awaitAll(answered);
      for (int i = 0; i < OF_EACH; i += 2) {
        platforms.viber().reads("citizen-" + i);
      }
      awaitStill(platforms);
      platforms.holos().stop();
      tell(platforms.holos());
    } finally {
      DeliveryRun.delete(folder);
    }
  }

  private static void awaitAll(AtomicInteger answered) throws InterruptedException {
    for (int seconds = 0; seconds < 600 && answered.get() < 2 * OF_EACH; seconds++) {
      TimeUnit.SECONDS.sleep(1);
    }
    say("receipts: %d of %d messages were answered", answered.get(), 2 * OF_EACH);
  }

  private static void awaitStill(Platforms platforms) throws Exception {
    double before = -1;
    for (int still = 0; still < 8; ) {
      TimeUnit.SECONDS.sleep(1);
      double now = platforms.holos().metric("holos_turn_seconds_count");
      boolean quiet = platforms.viber().unconfirmed() == 0 && now == before;
      still = quiet ? still + 1 : 0;
      before = now;
    }
  }

  private static void tell(HolosProcess holos) throws SQLException {
    String url =
        "jdbc:h2:file:"
            + holos.data().toAbsolutePath().resolve("record")
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
    try (Connection sql = DriverManager.getConnection(url, "sa", "");
        Statement statement = sql.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select substring(conversation_id, 1, 3), status, count(*) from message"
                    + " where ordinal >= 0 group by 1, 2 order by 1, 2")) {
      while (rows.next()) {
        say("receipts: %s… %s: %d", rows.getString(1), rows.getString(2), rows.getInt(3));
      }
    }
  }
}
