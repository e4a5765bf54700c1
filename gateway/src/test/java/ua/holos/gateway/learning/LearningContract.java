package ua.holos.gateway.learning;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import ua.holos.bot.appeal.AppealDraft;
import ua.holos.bot.appeal.Category;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Transition;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.Content;
import ua.holos.bot.understanding.Expectation;
import ua.holos.bot.understanding.Understanding;
import ua.holos.gateway.city.DemoCity;
import ua.holos.gateway.log.TurnTaker;
import ua.holos.nlp.HolosUnderstander;
import ua.holos.nlp.training.Appeal;
import ua.holos.nlp.training.AppealFile;

/// What learning promises of its tables, on every database that Holos runs on. All people and
/// addresses are made up.
abstract class LearningContract {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final HolosUnderstander READER =
      HolosUnderstander.load(Path.of("../config/city/streets.tsv"), null);

  @TempDir Path folder;
  private HikariDataSource database;
  private JdbcClient jdbc;
  private CorrectionExport export;
  private ShadowFigures figures;
  private int appeals;

  /// The address of an empty database.
  abstract String url();

  @BeforeEach
  void open() {
    database = new HikariDataSource();
    database.setJdbcUrl(url());
    Flyway.configure().dataSource(database).cleanDisabled(false).load().clean();
    Flyway.configure().dataSource(database).load().migrate();
    jdbc = JdbcClient.create(database);
    export = new CorrectionExport(jdbc, READER, DemoCity.catalogue(), ZoneOffset.UTC);
    figures =
        new ShadowFigures(jdbc, new TransactionTemplate(new JdbcTransactionManager(database)));
  }

  @AfterEach
  void close() {
    database.close();
  }

  /// An appeal in the record.
  ///
  /// @param understood what the model took it for, null when it only offered
  private String appeal(String category, String text, @Nullable String understood, boolean filed) {
    appeals++;
    String reference = "web:" + appeals + ":1";
    jdbc.sql(
            """
            insert into appeal (reference, conversation_id, number, category, description, flags,
              status, status_at, confirmed_at, heard_categories, heard_certain)
            values (?, ?, ?, ?, ?, '', 'registered', ?, ?, ?, ?)
            """)
        .param(reference)
        .param("web:" + appeals)
        .param(filed ? "6-" + appeals : null)
        .param(category)
        .param(text)
        .param(at(NOW))
        .param(at(NOW.plusSeconds(appeals)))
        .param(understood)
        .param(understood != null)
        .update();
    return reference;
  }

  private String appealAt(String address) {
    String reference = appeal("roads", "яма", null, true);
    jdbc.sql("update appeal set address = ? where reference = ?")
        .params(address, reference)
        .update();
    return reference;
  }

  private void correction(String reference, String author, String manner) {
    jdbc.sql(
            "insert into correction (reference, subject, author, update_id, manner, happened_at)"
                + " values (?, 'category', ?, '', ?, ?)")
        .params(reference, author, manner, at(NOW))
        .update();
  }

  private void address(
      String reference, @Nullable String words, String street, String house, String author) {
    jdbc.sql(
            """
            insert into correction (reference, subject, author, update_id, manner, understood,
              understood_house, correct, correct_house, words, happened_at)
            values (?, 'address', ?, '', 'chosen', null, '25', ?, ?, ?, ?)
            """)
        .param(reference)
        .param(author)
        .param(street)
        .param(house)
        .param(words)
        .param(at(NOW))
        .update();
  }

  private static OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private List<String> categories(boolean all) throws IOException {
    StringWriter out = new StringWriter();
    int written = export.categories(out, null, all);
    List<String> lines = out.toString().lines().toList();
    assertThat(written).isEqualTo(lines.size() - 1);
    assertThat(lines.getFirst()).isEqualTo("date\tcategory\ttext\tunderstood\tby");
    return lines.subList(1, lines.size());
  }

  private List<String> addresses() throws IOException {
    StringWriter out = new StringWriter();
    export.addresses(out, null);
    return out.toString().lines().skip(1).toList();
  }

