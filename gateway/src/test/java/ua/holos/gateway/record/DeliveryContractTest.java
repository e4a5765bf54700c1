package ua.holos.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;
import static ua.holos.bot.message.MessageStatus.DELIVERED;
import static ua.holos.bot.message.MessageStatus.FAILED;
import static ua.holos.bot.message.MessageStatus.READ;
import static ua.holos.bot.message.MessageStatus.SENT;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.message.MessageStatus;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.QuickReply;
import ua.holos.bot.message.Reply;
import ua.holos.gateway.log.DeliveryNote;
import ua.holos.gateway.log.JournalEntry;

/// What the record makes of delivery reports, on whichever database a subclass brings.
abstract class DeliveryContractTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
  private static final ConversationId OLENA = new ConversationId("viber:0LEnA=");

  private HikariDataSource dataSource;
  private RecordProjection projection;
  private RecordSchema schema;
  private JdbcClient jdbc;
  private int position;

  /// An empty database.
  abstract RecordDatabase database() throws Exception;

  @BeforeEach
  void start() throws Exception {
    RecordDatabase database = database();
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.getJdbcUrl());
    config.setUsername(database.getUsername());
    config.setPassword(database.getPassword());
    config.setMaximumPoolSize(2);
    dataSource = new HikariDataSource(config);
    schema = new RecordSchema(database.getJdbcUrl(), Duration.ofMillis(50));
    schema.migrate(Flyway.configure().dataSource(dataSource).load());
    projection = new RecordProjection(dataSource, schema, _ -> {});
    jdbc = JdbcClient.create(dataSource);
  }

  @AfterEach
  void stop() {
    schema.close();
    dataSource.close();
  }

  private String next() {
    position++;
    return "1700000000000-" + position;
  }

  /// A turn in which something is said.
  private JournalEntry said(int turn, String... texts) {
    return new JournalEntry.TurnTaken(
        next(),
        OLENA,
        NOW.plusSeconds(turn),
        turn,
        new Event.TimerElapsed(NOW, "reminder"),
        Arrays.stream(texts).map(RecordContractTest::say).toList());
  }

  /// The platform took a message, ten seconds after the turn.
  private JournalEntry accepted(int turn, int ordinal, String... externalIds) {
    return new JournalEntry.MessageDelivered(
        next(),
        OLENA,
        NOW.plusSeconds(turn + 10),
        new DeliveryNote(
            OLENA.value() + ":" + turn + ":" + ordinal,
            "accepted",
            List.of(externalIds),
            "",
            externalIds.length,
            new BigDecimal("0.65")));
  }

  private JournalEntry reported(String externalId, MessageStatus status, int seconds) {
    return reported(externalId, status, seconds, Duration.ZERO);
  }

  private JournalEntry reported(
      String externalId, MessageStatus status, int seconds, Duration heardLater) {
    Instant at = NOW.plusSeconds(seconds);
    return new JournalEntry.TurnTaken(
        next(),
        OLENA,
        at.plus(heardLater),
        1_000 + position,
        new Event.DeliveryReported(at, externalId, status, status == FAILED ? "7 blocked" : ""),
        List.of());
  }

  private void record(JournalEntry... entries) {
    projection.apply(0, List.of(entries));
  }

  private List<String> statuses() {
    return strings("select status from message where ordinal >= 0 order by turn, ordinal");
  }

  private List<String> strings(String sql) {
    return jdbc.sql(sql).query((row, _) -> String.valueOf(row.getString(1))).list();
  }

  private List<Instant> times(String column) {
    return jdbc.sql("select " + column + " as t from message where ordinal >= 0 order by turn")
        .query((row, _) -> row.getObject("t", OffsetDateTime.class).toInstant())
        .list();
  }

  private long count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }

  @Test
  void aMessageGoesFromQueuedToRead() {
    record(said(1, "а"));
    assertThat(statuses()).containsExactly("queued");
    record(accepted(1, 0, "m1"));
    assertThat(statuses()).containsExactly("accepted");
    record(reported("m1", SENT, 12));
    assertThat(statuses()).containsExactly("sent");
    record(reported("m1", DELIVERED, 20));
    assertThat(statuses()).containsExactly("delivered");
    record(reported("m1", READ, 90));
    assertThat(statuses()).containsExactly("read");
    assertThat(times("sent_at")).containsExactly(NOW.plusSeconds(11));
    assertThat(times("delivered_at")).containsExactly(NOW.plusSeconds(20));
    assertThat(times("status_at")).containsExactly(NOW.plusSeconds(90));
  }

  @Test
  void allOfItMayComeInOneBatch() {
    record(said(1, "а"), accepted(1, 0, "m1"), reported("m1", DELIVERED, 20));
    assertThat(statuses()).containsExactly("delivered");
  }

  @Test
  void aReportMayComeBeforeTheMessageIsKnownToHaveLeft() {
    record(said(1, "а"), reported("m1", DELIVERED, 20));
    assertThat(statuses()).containsExactly("queued");
    assertThat(count("delivery_report")).isOne();
    record(reported("m1", SENT, 19), reported("m1", DELIVERED, 21));
    assertThat(count("delivery_report")).isOne();
    record(accepted(1, 0, "m1"));
    assertThat(statuses()).containsExactly("delivered");
    assertThat(times("delivered_at")).containsExactly(NOW.plusSeconds(20));
    assertThat(count("delivery_report")).isZero();
  }

  @Test
  void aStatusNeverGoesBack() {
    record(said(1, "а"), accepted(1, 0, "m1"), reported("m1", READ, 90));
    record(reported("m1", DELIVERED, 20));
    record(reported("m1", SENT, 12), reported("m1", FAILED, 95));
    assertThat(statuses()).containsExactly("read");
    assertThat(times("delivered_at")).containsExactly(NOW.plusSeconds(20));
  }

  @Test
  void aNoteThatIsToldAgainUndoesNothing() {
    record(said(1, "а"), accepted(1, 0, "m1"), reported("m1", DELIVERED, 20));
    record(accepted(1, 0, "m1"));
    record(said(1, "а"), accepted(1, 0, "m1"));
    assertThat(statuses()).containsExactly("delivered");
    assertThat(count("message_part")).isOne();
  }

  @Test
  void aFailureAfterAcceptanceCountsWithItsReason() {
    record(said(1, "а"), accepted(1, 0, "m1"), reported("m1", SENT, 12));
    record(reported("m1", FAILED, 30));
    assertThat(statuses()).containsExactly("failed");
    assertThat(jdbc.sql("select failure from message").query(String.class).single())
        .isEqualTo("undelivered: 7 blocked");
  }

  @Test
  void aSignOfArrivalOutweighsAFailureOfAnotherDevice() {
    record(said(1, "а"), accepted(1, 0, "m1"), reported("m1", FAILED, 30));
    record(reported("m1", DELIVERED, 40));
    assertThat(statuses()).containsExactly("delivered");
    assertThat(count("message where failure is not null")).isZero();
  }

  @Test
  void aMessageOfSeveralPartsIsDeliveredWhenAllAre() {
    record(said(1, "а"), accepted(1, 0, "p1", "p2", "p3"));
    record(reported("p2", DELIVERED, 20), reported("p3", DELIVERED, 25));
    assertThat(statuses()).containsExactly("accepted");
    record(reported("p1", DELIVERED, 22));
    assertThat(statuses()).containsExactly("delivered");
    assertThat(times("delivered_at")).containsExactly(NOW.plusSeconds(25));
  }

  @Test
  void aMessageOfSeveralPartsHasFailedWhenOneHas() {
    record(said(1, "а"), accepted(1, 0, "p1", "p2"), reported("p1", DELIVERED, 20));
    record(reported("p2", FAILED, 30));
    assertThat(statuses()).containsExactly("failed");
  }

  @Test
  void whatWasReadMeansThatAllBeforeItWasSeen() {
    record(said(1, "а"), said(2, "б"), said(3, "в"), said(4, "г"), said(50, "ґ"));
    record(accepted(1, 0, "m1"), accepted(2, 0, "m2"), accepted(3, 0, "m3"), accepted(4, 0, "m4"));
    record(reported("m1", DELIVERED, 15), reported("m2", FAILED, 16), accepted(50, 0, "m5"));
    // By a clock that is behind ours, and yet after m3, which it is about.
    record(reported("m3", READ, 5));
    assertThat(statuses()).containsExactly("read", "failed", "read", "accepted", "accepted");
    record(reported("m2", FAILED, 99), reported("m4", DELIVERED, 20), reported("m4", READ, 30));
    assertThat(statuses()).containsExactly("read", "failed", "read", "read", "accepted");
  }

  @Test
  void whatIsNotedAfterAllUntilThenWasReadIsReadToo() {
    record(said(1, "а"), said(2, "б"), said(30, "в"), accepted(2, 0, "m2"));
    record(reported("m2", READ, 20));
    record(accepted(1, 0, "m1"), accepted(30, 0, "m3"));
    assertThat(statuses()).containsExactly("read", "read", "accepted");
    record(reported("m1", FAILED, 21));
    assertThat(statuses()).containsExactly("failed", "read", "accepted");
  }

  @Test
  void theSameIdInAnotherConversationIsAnotherMessage() {
    record(said(1, "а"), accepted(1, 0, "m1"));
    projection.apply(
        0,
        List.of(
            new JournalEntry.TurnTaken(
                next(),
                new ConversationId("viber:iVAN="),
                NOW,
                1,
                new Event.DeliveryReported(NOW, "m1", READ, ""),
                List.of())));
    assertThat(statuses()).containsExactly("accepted");
    assertThat(count("delivery_report")).isOne();
  }

  @Test
  void reportsWhoseMessageNeverComesAreDroppedAfterFourWeeks() {
    record(said(1, "а"), reported("foreign", DELIVERED, 20));
    record(reported("other", DELIVERED, 20, Duration.ofDays(27)));
    assertThat(count("delivery_report")).isEqualTo(2);
    record(reported("third", DELIVERED, 20, Duration.ofDays(29)));
    assertThat(strings("select external_id from delivery_report"))
        .containsExactlyInAnyOrder("other", "third");
  }

  @Test
  void knowsWhatAMessageCostAndWhatItWouldHaveBeenAsSms() {
    Effect asking =
        new Effect.SendMessage(
            new Reply(
                "Проблема за адресою вулиця Хрещатик, 25? Напишіть, будь ласка.",
                List.of(List.of(QuickReply.of("yes", "Так"), QuickReply.of("no", "Ні"))),
                Priority.REPLY));
    Effect brief =
        new Effect.SendMessage(
            new Reply("а".repeat(300), List.of(), Priority.STATUS, "№ 5-12: в роботі."));
    projection.apply(
        0,
        List.of(
            new JournalEntry.TurnTaken(
                next(), OLENA, NOW, 1, new Event.TimerElapsed(NOW, "r"), List.of(asking, brief))));
    record(accepted(1, 0, "m1"), accepted(1, 1, "m2", "m3"));
    assertThat(strings("select sms_parts from message order by ordinal")).containsExactly("2", "1");
    assertThat(strings("select parts from message order by ordinal")).containsExactly("1", "2");
    assertThat(jdbc.sql("select sum(cost) from message").query(BigDecimal.class).single())
        .isEqualByComparingTo("1.30");
  }

  @Test
  void whatFailedBeforeItLeftHasNoTimeOfSending() {
    record(
        said(1, "а"),
        new JournalEntry.MessageDelivered(
            next(),
            OLENA,
            NOW,
            new DeliveryNote(OLENA.value() + ":1:0", "failed", List.of(), "gone")));
    assertThat(statuses()).containsExactly("failed");
    assertThat(count("message where sent_at is not null")).isZero();
  }

  @Test
  void everyReportFindsItsMessageHoweverTheyAreShuffled() {
    int messages = Integer.getInteger("holos.correlation.messages", 2_000);
    DeliveryStorm storm = new DeliveryStorm(20261128, messages);
    long start = System.nanoTime();
    storm.batches().forEach(batch -> projection.apply(0, batch));
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%s: %d messages, %d entries, %.0f entries/s%n",
        getClass().getSimpleName(), messages, storm.entries(), storm.entries() / seconds);

    List<String> wrong = new ArrayList<>();
    jdbc.sql("select conversation_id, turn, ordinal, status from message where ordinal >= 0")
        .query(row -> {
          String key = row.getString(1) + ":" + row.getLong(2) + ":" + row.getInt(3);
          String expected = storm.expected(key);
          if (!row.getString(4).equals(expected)) {
            wrong.add(key + " is " + row.getString(4) + ", expected " + expected);
          }
        });
    assertThat(wrong).isEmpty();
    assertThat(count("message where ordinal >= 0")).isEqualTo(messages);
    assertThat(count("delivery_report")).as("reports without a message").isZero();
    assertThat(storm.expectations()).contains("accepted", "sent", "delivered", "read", "failed");
  }
}
