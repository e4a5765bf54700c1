package ua.holos.gateway.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.ListAssert;
import org.assertj.core.groups.Tuple;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import ua.holos.bot.address.Street;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.ConversationEngine;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Destination;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Operator;
import ua.holos.bot.conversation.Transition;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.Content;
import ua.holos.bot.understanding.Intent;
import ua.holos.bot.understanding.Language;
import ua.holos.bot.understanding.Understanding;
import ua.holos.gateway.city.DemoCity;
import ua.holos.gateway.log.JournalEntry;

/// What the record makes of a day at the desk, told by the real engine, on whichever database a
/// subclass brings.
abstract class DeskRecordContract {
  private static final ConversationId OLENA = new ConversationId("telegram:4711");
  private static final Operator ANNA = new Operator("a1", "Анна");
  private static final Operator BOHDAN = new Operator("b2", "Богдан");
  private static final Operator CHIEF = new Operator("c3", "Старша");

  /// A Wednesday, in office hours of Kyiv.
  private Instant now = Instant.parse("2026-11-25T09:00:00.123Z");

  private final ConversationEngine engine =
      new ConversationEngine(DemoCity.catalogue(), DemoCity.wording(), DemoCity.policy());
  private final List<JournalEntry> journal = new ArrayList<>();
  private final Set<String> told = new HashSet<>();
  private Conversation state = Conversation.begin(OLENA);
  private int requests;