  @Test
  void correctionsBecomeLinesThatTrainingReads() throws Exception {
    String corrected =
        appeal(
            "heating",
            "Мене звати Вигадана Олена,\n"
                + "тел 067 123 45 67. На Хрещатику 25, кв. 7\tхолодні батареї",
            "hot-water",
            true);
    correction(corrected, "citizen", "corrected");
    String chosen = appeal("roads", "розрили дорогу і не зарили", null, true);
    correction(chosen, "citizen", "chosen");
    correction(chosen, "operator", "corrected");
    appeal("waste", "переповнені баки", "waste", true);

    List<String> lines = categories(false);
    assertThat(lines)
        .containsExactly(
            "2026-11-22\theating\tМене звати <name>, тел <phone>. На <address> холодні"
                + " батареї\thot-water\tcitizen",
            "2026-11-22\troads\tрозрили дорогу і не зарили\t\toperator");
    assertThat(categories(true)).hasSize(3).last().asString().endsWith("\twaste\tconfirmed");

    Path file = folder.resolve("corrections.tsv");
    StringWriter out = new StringWriter();
    export.categories(out, null, false);
    Files.writeString(file, out.toString());
    Set<String> codes = new HashSet<>();
    for (Category category : DemoCity.catalogue().categories()) {
      codes.add(category.code());
    }
    assertThat(AppealFile.read(file, codes))
        .extracting(Appeal::category)
        .containsExactly("heating", "roads");
    assertThat(AppealFile.read(file, codes).getFirst().text()).doesNotContain("<");
  }

  @Test
  void whatWasNotFiledOrWasDangerOrDistressIsNotExported() throws Exception {
    correction(appeal("roads", "яма на дорозі", null, false), "citizen", "chosen");
    correction(
        appeal("gas", "у під'їзді сильно пахне газом, допоможіть", null, true),
        "citizen",
        "chosen");
    String distressed = appeal("other", "мені немає куди йти", null, true);
    correction(distressed, "citizen", "found");
    jdbc.sql(
            "insert into operator_request (conversation_id, turn, ordinal, reason, since)"
                + " values ('web:3', 1, 0, 'distress', ?)")
        .param(at(NOW.minusSeconds(600)))
        .update();
    correction(appeal("kittens", "категорії вже немає в місті", null, true), "citizen", "found");
    correction(appeal("roads", "067 123 45 67", null, true), "citizen", "found");
    assertThat(categories(false)).isEmpty();
    assertThat(categories(true)).isEmpty();
  }

  @Test
  void onlyWhatIsNewerIsExportedWhenAsked() throws Exception {
    correction(appeal("roads", "яма на дорозі", null, true), "citizen", "chosen");
    correction(appeal("roads", "велика тріщина", null, true), "citizen", "chosen");
    StringWriter out = new StringWriter();
    assertThat(export.categories(out, NOW.plusSeconds(2), false)).isOne();
    assertThat(out.toString()).contains("тріщина").doesNotContain("яма");
  }

  @Test
  void addressesBecomeLinesOfTheirOwn() throws Exception {
    address(
        appealAt("вулиця Хрещатик, 25"), "на Хрещатеку 25, під'їзд 2, кв 7", "K1", "25", "citizen");
    // The person changed their mind about the place: the words don't mean the new one.
    address(appealAt("вулиця Інститутська, 9"), "Прорізна 5", "K7", "9", "citizen");
    address(appeal("roads", "в", null, false), "Прорізна 6", "K7", "6", "citizen");
    address(
        appeal("roads", "г", null, true), "Прорізна 8, мене звати Вигадана", "K7", "8", "citizen");
    address(appeal("roads", "ґ", null, true), null, "K7", "8", "operator");
    address(
        appeal("gas", "у квартирі сильно пахне газом", null, true),
        "Прорізна 4",
        "K7",
        "4",
        "citizen");
    assertThat(addresses())
        .containsExactly(
            "2026-11-22\tна Хрещатеку 25\tK1\t25\t\t25\tchosen\tcitizen\tyes",
            "2026-11-22\tПрорізна 5\tK7\t\t\t25\tchosen\tcitizen\tno");
    assertThat(export.count().addresses()).isEqualTo(5);
  }

  // --- shadow ---

  private static TurnTaker.Turn turn(String text, Effect... effects) {
    Understanding read = READER.understand(text, Expectation.ANYTHING);
    return new TurnTaker.Turn(
        new Event.MessageReceived(NOW, new Content.Text(text), "1", null, read, null),
        new Transition(Conversation.begin(new ConversationId("web:1")), List.of(effects)));
  }

  private static Effect filed(String text, String category) {
    return new Effect.FileAppeal(
        new AppealDraft(
            "web:1:1",
            ContactUrn.parse("web:1"),
            category,
            text,
            null,
            null,
            null,
            null,
            Map.of(),
            List.of(),
            null,
            null,
            List.of(),
            NOW));
  }

