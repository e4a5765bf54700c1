package ua.holos.gateway.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ua.holos.bot.appeal.AppealStatus;

/// What the archive promises, on every database that Holos runs on.
abstract class AppealArchiveContract {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));
  private HikariDataSource database;
  private AppealArchive archive;

  /// The address of an empty database.
  abstract String url();

  @BeforeEach
  void open() {
    database = new HikariDataSource();
    database.setJdbcUrl(url());
    database.setMaximumPoolSize(10);
    Flyway.configure().dataSource(database).cleanDisabled(false).load().clean();
    Flyway.configure().dataSource(database).load().migrate();
    archive =
        new AppealArchive(
            JdbcClient.create(database),
            new TransactionTemplate(new JdbcTransactionManager(database)),
            now::get,
            DemoCity.KYIV);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void keepsEverythingOfAnAppeal() {
    Appeal appeal = register("web:1:1");
    Appeal found = archive.find(appeal.number()).orElseThrow();
    assertThat(found).isEqualTo(appeal);
    assertThat(found.number()).isEqualTo("6-000001");
    assertThat(found.description()).isEqualTo("Немає води 😀");
    assertThat(found.latitude()).isEqualTo(50.4474);
    assertThat(found.attributes()).containsExactly(new Appeal.Attribute("entrance", "2"));
    assertThat(found.requestedAt()).isEqualTo(now.get());
    assertThat(found.expectedAt()).isEqualTo(now.get().plusSeconds(3600));
    assertThat(archive.findByReference("web:1:1")).contains(appeal);
    assertThat(archive.find("6-000002")).isEmpty();
  }

  @Test
  void countsAnewEachYearByTheCitysCalendar() {
    register(null);
    assertThat(register(null).number()).isEqualTo("6-000002");
    now.set(Instant.parse("2026-12-31T21:59:59Z"));
    assertThat(register(null).number()).isEqualTo("6-000003");
    now.set(Instant.parse("2026-12-31T22:00:00Z"));
    assertThat(register(null).number()).isEqualTo("7-000001");
  }

  @Test
  void givesEachAppealItsOwnNumberWhenManyComeAtOnce() throws Exception {
    List<Callable<String>> tries = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String reference = "web:" + i + ":1";
      tries.add(() -> register(reference).number());
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var numbers = new HashSet<String>();
      for (Future<String> one : threads.invokeAll(tries)) {
        numbers.add(one.get());
      }
      assertThat(numbers).hasSize(40).contains("6-000001", "6-000040");
    }
  }

  @Test
  void registersTheSameReferenceOnceHoweverOftenItComesAtOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<String> one = () -> register("web:7:1").number();
      var numbers = new HashSet<String>();
      for (Future<String> each : threads.invokeAll(java.util.Collections.nCopies(10, one))) {
        numbers.add(each.get());
      }
      assertThat(numbers).hasSize(1);
    }
    assertThat(archive.count(AppealFilter.ALL)).isEqualTo(1);
  }

  @Test
  void letsOneOfTwoActAndTellsTheOther() throws Exception {
    Appeal appeal = register(null);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<AppealArchive.Change> one =
          () -> archive.act(appeal.number(), 0, DepartmentAction.TAKE, "", "", null, List.of());
      List<AppealArchive.Change> changes = new ArrayList<>();
      for (Future<AppealArchive.Change> each :
          threads.invokeAll(java.util.Collections.nCopies(2, one))) {
        changes.add(each.get());
      }
      assertThat(changes).hasAtLeastOneElementOfType(AppealArchive.Change.Recorded.class);
      assertThat(changes).hasAtLeastOneElementOfType(AppealArchive.Change.Outdated.class);
    }
    assertThat(archive.history(appeal.number())).hasSize(1);
    assertThat(archive.webhooksWaiting()).isEqualTo(1);
  }

  @Test
  void notesTheSameUpdateOnce() throws Exception {
    Appeal appeal = register(null);
    act(appeal.number(), DepartmentAction.COMPLETE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<AppealArchive.Change> one = () -> reopen(appeal.number(), "u-1", "Ні");
      var ids = new HashSet<AppealArchive.Change>();
      for (Future<AppealArchive.Change> each :
          threads.invokeAll(java.util.Collections.nCopies(6, one))) {
        ids.add(each.get());
      }
      assertThat(ids).hasSize(1);
    }
    Appeal now = archive.find(appeal.number()).orElseThrow();
    assertThat(now.status()).isEqualTo(AppealStatus.REOPENED);
    assertThat(now.attention()).isEqualTo(Appeal.Attention.REOPENED);
    assertThat(archive.history(appeal.number())).hasSize(2);
    // Holos knows what it sent itself.
    assertThat(archive.webhooksWaiting()).isEqualTo(1);
  }

  @Test
  void joinsTheCitizensWordsUntilTheDepartmentHasSeenThem() {
    Appeal appeal = register(null);
    act(appeal.number(), DepartmentAction.COMPLETE);
    reopen(appeal.number(), "u-1", "Не зроблено");
    archive.note(
        appeal.number(), "u-2", false, "Ось фото", List.of("http://x.test/1"), (a, t) -> t);
    Appeal waiting = archive.find(appeal.number()).orElseThrow();
    assertThat(waiting.attentionNote()).isEqualTo("Не зроблено\nОсь фото");
    assertThat(waiting.attention()).isEqualTo(Appeal.Attention.REOPENED);
    act(appeal.number(), DepartmentAction.TAKE);
    Appeal seen = archive.find(appeal.number()).orElseThrow();
    assertThat(seen.attention()).isNull();
    assertThat(seen.attentionNote()).isEmpty();
  }

  @Test
  void tellsAHistoryInOrderEvenWhenTheClockIsSetBack() {
    Appeal appeal = register(null);
    act(appeal.number(), DepartmentAction.TAKE);
    now.set(now.get().minusSeconds(600));
    act(appeal.number(), DepartmentAction.COMPLETE);
    List<AppealUpdate> history = archive.history(appeal.number());
    assertThat(history.get(1).updatedAt()).isAfter(history.get(0).updatedAt());
    assertThat(archive.updates(history.get(0).updatedAt(), history.get(1).updatedAt(), null, 10))
        .isEqualTo(history);
  }

  @Test
  void handsOutStatusChangesInOrderAndToOneSenderOnly() {
    Appeal appeal = register(null);
    act(appeal.number(), DepartmentAction.TAKE);
    act(appeal.number(), DepartmentAction.COMPLETE);
    List<AppealArchive.Due> first = archive.claimWebhooks(Duration.ofMinutes(1), 10);
    assertThat(first)
        .singleElement()
        .satisfies(due -> assertThat(due.update().version()).isEqualTo(1));
    assertThat(archive.claimWebhooks(Duration.ofMinutes(1), 10)).isEmpty();
    archive.webhookFailed(first.getFirst().update().id(), Duration.ofSeconds(5));
    assertThat(archive.claimWebhooks(Duration.ofMinutes(1), 10)).isEmpty();
    now.set(now.get().plusSeconds(6));
    assertThat(archive.claimWebhooks(Duration.ofMinutes(1), 10))
        .singleElement()
        .satisfies(due -> assertThat(due.attempts()).isEqualTo(1));
    archive.webhookAccepted(first.getFirst().update().id());
    assertThat(archive.claimWebhooks(Duration.ofMinutes(1), 10))
        .singleElement()
        .satisfies(due -> assertThat(due.update().version()).isEqualTo(2));
  }

  @Test
  void countsOpenAndLateWorkByCategory() {
    Appeal late = register(null);
    register(null);
    act(register(null).number(), DepartmentAction.COMPLETE);
    now.set(now.get().plusSeconds(7200));
    Appeal fresh = register(null);
    assertThat(archive.load(now.get())).containsExactly(new AppealArchive.Load("hot-water", 3, 2));
    AppealFilter overdue =
        new AppealFilter(
            List.of(), null, null, List.of(), java.util.Set.of(), null, null, now.get());
    assertThat(archive.list(overdue, true, 0, 10)).contains(late).doesNotContain(fresh).hasSize(2);
    assertThat(archive.count(overdue)).isEqualTo(2);
  }

  private Appeal register(@org.jspecify.annotations.Nullable String reference) {
    return archive.register(
        new NewAppeal(
            reference,
            null,
            "hot-water",
            "Немає води 😀",
            "вулиця Хрещатик, 25",
            null,
            50.4474,
            30.5219,
            new Appeal.Applicant("Олена", null, "+380501234567", null, null, null),
            null,
            List.of(new Appeal.Attribute("entrance", "2")),
            List.of("http://x.test/" + UUID.randomUUID())),
        at -> at.plusSeconds(3600));
  }

  private void act(String number, DepartmentAction action) {
    int version = archive.find(number).orElseThrow().version();
    assertThat(archive.act(number, version, action, "слова", "", null, List.of()))
        .isInstanceOf(AppealArchive.Change.Recorded.class);
  }

  private AppealArchive.Change reopen(String number, String updateId, String words) {
    return archive.note(
        number, updateId, true, words, List.of(), (appeal, at) -> at.plusSeconds(60));
  }
}
