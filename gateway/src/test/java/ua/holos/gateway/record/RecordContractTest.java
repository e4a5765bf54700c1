package ua.holos.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import ua.holos.bot.appeal.AppealDraft;
import ua.holos.bot.appeal.AppealStatus;
import ua.holos.bot.appeal.Heard;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.Content;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.Reply;
import ua.holos.bot.understanding.Detail;
import ua.holos.bot.understanding.Understanding;
import ua.holos.gateway.log.DeliveryNote;
import ua.holos.gateway.log.JournalEntry;

/// What the record promises, on whichever database a subclass brings.
abstract class RecordContractTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00.123Z");
  private static final ConversationId OLENA = new ConversationId("telegram:4711");
  private static final ConversationId IVAN = new ConversationId("web:9f2c");
  private static final String REFERENCE = "telegram:4711:1";

  private HikariDataSource dataSource;
  private RecordProjection projection;
  private AppealRecord appeals;
  private JdbcClient jdbc;
  private RecordSchema schema;

  /// An empty database.
  abstract RecordDatabase database() throws Exception;

  @BeforeEach
  void start() throws Exception {
    RecordDatabase database = database();
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.getJdbcUrl());
    config.setUsername(database.getUsername());
    config.setPassword(database.getPassword());
    config.setMaximumPoolSize(4);
    dataSource = new HikariDataSource(config);
    schema = new RecordSchema(database.getJdbcUrl(), Duration.ofMillis(50));
    schema.migrate(Flyway.configure().dataSource(dataSource).load());
    projection = new RecordProjection(dataSource, schema, _ -> {});
    jdbc = JdbcClient.create(dataSource);
    appeals = new AppealRecord(jdbc, schema);
  }

  @AfterEach
  void stop() {
    schema.close();
    dataSource.close();
  }

  static Event received(Content content) {
    return new Event.MessageReceived(NOW, content, "m1", "Олена", Understanding.NOTHING, null);
  }

  static Event text(String text) {
    return received(new Content.Text(text));
  }

  private static Event named(String name) {
    return new Event.MessageReceived(
        NOW, new Content.Text("б"), "m2", name, Understanding.NOTHING, null);
  }

  static Effect say(String text) {
    return new Effect.SendMessage(new Reply(text, List.of(), Priority.REPLY));
  }

  private static JournalEntry.TurnTaken turn(
      ConversationId conversation, int position, long turn, Event event, Effect... effects) {
    return new JournalEntry.TurnTaken(
        "1700000000000-" + position,
        conversation,
        NOW.plusSeconds(turn),
        turn,
        event,
        List.of(effects));
  }

  private static JournalEntry delivered(int position, String key, String status, String reason) {
    return new JournalEntry.MessageDelivered(
        "1700000000000-" + position,
        OLENA,
        NOW,
        new DeliveryNote(key, status, List.of("77", "78"), reason));
  }

  static AppealDraft draft(ConversationId conversation, String reference) {
    return new AppealDraft(
        reference,
        ContactUrn.parse(conversation.value()),
        "hot-water",
        "Немає гарячої води",
        "вулиця Хрещатик, 25",
        "K0001",
        50.45,
        30.52,
        Map.of(Detail.ENTRANCE, "2"),
        List.of(),
        "+380441234567",
        "Олена",
        List.of("house-not-in-register"),
        NOW);
  }

  private List<JournalEntry> filing() {
    return List.of(
        turn(OLENA, 1, 1, text("Немає води"), new Effect.FileAppeal(draft(OLENA, REFERENCE))),
        turn(
            OLENA,
            2,
            2,
            new Event.AppealFiled(NOW, REFERENCE, "26-15", NOW.plusSeconds(86_400)),
            say("Номер 26-15")));
  }

  private static Event status(String updateId, AppealStatus status, int seconds) {
    return new Event.StatusChanged(
        NOW.plusSeconds(seconds), "26-15", updateId, status, "Бригада", "", null);
  }

  private List<Map<String, Object>> rows(String sql) {
    return jdbc.sql(sql)
        .query((row, _) -> {
          Map<String, Object> columns = new LinkedHashMap<>();
          for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            Object value = row.getObject(i);
            columns.put(row.getMetaData().getColumnLabel(i), value == null ? "null" : value);
          }
          return columns;
        })
        .list();
  }

  private long count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }

  @Test
  void hasNoPositionAtFirstAndTheLastOneAfterABatch() {
    assertThat(projection.position(3)).isEmpty();
    projection.apply(3, List.of(turn(OLENA, 1, 1, text("а")), turn(OLENA, 2, 2, text("б"))));
    assertThat(projection.position(3)).contains("1700000000000-2");
    assertThat(projection.position(4)).isEmpty();
  }

  @Test
  void recordsAPersonAndWhatWasSaidByBoth() {
    projection.apply(
        0, List.of(turn(OLENA, 1, 1, text("Немає води"), say("Де саме?"), say("Напишіть адресу"))));
    assertThat(rows("select urn, channel, displayed_name, stopped from contact_channel"))
        .containsExactly(
            Map.of(
                "urn", "telegram:4711",
                "channel", "telegram",
                "displayed_name", "Олена",
                "stopped", false));
    assertThat(rows("select turn, ordinal, words, status from message order by turn, ordinal"))
        .containsExactly(
            Map.of("turn", 1L, "ordinal", -1, "words", "Немає води", "status", "received"),
            Map.of("turn", 1L, "ordinal", 0, "words", "Де саме?", "status", "queued"),
            Map.of("turn", 1L, "ordinal", 1, "words", "Напишіть адресу", "status", "queued"));
    assertThat(count("contact")).isOne();
    assertThat(rows("select turn from conversation")).containsExactly(Map.of("turn", 1L));
  }

  @Test
  void keepsThePersonsLatestName() {
    projection.apply(0, List.of(turn(OLENA, 1, 1, text("а"))));
    projection.apply(
        0,
        List.of(
            turn(OLENA, 2, 2, named("Олена П.")),
            turn(OLENA, 3, 3, named("Оленка")),
            turn(OLENA, 4, 4, new Event.TimerElapsed(NOW, "reminder"))));
    projection.apply(0, List.of(turn(OLENA, 5, 5, named("Олена"))));
    assertThat(rows("select displayed_name from contact_channel"))
        .containsExactly(Map.of("displayed_name", "Олена"));
  }

  @Test
  void recordsADeliveryInTheSameBatchAndInALaterOne() {
    projection.apply(
        0,
        List.of(
            turn(OLENA, 1, 1, text("а"), say("перше"), say("друге")),
            delivered(2, "telegram:4711:1:0", "sent", "")));
    projection.apply(0, List.of(delivered(3, "telegram:4711:1:1", "failed", "gone")));
    assertThat(
            rows(
                "select words, status, failure, external_ids from message where ordinal >= 0"
                    + " order by ordinal"))
        .extracting(
            row -> row.get("status"), row -> row.get("failure"), row -> row.get("external_ids"))
        .containsExactly(tuple("sent", "null", "77 78"), tuple("failed", "gone", "77 78"));
  }

  @Test
  void recordsEveryKindOfContent() {
    List<Content> contents =
        List.of(
            new Content.Choice("category:heating", "Опалення"),
            new Content.Media(
                List.of(
                    new Attachment(Attachment.Kind.PHOTO, "telegram:x", "image/jpeg", "", 10),
                    new Attachment(
                        Attachment.Kind.DOCUMENT, "media:y", "application/pdf", "акт", 20)),
                "підпис",
                null),
            new Content.Location(50.45, 30.52, 0),
            new Content.SharedContact("+380501112233", true),
            new Content.Command("start", ""),
            new Content.Unsupported("voice"));
    List<JournalEntry> entries = new ArrayList<>();
    for (int i = 0; i < contents.size(); i++) {
      entries.add(turn(OLENA, i + 1, i + 1, received(contents.get(i))));
    }
    projection.apply(0, entries);
    assertThat(rows("select kind, words from message order by turn"))
        .containsExactly(
            Map.of("kind", "choice", "words", "Опалення"),
            Map.of("kind", "media", "words", "підпис"),
            Map.of("kind", "location", "words", "50.45, 30.52"),
            Map.of("kind", "contact", "words", "+380501112233"),
            Map.of("kind", "command", "words", "/start"),
            Map.of("kind", "unsupported", "words", "voice"));
    assertThat(rows("select reference, bytes from attachment order by ordinal"))
        .containsExactly(
            Map.of("reference", "telegram:x", "bytes", 10L),
            Map.of("reference", "media:y", "bytes", 20L));
    assertThat(rows("select phone from contact")).containsExactly(Map.of("phone", "+380501112233"));
  }

  private static final java.util.UUID PERSON = new java.util.UUID(7, 9);

  private static Event linked(String other) {
    return new Event.ContactLinked(
        NOW, PERSON, ContactUrn.parse(other), "+380501112233", NOW, List.of(), null);
  }

  private static Effect introduction(String other) {
    return new Effect.LinkContacts(
        "+380501112233", List.of(ContactUrn.parse(other)), NOW, List.of(), null);
  }

  private Object contactOf(ConversationId conversation) {
    return jdbc.sql(
            "select l.contact_id from contact_channel l join conversation c"
                + " on c.id = l.urn and c.contact_id = l.contact_id where l.urn = ?")
        .param(conversation.value())
        .query((row, _) -> row.getObject(1, java.util.UUID.class))
        .single();
  }

  @Test
  void joinedConversationsAreOnePersonsUntilTheyPartWhicheverPartitionIsFirst() {
    projection.apply(0, List.of(turn(OLENA, 1, 1, text("а"))));
    projection.apply(
        1,
        List.of(
            turn(IVAN, 1, 1, text("б")),
            turn(IVAN, 2, 2, linked("telegram:4711"), introduction("telegram:4711"))));
    assertThat(contactOf(IVAN)).isEqualTo(PERSON).isNotEqualTo(contactOf(OLENA));

    projection.apply(0, List.of(turn(OLENA, 2, 2, linked("web:9f2c"), introduction("web:9f2c"))));
    assertThat(contactOf(OLENA)).isEqualTo(PERSON);
    assertThat(
            jdbc.sql("select phone from contact where id = ?")
                .param(PERSON)
                .query(String.class)
                .single())
        .isEqualTo("+380501112233");

    projection.apply(
        0,
        List.of(
            turn(
                OLENA,
                3,
                3,
                text("роз'єднати"),
                new Effect.UnlinkContacts(
                    "+380501112233", List.of(ContactUrn.parse("web:9f2c"))))));
    projection.apply(
        1,
        List.of(
            turn(
                IVAN,
                3,
                3,
                new Event.ContactUnlinked(NOW, ContactUrn.parse("telegram:4711"), true))));
    assertThat(contactOf(OLENA)).isEqualTo(Rows.contactId("telegram:4711"));
    assertThat(contactOf(IVAN)).isEqualTo(Rows.contactId("web:9f2c"));
  }

  @Test
  void aConversationThatRefusesToBeJoinedStaysAlone() {
    projection.apply(0, List.of(turn(OLENA, 1, 1, linked("web:9f2c"))));
    assertThat(contactOf(OLENA)).isEqualTo(Rows.contactId("telegram:4711"));
  }

  @Test
  void oneOfThreeLeavesTheOthersTogether() {
    projection.apply(0, List.of(turn(OLENA, 1, 1, linked("web:9f2c"), introduction("web:9f2c"))));
    projection.apply(
        0,
        List.of(
            turn(
                OLENA, 2, 2, new Event.ContactUnlinked(NOW, ContactUrn.parse("web:9f2c"), false))));
    assertThat(contactOf(OLENA)).isEqualTo(PERSON);
  }

  @Test
  void aNumberThatIsProvedGoesToThePersonAndASharedOneOnlyToTheConversationsOwn() {
    projection.apply(0, List.of(turn(OLENA, 1, 1, linked("web:9f2c"), introduction("web:9f2c"))));
    projection.apply(
        0,
        List.of(
            turn(OLENA, 2, 2, received(new Content.SharedContact("+380990000000", true))),
            turn(OLENA, 3, 3, received(new Content.SharedContact("+380501112233", true, true)))));
    assertThat(
            jdbc.sql("select phone from contact where id = ?")
                .param(PERSON)
                .query(String.class)
                .single())
        .isEqualTo("+380501112233");
  }

  @Test
  void aOneTimeCodeIsNowhereInTheRecord() {
    ConversationId number = new ConversationId("tel:+380501112233");
    projection.apply(
        0,
        List.of(
            turn(
                number,
                1,
                1,
                new Event.CodeRequested(NOW, "604112", "web"),
                say("604112 – код, щоб об’єднати канали.")),
            turn(IVAN, 2, 1, text("ось 604112"), new Effect.CheckCode("+380501112233", "604112")),
            turn(IVAN, 3, 2, text("604112 – це номер справи"))));
    assertThat(rows("select words from message order by conversation_id, turn, ordinal"))
        .containsExactly(
            Map.of("words", "•••••• – код, щоб об’єднати канали."),
            Map.of("words", "••••••"),
            Map.of("words", "604112 – це номер справи"));
  }

  @Test
  void takesTextsOfAnyLengthAndWithAnyCharacter() {
    String strange = "a\u0000б👍\uD800" + "ї".repeat(200_000);
    projection.apply(
        0, List.of(turn(OLENA, 1, 1, text(strange), say("'; drop table message; --"))));
    assertThat(
            jdbc.sql("select words from message where ordinal = -1").query(String.class).single())
        .startsWith("aб👍")
        .hasSizeGreaterThan(200_000);
    assertThat(count("message")).isEqualTo(2);
  }

  @Test
  void recordsAnAppealFromItsFilingToItsLastStatus() {
    projection.apply(0, filing());
    assertThat(rows("select number, status, category, address, flags from appeal"))
        .containsExactly(
            Map.of(
                "number", "26-15",
                "status", "registered",
                "category", "hot-water",
                "address", "вулиця Хрещатик, 25",
                "flags", "house-not-in-register"));
    assertThat(rows("select detail, answer from appeal_detail"))
        .containsExactly(Map.of("detail", "entrance", "answer", "2"));
    projection.apply(
        0,
        List.of(
            turn(OLENA, 3, 3, status("u1", AppealStatus.IN_PROGRESS, 10)),
            turn(OLENA, 4, 4, status("u2", AppealStatus.DONE, 20)),
            turn(OLENA, 5, 5, status("u1", AppealStatus.IN_PROGRESS, 10))));
    assertThat(rows("select status from appeal")).containsExactly(Map.of("status", "done"));
    assertThat(rows("select update_id, status from appeal_status order by update_id"))
        .containsExactly(
            Map.of("update_id", "u1", "status", "in-progress"),
            Map.of("update_id", "u2", "status", "done"));
  }

  @Test
  void recordsARefusedAppealWithTheReason() {
    projection.apply(
        0,
        List.of(
            turn(OLENA, 1, 1, text("а"), new Effect.FileAppeal(draft(OLENA, REFERENCE))),
            turn(OLENA, 2, 2, new Event.FilingRefused(NOW, REFERENCE, "400", "no such service"))));
    assertThat(rows("select status, refusal from appeal"))
        .containsExactly(Map.of("status", "refused", "refusal", "400: no such service"));
  }

  @Test
  void findsTheConversationAndTheNumberOfAnAppeal() {
    projection.apply(0, filing());
    assertThat(appeals.conversation("26-15")).contains(OLENA);
    assertThat(appeals.conversation("26-16")).isEmpty();
    assertThat(appeals.number(REFERENCE)).contains("26-15");
    assertThat(appeals.number("telegram:4711:2")).isEmpty();
  }

  @Test
  void recordsWhenAnOperatorWasCalledAndDismissed() {
    projection.apply(
        0,
        List.of(
            turn(OLENA, 1, 1, text("оператор"), new Effect.CallOperator("asked")),
            turn(IVAN, 2, 1, text("оператор"), new Effect.CallOperator("distress")),
            turn(OLENA, 3, 2, text("не треба"), new Effect.DismissOperator()),
            turn(OLENA, 4, 3, text("оператор"), new Effect.CallOperator("asked"))));
    assertThat(
            rows(
                "select turn, reason, until is null as waiting from operator_request"
                    + " order by conversation_id, turn"))
        .containsExactly(
            Map.of("turn", 1L, "reason", "asked", "waiting", false),
            Map.of("turn", 3L, "reason", "asked", "waiting", true),
            Map.of("turn", 1L, "reason", "distress", "waiting", true));
  }

  @Test
  void knowsWhoHasBlockedTheBot() {
    projection.apply(
        0,
        List.of(
            turn(OLENA, 1, 1, new Event.ContactStopped(NOW)),
            turn(OLENA, 2, 2, new Event.ContactReturned(NOW)),
            turn(IVAN, 3, 1, new Event.ContactStopped(NOW))));
    assertThat(rows("select urn, stopped from contact_channel order by urn"))
        .containsExactly(
            Map.of("urn", "telegram:4711", "stopped", false),
            Map.of("urn", "web:9f2c", "stopped", true));
  }

  @Test
  void changesNothingWhenEntriesAreGivenAgain() {
    projection.apply(0, filing());
    projection.apply(0, filing());
    List<JournalEntry> overlapping = new ArrayList<>(filing());
    overlapping.add(turn(OLENA, 10, 3, text("ще")));
    projection.apply(0, overlapping);
    assertThat(count("message")).isEqualTo(3);
    assertThat(count("appeal")).isOne();
    assertThat(projection.position(0)).contains("1700000000000-10");
  }

  @Test
  void comparesPositionsAsNumbers() {
    projection.apply(0, List.of(turn(OLENA, 9, 1, text("а"))));
    projection.apply(0, List.of(turn(OLENA, 10, 2, text("б"))));
    assertThat(count("message")).isEqualTo(2);
  }

  @Test
  void goesOnWhenARedisThatFailedOverCountsATurnOnceMore() {
    projection.apply(0, List.of(turn(OLENA, 1, 1, text("а"), say("так"))));
    projection.apply(0, List.of(turn(OLENA, 2, 1, text("б"), say("ні"))));
    projection.apply(0, List.of(turn(OLENA, 3, 2, text("в"))));
    assertThat(count("message")).isEqualTo(3);
    assertThat(projection.position(0)).contains("1700000000000-3");
  }

  @Test
  void recordsAllOrNothingWhenTheDatabaseFailsInTheMiddle() {
    var failing = new FailingDataSource();
    var fragile = new RecordProjection(failing, schema, _ -> {});
    for (int statements = 0; statements < 9; statements++) {
      failing.statementsLeft = statements;
      assertThatThrownBy(() -> fragile.apply(0, filing()))
          .as("failing after %d statements", statements)
          .isInstanceOf(RecordUnavailableException.class);
      assertThat(count("message") + count("conversation") + count("contact") + count("appeal"))
          .isZero();
      assertThat(projection.position(0)).isEmpty();
    }
    failing.statementsLeft = Integer.MAX_VALUE;
    fragile.apply(0, filing());
    assertThat(count("message")).isEqualTo(2);
    assertThat(rows("select number from appeal")).containsExactly(Map.of("number", "26-15"));
  }

  @Test
  @Timeout(60)
  void twoOwnersOfOnePartitionRecordEachEntryOnce() throws Exception {
    List<JournalEntry> entries = new ArrayList<>();
    for (int i = 1; i <= 200; i++) {
      entries.add(turn(OLENA, i, i, text("т" + i), say("в" + i)));
    }
    var other = new RecordProjection(dataSource, schema, _ -> {});
    Thread first = Thread.ofVirtual().start(() -> inBatches(projection, entries));
    Thread second = Thread.ofVirtual().start(() -> inBatches(other, entries));
    first.join();
    second.join();
    inBatches(projection, entries);
    assertThat(count("message")).isEqualTo(400);
    assertThat(projection.position(0)).contains("1700000000000-200");
  }

  private static void inBatches(RecordProjection projection, List<JournalEntry> entries) {
    for (int from = 0; from < entries.size(); from += 10) {
      try {
        projection.apply(0, entries.subList(from, from + 10));
      } catch (RecordUnavailableException contention) {
        // As the log does: the same entries are given again.
        from -= 10;
      }
    }
  }

  @Test
  void keepsUpWithThreeThousandTurnsASecondOfOneProcessor() {
    List<JournalEntry> warmUp = load(0, 5_000);
    List<JournalEntry> measured = load(5_000, 15_000);
    applyAll(warmUp);
    long cpuBefore = cpu();
    long start = System.nanoTime();
    applyAll(measured);
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuMillis = (cpu() - cpuBefore) / 1e6;
    System.out.printf(
        "%s: %.0f turns/s, %.3f ms of this thread's CPU a turn%n",
        getClass().getSimpleName(), 15_000 / seconds, cpuMillis / 15_000);
    assertThat(count("message")).isEqualTo(40_000);
    // CPU, not the clock: a build machine is shared.
    assertThat(cpuMillis / 15_000).as("ms of CPU a turn").isLessThan(0.33);
  }

  private void applyAll(List<JournalEntry> entries) {
    for (int from = 0; from < entries.size(); from += 500) {
      projection.apply(0, entries.subList(from, Math.min(entries.size(), from + 500)));
    }
  }

  private static long cpu() {
    return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /// Turns of 200 citizens, each with a message, an answer, and the answer's delivery.
  private static List<JournalEntry> load(int first, int turns) {
    return IntStream.range(first, first + turns)
        .boxed()
        .<JournalEntry>mapMulti((i, out) -> {
          var conversation = new ConversationId("telegram:" + i % 200);
          long number = i / 200 + 1;
          out.accept(
              turn(
                  conversation,
                  2 * i + 1,
                  number,
                  text("На Хрещатику 25 вже третій день немає гарячої води"),
                  say("Перевірте, будь ласка: гаряча вода, вулиця Хрещатик, 25.")));
          out.accept(delivered(2 * i + 2, conversation.value() + ":" + number + ":0", "sent", ""));
        })
        .toList();
  }

  /// A database whose connections stop working after a number of statements.
  private final class FailingDataSource extends DelegatingDataSource {
    private int statementsLeft = Integer.MAX_VALUE;

    FailingDataSource() {
      super(dataSource);
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection real = super.getConnection();
      return (Connection)
          java.lang.reflect.Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {Connection.class},
              (_, method, arguments) -> {
                if (method.getName().equals("prepareStatement") && statementsLeft-- <= 0) {
                  throw new SQLException("the connection broke", "08006");
                }
                try {
                  return method.invoke(real, arguments);
                } catch (java.lang.reflect.InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }

  // --- learning ---

  private static AppealDraft heard(String reference, Heard heard) {
    AppealDraft draft = draft(OLENA, reference);
    return new AppealDraft(
        draft.reference(),
        draft.contact(),
        draft.category(),
        draft.description(),
        draft.address(),
        draft.streetId(),
        draft.latitude(),
        draft.longitude(),
        draft.details(),
        draft.attachments(),
        draft.phone(),
        draft.name(),
        draft.flags(),
        draft.confirmedAt(),
        "25",
        heard);
  }

  private List<Map<String, Object>> corrections() {
    return rows(
        "select subject, author, manner, understood, understood_house, correct, correct_house,"
            + " words from correction order by subject, author, update_id");
  }

  private void file(Heard heard) {
    projection.apply(
        0,
        List.of(
            turn(OLENA, 1, 1, text("а"), new Effect.FileAppeal(heard(REFERENCE, heard))),
            turn(OLENA, 2, 2, new Event.AppealFiled(NOW, REFERENCE, "26-15", null))));
  }

  private static Heard.Address read(boolean certain, @Nullable String house, String... streets) {
    return new Heard.Address("на Хрещатеку 25", List.of(streets), certain, house);
  }

  @Test
  void whatWasUnderstoodAsItWasConfirmedIsNoCorrection() {
    file(new Heard(List.of("hot-water", "heating"), true, read(true, "25", "K0001")));
    assertThat(corrections()).isEmpty();
    assertThat(rows("select heard_categories, heard_words, heard_street, house from appeal"))
        .containsExactly(
            Map.of(
                "heard_categories", "hot-water heating",
                "heard_words", "на Хрещатеку 25",
                "heard_street", "K0001",
                "house", "25"));
  }

  @Test
  void whatACitizenCorrectedOrChoseIsRecordedOnceHoweverOftenTheJournalTellsIt() {
    Heard heard = new Heard(List.of("heating"), true, read(false, null, "K0002", "K0001"));
    file(heard);
    // A Redis that failed over gives the same turn again, at another position.
    projection.apply(
        0, List.of(turn(OLENA, 7, 1, text("а"), new Effect.FileAppeal(heard(REFERENCE, heard)))));
    assertThat(corrections())
        .extracting(
            row -> row.get("subject"),
            row -> row.get("manner"),
            row -> row.get("understood"),
            row -> row.get("correct"),
            row -> row.get("words"))
        .containsExactly(
            tuple("address", "chosen", "null", "K0001", "на Хрещатеку 25"),
            tuple("category", "corrected", "heating", "hot-water", "null"));
  }

  @Test
  void tellsChoosingFromFinding() {
    file(new Heard(List.of("heating", "hot-water", "gas"), false, null));
    assertThat(corrections()).extracting(row -> row.get("manner")).containsExactly("chosen");
  }

  @Test
  void aCategoryFromTheMenuIsALabelToo() {
    file(Heard.NOTHING);
    assertThat(corrections())
        .extracting(row -> row.get("manner"), row -> row.get("correct"))
        .containsExactly(tuple("found", "hot-water"));
  }

  @Test
  void anotherHouseIsACorrectionOfTheAddress() {
    file(new Heard(List.of("hot-water"), true, read(true, "26", "K0001")));
    assertThat(corrections())
        .extracting(row -> row.get("understood_house"), row -> row.get("correct_house"))
        .containsExactly(tuple("26", "25"));
  }

  @Test
  void aDepartmentsCorrectionSaysWhatItFoundAndTheAppealIsThenAsItSays() {
    file(new Heard(List.of("hot-water"), true, read(true, "25", "K0001")));
    Event first = new Event.AppealCorrected(NOW, "26-15", "u1", "heating", null, null, null, "");
    Event second =
        new Event.AppealCorrected(
            NOW, "26-15", "u2", "roads", "вулиця Прорізна, 5", "K0007", "5", "");
    projection.apply(0, List.of(turn(OLENA, 3, 3, first), turn(OLENA, 4, 4, second)));
    projection.apply(0, List.of(turn(OLENA, 5, 5, second)));
    assertThat(corrections())
        .extracting(
            row -> row.get("subject"),
            row -> row.get("author"),
            row -> row.get("understood"),
            row -> row.get("correct"),
            row -> row.get("correct_house"))
        .containsExactly(
            tuple("address", "operator", "K0001", "K0007", "5"),
            tuple("category", "operator", "hot-water", "heating", "null"),
            tuple("category", "operator", "heating", "roads", "null"));
    assertThat(rows("select category, address, street_id, house from appeal"))
        .containsExactly(
            Map.of(
                "category", "roads",
                "address", "вулиця Прорізна, 5",
                "street_id", "K0007",
                "house", "5"));
  }

  @Test
  void aCorrectionToWhatItIsAlreadyTeachesNothing() {
    file(new Heard(List.of("hot-water"), true, null));
    projection.apply(
        0,
        List.of(
            turn(
                OLENA,
                3,
                3,
                new Event.AppealCorrected(NOW, "26-15", "u1", "hot-water", null, null, null, ""))));
    assertThat(corrections()).isEmpty();
  }
}
