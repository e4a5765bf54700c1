package ua.holos.gateway.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ua.holos.gateway.staff.Accounts.Changed;
import ua.holos.gateway.staff.Accounts.Wanted;

/// What accounts promise, on whichever database a subclass brings.
abstract class StaffContract {
  private static final Instant NOW = Instant.parse("2026-11-28T09:00:00Z");
  private static final Wanted OPERATOR =
      new Wanted("Олена", Set.of(Role.OPERATOR), Set.of(), 5, true);

  private HikariDataSource database;
  private JdbcClient jdbc;
  private Accounts accounts;
  private SignInTries tries;

  /// An empty database.
  abstract HikariDataSource database();

  /// Where this database's own migrations are.
  abstract String migrations();

  @BeforeEach
  void start() {
    database = database();
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/migration", migrations())
        .load()
        .migrate();
    jdbc = JdbcClient.create(database);
    TransactionTemplate transactions =
        new TransactionTemplate(new JdbcTransactionManager(database));
    accounts = new Accounts(jdbc, transactions);
    tries = new SignInTries(jdbc, transactions);
  }

  @AfterEach
  void stop() {
    database.close();
  }

  private static StaffSettings settings(String firstPassword, String regain) {
    return new StaffSettings(
        Duration.ofHours(8),
        StaffSettings.SecondFactor.OPTIONAL,
        firstPassword,
        regain,
        "",
        "",
        new OidcSettings("", "", "", "roles", ""));
  }

  private FirstAccount firstAccount(StaffSettings settings, PrintStream output) {
    return new FirstAccount(
        accounts,
        new Passwords(4, new SecureRandom()),
        new JdbcAuditTrail(jdbc),
        settings,
        InstantSource.fixed(NOW),
        output);
  }