  private HikariDataSource dataSource;
  private RecordProjection projection;
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
    projection = new RecordProjection(dataSource, schema, told::addAll);
    jdbc = JdbcClient.create(dataSource);
  }

  @AfterEach
  void stop() {
    schema.close();
    dataSource.close();
  }

  private String request() {
    return "r" + ++requests;
  }

  /// A minute later something happens.
  private void happens(Event event) {
    Transition transition = engine.handle(state, event);
    state = transition.next();
    journal.add(
        new JournalEntry.TurnTaken(
            "1700000000000-" + (journal.size() + 1),
            OLENA,
            now,
            state.turn(),
            event,
            transition.effects()));
    now = now.plusSeconds(60);
  }

  private void calls() {
    writes("Дайте людину", Intent.HUMAN);
  }

  private void writes(String text, Intent intent) {
    happens(
        new Event.MessageReceived(
            now,
            new Content.Text(text),
            "m" + journal.size(),
            "Олена",
            new Understanding(
                Language.UKRAINIAN,
                intent,
                1,
                null,
                List.of(),
                false,
                List.of(),
                Map.of(),
                List.of(),
                null),
            null));
  }

  private void claims(Operator operator) {
    happens(new Event.ConversationClaimed(now, request(), operator));
  }

  private void replies(Operator operator, String text, Attachment... files) {
    happens(new Event.OperatorReplied(now, request(), operator, text, List.of(files)));
  }

  private void closes(Operator operator) {
    happens(new Event.ConversationClosed(now, request(), operator, false));
  }

  /// All of it comes to the record, and then once more from before.
  private void recorded() {
    projection.apply(0, journal);
    projection.apply(0, journal);
  }

  private AbstractListAssert<?, List<? extends Tuple>, Tuple, ?> rows(String sql) {
    List<Map<String, @Nullable Object>> rows = jdbc.sql(sql).query().listOfRows();
    return new ListAssert<>(rows.stream().map(row -> new Tuple(row.values().toArray())).toList());
  }

  @Test
  void anAnswerHasItsAuthorAndItsFiles() {
    calls();
    claims(ANNA);
    replies(
        ANNA,
        "Дивлюся",
        new Attachment(Attachment.Kind.PHOTO, "a/1", "image/png", "план.png", 100),
        new Attachment(Attachment.Kind.DOCUMENT, "a/2", "application/pdf", "акт.pdf", 200));
    recorded();
    rows("select operator_id, operator_name, status from message where ordinal >= 0"
            + " and operator_id is not null")
        .containsExactly(tuple("a1", "Анна", "queued"));
    rows("select ordinal, reference, file_name from attachment order by ordinal")
        .containsExactly(tuple(0, "a/1", "план.png"), tuple(1, "a/2", "акт.pdf"));
    assertThat(told).containsExactly(OLENA.value());
  }

  @Test
  void onlyTheDeskSeesNotesAndDoings() {
    calls();
    claims(ANNA);
    happens(new Event.NoteWritten(now, request(), BOHDAN, "Дзвонила вчора"));
    happens(
        new Event.TransferOffered(
            now,
            request(),
            ANNA,
            new Destination(Destination.Kind.OPERATOR, "b2", "Богдан"),
            "знає справу",
            now.plusSeconds(60)));
    happens(new Event.TimerElapsed(now, "transfer"));
    happens(new Event.ConversationReleased(now, request(), ANNA, false));
    happens(new Event.ConversationAssigned(now, request(), BOHDAN, CHIEF));
    happens(new Event.ReadingCorrected(now, request(), BOHDAN, "тече кран", "leak", null, null));
    happens(new Event.OperatorVanished(now, request(), BOHDAN, now));
    recorded();
    rows("select kind, words, operator_name, status from message where ordinal = -1"
            + " and kind in ('note', 'desk') order by turn")
        .containsExactly(
            tuple("desk", "conversation-claimed", "Анна", "noted"),
            tuple("note", "Дзвонила вчора", "Богдан", "noted"),
            tuple("desk", "transfer-offered Богдан: знає справу", "Анна", "noted"),
            tuple("desk", "transfer-expired", null, "noted"),
            tuple("desk", "conversation-released queue", "Анна", "noted"),
            tuple("desk", "conversation-assigned Богдан", "Старша", "noted"),
            tuple("desk", "reading-corrected category", "Богдан", "noted"),
            tuple("desk", "operator-vanished", "Богдан", "noted"));
  }

  @Test
  void aCallIsOneRowFromTheCallToTheClosingHoweverOftenItCameBack() {
    calls();
    claims(ANNA);
    happens(new Event.ConversationReleased(now, request(), ANNA, false));
    claims(BOHDAN);
    replies(BOHDAN, "Слухаю");
    happens(new Event.OperatorVanished(now, request(), BOHDAN, now));
    claims(ANNA);
    replies(ANNA, "Готово");
    closes(ANNA);
    recorded();
    rows("select reason, front, language, operator_name, outcome,"
            + " cast(extract(epoch from claimed_at) - extract(epoch from since) as integer)"
            + " as claimed,"
            + " cast(extract(epoch from answered_at) - extract(epoch from since) as integer)"
            + " as answered,"
            + " cast(extract(epoch from until) - extract(epoch from since) as integer) as took"
            + " from operator_request")
        .containsExactly(tuple("asked", false, "ukrainian", "Анна", "closed", 60, 60 * 4, 60 * 8));
    rows("select operator_name, ended,"
            + " cast(extract(epoch from until) - extract(epoch from since) as integer)"
            + " from desk_holding order by turn")
        .containsExactly(
            tuple("Анна", "queue", 60),
            tuple("Богдан", "vanished", 120),
            tuple("Анна", "closed", 120));
  }

  @Test
  void whoeverWaitsAndSpeaksOfDistressIsCalledForByThat() {
    calls();
    writes("Не хочу більше жити", Intent.DISTRESS);
    claims(ANNA);
    recorded();
    rows("select reason, front, operator_name from operator_request")
        .containsExactly(tuple("distress", true, "Анна"));
  }

  @Test
  void whoeverDoesNotWaitHasLeftAndMayCallAnew() {
    calls();
    happens(
        new Event.MessageReceived(
            now, new Content.Command("start", ""), "m", null, Understanding.NOTHING, null));
    calls();
    claims(ANNA);
    happens(new Event.ConversationReleased(now, request(), ANNA, true));
    recorded();
    rows("select operator_name, outcome from operator_request order by since")
        .containsExactly(tuple(null, "left"), tuple("Анна", "bot"));
  }

  @Test
  void handingOnEndsOneHoldingAndBeginsTheNext() {
    calls();
    claims(ANNA);
    happens(
        new Event.TransferOffered(
            now,
            request(),
            ANNA,
            new Destination(Destination.Kind.OPERATOR, "b2", "Богдан"),
            "",
            now.plusSeconds(600)));
    happens(new Event.TransferAccepted(now, request(), BOHDAN));
    happens(new Event.ConversationAssigned(now, request(), CHIEF, CHIEF));
    // They have it already: nothing is handed on.
    claims(CHIEF);
    recorded();
    rows("select operator_name, ended from desk_holding order by turn")
        .containsExactly(
            tuple("Анна", "transferred"), tuple("Богдан", "reassigned"), tuple("Старша", null));
    rows("select operator_name, outcome from operator_request")
        .containsExactly(tuple("Старша", null));
  }

  @Test
  void whatOperatorsDidAndWhatTheyWereRefusedIsInTheTrailOnce() {
    calls();
    claims(ANNA);
    claims(BOHDAN);
    replies(BOHDAN, "Це таємниця");
    replies(ANNA, "Вітаю");
    happens(new Event.ConversationAssigned(now, request(), BOHDAN, CHIEF));
    happens(new Event.ConversationAssigned(now, request(), ANNA, null));
    recorded();
    rows("select staff_id, staff_name, action, conversation_id, detail from audit_line order by id")
        .containsExactly(
            tuple("a1", "Анна", "conversation-claimed", OLENA.value(), ""),
            tuple("b2", "Богдан", "refused", OLENA.value(), "conversation-claimed held"),
            tuple("b2", "Богдан", "refused", OLENA.value(), "operator-replied held"),
            tuple("a1", "Анна", "operator-replied", OLENA.value(), ""),
            tuple("c3", "Старша", "conversation-assigned", OLENA.value(), "Богдан"),
            tuple(
                null,
                "routing",
                "refused",
                OLENA.value(),
                "conversation-assigned not-waiting Анна"));
  }

  @Test
  void aMarkBelongsToTheConversationThatWasClosedLast() {
    calls();
    claims(ANNA);
    replies(ANNA, "Готово");
    closes(ANNA);
    calls();
    claims(ANNA);
    replies(ANNA, "Ще раз готово");
    closes(ANNA);
    mark(4);
    recorded();
    rows("select rating, rated_at is null from operator_request order by since")
        .containsExactly(tuple(null, true), tuple(4, false));
  }

  private void mark(int rating) {
    now = now.plusSeconds(60);
    state = engine.handle(state, text("дякую")).next();
    journal.add(
        new JournalEntry.TurnTaken(
            "1700000000000-" + (journal.size() + 1),
            OLENA,
            now,
            state.turn(),
            text(Integer.toString(rating)),
            List.of(new Effect.KeepRating(rating))));
  }

  private Event text(String text) {
    return new Event.MessageReceived(
        now, new Content.Text(text), "x", null, Understanding.NOTHING, null);
  }

  @Test
  void whatAnOperatorCorrectsIsKeptAsTheyKnowBetter() {
    calls();
    claims(ANNA);
    Street street = new Street("K0001", "вулиця", "Хрещатик", "Шевченківський");
    happens(
        new Event.ReadingCorrected(
            now, "fix", ANNA, "тече на Хрещатику 5", "hot-water", street, "5"));
    happens(
        new Event.AppealRegistered(
            now,
            "reg",
            ANNA,
            "hot-water",
            "Тече кран",
            street,
            "5",
            null,
            null,
            Map.of(),
            List.of(),
            null,
            null));
    recorded();
    rows("select reference, subject, author, manner, correct, correct_house, words, text"
            + " from correction where text is not null order by subject")
        .containsExactly(
            tuple(
                OLENA.value() + "#fix",
                "address",
                "operator",
                "corrected",
                "K0001",
                "5",
                "тече на Хрещатику 5",
                "тече на Хрещатику 5"),
            tuple(
                OLENA.value() + "#fix",
                "category",
                "operator",
                "corrected",
                "hot-water",
                null,
                null,
                "тече на Хрещатику 5"));
    rows("select flags from appeal").singleElement().asString().contains("by-operator");
    rows("select distinct author from correction where text is null")
        .containsExactly(tuple("operator"));
  }
}