  @Test
  void whatOperatorsCorrectBeforeThereIsAnAppealIsExportedAsWell() throws Exception {
    for (String subject : List.of("category", "address")) {
      jdbc.sql(
              """
              insert into correction (reference, subject, author, update_id, manner, correct,
                correct_house, words, happened_at, text)
              values ('web:77#r1', ?, 'operator', 'r1', 'corrected', ?, ?, ?, ?, ?)
              """)
          .param(subject)
          .param(subject.equals("category") ? "heating" : "K1")
          .param(subject.equals("category") ? null : "25")
          .param("words")
          .param(at(NOW))
          .param("Мене звати Олена Коваль, батареї холодні на вулиці Хрещатик, 25")
          .update();
    }
    assertThat(categories(false))
        .singleElement()
        .asString()
        .startsWith("2026-11-22\theating\t")
        .endsWith("\t\toperator")
        .contains("батареї холодні")
        .doesNotContain("Коваль", "Хрещатик");
    assertThat(addresses())
        .singleElement()
        .asString()
        .contains("Хрещатик")
        .contains("\tK1\t25\t")
        .doesNotContain("Коваль", "батареї");
    assertThat(export.count().byOperators()).isEqualTo(1);
  }

  @Test
  void theModelInShadowReadsAlongAndIsCounted() throws Exception {
    Path models = folder.resolve("models");
    Trained.good(models.resolve("v2"));
    ModelShelf shelf = new ModelShelf(models, null, DemoCity.catalogue());
    LoadedModel active = shelf.open("shipped");
    LoadedModel candidate = shelf.open("v2");
    Shadow shadow = new Shadow(figures, () -> NOW, ZoneOffset.UTC);
    TurnTaker.Turn[] next = new TurnTaker.Turn[1];
    TurnTaker turns = shadow.listeningTo((_, _) -> next[0]);
    Conversation state = Conversation.begin(new ConversationId("web:1"));
    shadow.start();
    try {
      next[0] = turn("у будинку не працює ліфт");
      assertThat(turns.take(state, next[0].event())).isSameAs(next[0]);
      shadow.use(active, candidate);
      turns.take(state, next[0].event());
      next[0] = turn("немає гарячої води другий день");
      turns.take(state, next[0].event());
      next[0] = turn("так", filed("не вивозять сміття", "waste"));
      turns.take(state, next[0].event());
      next[0] = turn("так", filed("немає гарячої води", "hot-water"));
      turns.take(state, next[0].event());
      shadow.use(active, null);
      turns.take(state, next[0].event());

      ShadowTally tally =
          Awaitility.await()
              .atMost(Duration.ofSeconds(30))
              .until(
                  () ->
                      figures.of(active.ref(), candidate.ref(), LocalDate.EPOCH).stream()
                          .findFirst()
                          .orElseGet(() -> ShadowTally.none(LocalDate.EPOCH)),
                  found -> found.texts() == 2 && found.confirmed() == 2);
      assertThat(tally.agreed()).as("the lift, not the water").isOne();
      assertThat(tally.activeRight()).isEqualTo(2);
      assertThat(tally.candidateRight()).isOne();
      assertThat(tally.dropped()).isZero();
      assertThat(tally.activeConfidence()).isBetween(0.5, 2.0);
    } finally {
      shadow.stop();
    }
  }