  private static <T> List<T> atOnce(int count, Callable<T> task) throws Exception {
    CyclicBarrier start = new CyclicBarrier(count);
    List<T> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        running.add(
            threads.submit(() -> {
              start.await();
              return task.call();
            }));
      }
      for (Future<T> one : running) {
        results.add(one.get());
      }
    }
    return results;
  }

  @Test
  void anAccountComesBackAsItWasMade() {
    Wanted wanted =
        new Wanted(
            "Олена",
            EnumSet.of(Role.OPERATOR, Role.AUDITOR),
            Set.of(new Skill(Skill.Kind.DISTRICT, "Подільський")),
            3,
            true);
    UUID id = accounts.create(" Olena ", wanted, "hash", null, NOW);
    Account account = accounts.byLogin("OLENA").orElseThrow();
    assertThat(account.member())
        .isEqualTo(new StaffMember(id, "olena", "Олена", wanted.roles(), wanted.skills(), 3, true));
    assertThat(account.mustChange()).isTrue();
    assertThat(accounts.all()).containsExactly(account);
    assertThatThrownBy(() -> accounts.create("oLENA", OPERATOR, "h", null, NOW))
        .isInstanceOf(DuplicateKeyException.class);
  }

  @Test
  void theLastActiveAdministratorStaysAlsoWhenTwoAreTakenAwayAtOnce() throws Exception {
    Wanted administrator = new Wanted("А", Set.of(Role.ADMINISTRATOR), Set.of(), 5, true);
    UUID first = accounts.create("a1", administrator, "h", null, NOW);
    UUID second = accounts.create("a2", administrator, "h", null, NOW);
    List<UUID> both = new ArrayList<>(List.of(first, second));
    List<Changed> results =
        atOnce(
            2,
            () -> {
              UUID mine;
              synchronized (both) {
                mine = both.removeLast();
              }
              return accounts.change(mine, OPERATOR);
            });
    assertThat(results).containsExactlyInAnyOrder(Changed.DONE, Changed.LAST_ADMINISTRATOR);
    assertThat(accounts.all().stream().filter(one -> one.member().is(Role.ADMINISTRATOR)))
        .hasSize(1);
  }

  @Test
  void ofTwentyGuessesAtOnceFiveAreLookedAt() throws Exception {
    UUID id = accounts.create("olena", OPERATOR, "hash", null, NOW);
    List<Boolean> looked = atOnce(20, () -> tries.count(id, NOW).isPresent());
    assertThat(looked).filteredOn(one -> one).hasSize(SignInTries.MOST);
    assertThat(accounts.find(id).orElseThrow().lockedUntil())
        .isEqualTo(NOW.plus(Duration.ofMinutes(15)));
  }

  @Test
  void everyLockOutIsTwiceAsLongUpToFourHours() {
    UUID id = accounts.create("olena", OPERATOR, "hash", null, NOW);
    Instant now = NOW;
    List<Duration> lockouts = new ArrayList<>();
    for (int round = 0; round < 6; round++) {
      for (int i = 0; i < SignInTries.MOST; i++) {
        assertThat(tries.count(id, now)).isPresent();
      }
      assertThat(tries.count(id, now)).isEmpty();
      Instant until = Objects.requireNonNull(accounts.find(id).orElseThrow().lockedUntil());
      lockouts.add(Duration.between(now, until));
      now = until;
    }
    assertThat(lockouts)
        .extracting(Duration::toMinutes)
        .containsExactly(15L, 30L, 60L, 120L, 240L, 240L);
    tries.signedIn(id, now);
    assertThat(accounts.find(id).orElseThrow().lockedUntil()).isNull();
  }

  @Test
  void aRightPasswordGivenBackForgivesNoneOfTheWrongOnesBefore() {
    UUID id = accounts.create("olena", OPERATOR, "hash", null, NOW);
    for (int i = 0; i < SignInTries.MOST - 1; i++) {
      assertThat(tries.count(id, NOW)).isPresent();
    }
    tries.giveBack(tries.count(id, NOW).orElseThrow());
    assertThat(accounts.find(id).orElseThrow().lockedUntil()).isNull();
    assertThat(tries.count(id, NOW).orElseThrow().locks()).isTrue();
  }

  @Test
  void aCodesTimeStepIsTakenOnceAndNoEarlierOneAfterIt() {
    UUID id = accounts.create("olena", OPERATOR, "hash", null, NOW);
    assertThat(tries.takeStep(id, 100)).isTrue();
    assertThat(tries.takeStep(id, 100)).isFalse();
    assertThat(tries.takeStep(id, 99)).isFalse();
    assertThat(tries.takeStep(id, 101)).isTrue();
  }

  @Test
  void twoReplicasThatStartAtOnceMakeOneAdministratorAndPrintOnePassword() throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    PrintStream printed = new PrintStream(output, true, StandardCharsets.UTF_8);
    atOnce(
        4,
        () -> {
          firstAccount(settings("", ""), printed).make("http://localhost/desk");
          return true;
        });
    firstAccount(settings("", ""), printed).make("http://localhost/desk");
    assertThat(accounts.all())
        .singleElement()
        .satisfies(account -> {
          assertThat(account.member().login()).isEqualTo("admin");
          assertThat(account.member().roles())
              .containsExactlyInAnyOrder(Role.ADMINISTRATOR, Role.SUPERVISOR, Role.OPERATOR);
          assertThat(account.mustChange()).isTrue();
        });
    assertThat(output.toString(StandardCharsets.UTF_8).lines())
        .filteredOn(line -> line.startsWith("One-time password: "))
        .hasSize(1);
  }

  @Test
  void aGivenFirstPasswordIsUsedAndNotPrinted() {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    firstAccount(
            settings("сім гір за річкою", ""),
            new PrintStream(output, true, StandardCharsets.UTF_8))
        .make("http://localhost/desk");
    assertThat(output.size()).isZero();
    assertThat(
            new Passwords(4, new SecureRandom())
                .matches(
                    "сім гір за річкою", accounts.byLogin("admin").orElseThrow().passwordHash()))
        .isTrue();
  }

  @Test
  void aLostAdministratorIsRegainedWithoutSecondFactorAndWithTheRole() {
    UUID id = accounts.create("olena", OPERATOR, "old", null, NOW);
    accounts.setSecondFactor(id, "closed", List.of("a"));
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    firstAccount(settings("", "Olena"), new PrintStream(output, true, StandardCharsets.UTF_8))
        .regain("http://localhost/desk");
    Account account = accounts.find(id).orElseThrow();
    assertThat(account.member().roles()).contains(Role.ADMINISTRATOR, Role.OPERATOR);
    assertThat(account.secondFactor()).isFalse();
    assertThat(account.mustChange()).isTrue();
    assertThat(output.toString(StandardCharsets.UTF_8)).contains("One-time password: ");
  }

  @Test
  void aReplicaSeesWhatAnotherOneChangedAndKeepsItWhileSqlIsAway() {
    UUID id = accounts.create("olena", OPERATOR, "h", null, NOW);
    try (AccountDirectory directory = new AccountDirectory(accounts, Duration.ofMillis(20))) {
      directory.start();
      accounts.create(
          "admin", new Wanted("А", Set.of(Role.ADMINISTRATOR), Set.of(), 5, true), "h", null, NOW);
      accounts.change(id, new Wanted("Олена", Set.of(Role.AUDITOR), Set.of(), 5, true));
      Awaitility.await().until(() -> directory.find(id).orElseThrow().is(Role.AUDITOR));
      database.close();
      assertThat(directory.find(id)).isPresent();
    }
  }

  @Test
  void noLineOfTheAuditTrailCanBeChangedOrTakenAway() {
    new JdbcAuditTrail(jdbc)
        .add(new AuditTrail.Entry(NOW, null, "olena", "signed-in", null, "від\0сюди"));
    for (String statement :
        List.of("update audit_line set staff_name = 'nobody'", "delete from audit_line")) {
      assertThatThrownBy(() -> jdbc.sql(statement).update())
          .as(statement)
          .isInstanceOf(DataAccessException.class);
    }
    assertThat(new AuditReader(jdbc).read(new AuditReader.Filter("", "", "", null, null), null, 10))
        .singleElement()
        .satisfies(line -> assertThat(line.entry().name()).isEqualTo("olena"));
  }

  @Test
  void theAuditTrailIsFoundByPersonActionConversationAndTimePageByPage() {
    JdbcAuditTrail trail = new JdbcAuditTrail(jdbc);
    for (int i = 0; i < 25; i++) {
      trail.add(
          new AuditTrail.Entry(
              NOW.plusSeconds(i),
              i % 2 == 0 ? "id-olena" : null,
              i % 2 == 0 ? "Олена" : "100%",
              i < 20 ? "conversation-viewed" : "signed-in",
              "telegram:" + i % 5,
              ""));
    }
    AuditReader reader = new AuditReader(jdbc);
    assertThat(found(reader, "олена", "", "", null, null)).hasSize(13);
    assertThat(found(reader, "id-olena", "", "", null, null)).hasSize(13);
    assertThat(found(reader, "0%", "", "", null, null)).hasSize(12);
    assertThat(found(reader, "", "signed-in", "", null, null)).hasSize(5);
    assertThat(found(reader, "", "", "telegram:3", null, null)).hasSize(5);
    assertThat(found(reader, "", "", "", NOW.plusSeconds(10), NOW.plusSeconds(12))).hasSize(2);
    List<AuditReader.Line> all = found(reader, "", "", "", null, null);
    assertThat(all).hasSize(25).doesNotHaveDuplicates();
    assertThat(all.getFirst().entry().at()).isEqualTo(NOW.plusSeconds(24));
    assertThat(reader.actions()).containsExactly("conversation-viewed", "signed-in");
  }

  private static List<AuditReader.Line> found(
      AuditReader reader,
      String person,
      String action,
      String conversation,
      @Nullable Instant from,
      @Nullable Instant until) {
    AuditReader.Filter filter = new AuditReader.Filter(person, action, conversation, from, until);
    List<AuditReader.Line> all = new ArrayList<>();
    List<AuditReader.Line> page = reader.read(filter, null, 10);
    while (!page.isEmpty()) {
      all.addAll(page);
      page = reader.read(filter, page.getLast().id(), 10);
    }
    return all;
  }
}