  @Test
  void aFullQueuePassesTextsOverAndNeverWaits() throws Exception {
    Path models = folder.resolve("models");
    Trained.good(models.resolve("v2"));
    ModelShelf shelf = new ModelShelf(models, null, DemoCity.catalogue());
    LoadedModel active = shelf.open("shipped");
    LoadedModel candidate = shelf.open("v2");
    Shadow shadow = new Shadow(figures, () -> NOW, ZoneOffset.UTC);
    shadow.use(active, candidate);
    TurnTaker.Turn turn = turn("у будинку не працює ліфт");
    TurnTaker turns = shadow.listeningTo((_, _) -> turn);
    Conversation state = Conversation.begin(new ConversationId("web:1"));
    // Nobody reads yet: 500 wait, the others are passed over.
    for (int i = 0; i < 700; i++) {
      assertThat(turns.take(state, turn.event())).isSameAs(turn);
    }
    shadow.start();
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> {
            ShadowTally sum = ShadowTally.none(LocalDate.EPOCH);
            for (ShadowTally tally : figures.of(active.ref(), candidate.ref(), LocalDate.EPOCH)) {
              sum = sum.plus(tally);
            }
            assertThat(sum.texts()).isEqualTo(500);
            assertThat(sum.dropped()).isEqualTo(200);
          });
    } finally {
      shadow.stop();
    }
  }

  // --- checks ---

  private ModelChecks checks(ModelShelf shelf) {
    return new ModelChecks(jdbc, JsonMapper.builder().build(), shelf, () -> NOW);
  }

  @Test
  void aCheckIsRememberedForTheModelsAndTheSetItWasMadeWith() throws Exception {
    Path models = folder.resolve("models");
    Trained.good(models.resolve("good"));
    Trained.bad(models.resolve("bad"));
    Trained.frozenSet(models.resolve("frozen.tsv"));
    ModelShelf shelf = new ModelShelf(models, null, DemoCity.catalogue());
    LoadedModel good = shelf.open("good");
    LoadedModel bad = shelf.open("bad");
    ModelChecks checks = checks(shelf);
    checks.start(bad, good);
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> checks.state("bad").isEmpty());
    // Another replica sees it too.
    ModelCheck check = checks(shelf).latest("bad", bad.sha256(), good.sha256()).orElseThrow();
    assertThat(check.verdict().accepted()).isFalse();
    assertThat(new ModelViews(DemoCity.catalogue(), ZoneOffset.UTC).check(check).reasons())
        .anyMatch(reason -> reason.startsWith("«Ліфт»: 40 з 120 звернень були правильні"));
    assertThat(checks.latest("bad", bad.sha256(), "another")).isEmpty();
    Files.writeString(
        models.resolve("frozen.tsv"),
        Files.readString(models.resolve("frozen.tsv")) + "2024-01-01\twaste\tсміття\n");
    assertThat(checks(shelf).latest("bad", bad.sha256(), good.sha256())).isEmpty();
  }

  @Test
  void whatAModelWasTrainedOnIsNoSetToCheckItBy() throws Exception {
    Path models = folder.resolve("models");
    Trained.good(models.resolve("good"));
    Trained.frozenSet(models.resolve("frozen.tsv"));
    Path card = models.resolve("good/MODEL-CARD.md");
    Files.writeString(
        card,
        Files.readString(card)
            .replaceFirst(
                "(corpus.sha256 \\| `)\\w+",
                "$1" + ua.holos.nlp.training.ModelCard.sha256(models.resolve("frozen.tsv"))));
    ModelShelf shelf = new ModelShelf(models, null, DemoCity.catalogue());
    ModelChecks checks = checks(shelf);
    checks.start(shelf.open("good"), shelf.open("shipped"));
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !checks.running());
    assertThat(checks.state("good").orElseThrow())
        .isInstanceOfSatisfying(
            ModelChecks.State.Failed.class,
            failed -> assertThat(failed.sentence()).contains("навчено саме на", "frozen.tsv"));
  }

  @Test
  void aCheckThatBreaksDownDoesNotStandInTheWayOfTheNext() throws Exception {
    Path models = folder.resolve("models");
    Trained.good(models.resolve("good"));
    Trained.frozenSet(models.resolve("frozen.tsv"));
    ModelShelf shelf = new ModelShelf(models, null, DemoCity.catalogue());
    LoadedModel good = shelf.open("good");
    ModelChecks checks =
        new ModelChecks(
            jdbc,
            JsonMapper.builder().build(),
            shelf,
            () -> {
              throw new StackOverflowError("made up");
            });
    checks.start(good, shelf.open("shipped"));
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !checks.running());
    assertThat(checks.state("good").orElseThrow()).isInstanceOf(ModelChecks.State.Failed.class);
    checks.start(good, shelf.open("shipped"));
  }

  @Test
  void aSetThatCannotBeReadIsToldWithItsLine() throws Exception {
    Path models = folder.resolve("models");
    Trained.good(models.resolve("good"));
    Files.writeString(models.resolve("frozen.tsv"), "category\ttext\nkittens\tняв\n");
    ModelShelf shelf = new ModelShelf(models, null, DemoCity.catalogue());
    ModelChecks checks = checks(shelf);
    checks.start(shelf.open("good"), shelf.open("shipped"));
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !checks.running());
    assertThat(checks.state("good").orElseThrow())
        .isInstanceOfSatisfying(
            ModelChecks.State.Failed.class,
            failed -> assertThat(failed.sentence()).contains("line 2", "kittens"));
  }
}
