package ua.holos.gateway.staff;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/// The accounts in SQL. Changes come one after another: each locks the one row of `staff_change`.
final class Accounts {
  private static final String COLUMNS =
      "select id, login, name, password_hash, must_change, totp_secret, locked_until,"
          + " parallel_limit, active, session_epoch, oidc_subject, created_at, last_signed_in_at"
          + " from staff_account";

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;

  Accounts(JdbcClient jdbc, TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  /// A login as it is kept.
  static String login(String typed) {
    return typed.replace("\0", "").strip().toLowerCase(Locale.ROOT);
  }

  /// What an administrator sets.
  record Wanted(String name, Set<Role> roles, Set<Skill> skills, int parallel, boolean active) {}

  /// What became of a change.
  enum Changed {
    DONE,
    GONE,
    /// Nobody would be left who keeps the accounts.
    LAST_ADMINISTRATOR
  }

  /// The number that every change raises.
  long version() {
    return jdbc.sql("select version from staff_change where id = 1").query(Long.class).single();
  }

  List<Account> all() {
    Map<UUID, Set<Role>> roles = new HashMap<>();
    jdbc.sql("select account_id, role from staff_role")
        .query(
            (RowCallbackHandler)
                row ->
                    addRole(
                        roles.computeIfAbsent(
                            row.getObject("account_id", UUID.class),
                            id -> EnumSet.noneOf(Role.class)),
                        row));
    Map<UUID, Set<Skill>> skills = new HashMap<>();
    jdbc.sql("select account_id, kind, code from staff_skill")
        .query(
            (RowCallbackHandler)
                row ->
                    addSkill(
                        skills.computeIfAbsent(
                            row.getObject("account_id", UUID.class), id -> new HashSet<>()),
                        row));
    return jdbc.sql(COLUMNS + " order by name, login")
        .query((row, number) -> account(row, roles, skills))
        .list();
  }

  Optional<Account> find(UUID id) {
    return one("id = ?", id);
  }

  Optional<Account> byLogin(String login) {
    return one("login = ?", login(login));
  }

  Optional<Account> bySubject(String subject) {
    return one("oidc_subject = ?", subject);
  }

  private Optional<Account> one(String condition, Object value) {
    return jdbc.sql(COLUMNS + " where " + condition)
        .param(value)
        .query((row, number) -> {
          UUID id = row.getObject("id", UUID.class);
          return account(row, Map.of(id, roles(id)), Map.of(id, skills(id)));
        })
        .optional();
  }

  private Set<Role> roles(UUID id) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    jdbc.sql("select role from staff_role where account_id = ?")
        .param(id)
        .query((RowCallbackHandler) row -> addRole(roles, row));
    return roles;
  }

  private Set<Skill> skills(UUID id) {
    Set<Skill> skills = new HashSet<>();
    jdbc.sql("select kind, code from staff_skill where account_id = ?")
        .param(id)
        .query((RowCallbackHandler) row -> addSkill(skills, row));
    return skills;
  }

  private static void addRole(Set<Role> roles, ResultSet row) throws SQLException {
    roles.add(Role.valueOf(row.getString("role")));
  }

  private static void addSkill(Set<Skill> skills, ResultSet row) throws SQLException {
    skills.add(new Skill(Skill.Kind.valueOf(row.getString("kind")), row.getString("code")));
  }

  private static Account account(
      ResultSet row, Map<UUID, Set<Role>> roles, Map<UUID, Set<Skill>> skills) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    return new Account(
        new StaffMember(
            id,
            row.getString("login"),
            row.getString("name"),
            roles.getOrDefault(id, Set.of()),
            skills.getOrDefault(id, Set.of()),
            row.getInt("parallel_limit"),
            row.getBoolean("active")),
        row.getString("password_hash"),
        row.getBoolean("must_change"),
        row.getString("totp_secret"),
        instant(row, "locked_until"),
        row.getInt("session_epoch"),
        row.getString("oidc_subject"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instant(row, "last_signed_in_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /// Makes an account.
  ///
  /// @param passwordHash of a one-time password; null for who signs in with the identity provider
  /// @throws org.springframework.dao.DuplicateKeyException when the login is taken
  UUID create(
      String login,
      Wanted wanted,
      @Nullable String passwordHash,
      @Nullable String subject,
      Instant now) {
    UUID id = UUID.randomUUID();
    transactions.executeWithoutResult(status -> {
      raiseVersion();
      insert(id, login, wanted, passwordHash, subject, now);
    });
    return id;
  }

  /// Makes the first account; empty when there is one already, also when another replica makes it
  /// at this moment.
  Optional<UUID> createFirst(String login, Wanted wanted, String passwordHash, Instant now) {
    return Optional.ofNullable(
        transactions.execute(status -> {
          raiseVersion();
          long others = jdbc.sql("select count(*) from staff_account").query(Long.class).single();
          if (others > 0) {
            return null;
          }
          UUID id = UUID.randomUUID();
          insert(id, login, wanted, passwordHash, null, now);
          return id;
        }));
  }

  private void insert(
      UUID id,
      String login,
      Wanted wanted,
      @Nullable String passwordHash,
      @Nullable String subject,
      Instant now) {
    jdbc.sql(
            "insert into staff_account (id, login, name, password_hash, must_change,"
                + " parallel_limit, active, oidc_subject, created_at)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .param(id)
        .param(login(login))
        .param(wanted.name())
        .param(passwordHash)
        .param(passwordHash != null)
        .param(wanted.parallel())
        .param(wanted.active())
        .param(subject)
        .param(now.atOffset(ZoneOffset.UTC))
        .update();
    insertRolesAndSkills(id, wanted);
  }

  private void insertRolesAndSkills(UUID id, Wanted wanted) {
    for (Role role : wanted.roles()) {
      jdbc.sql("insert into staff_role (account_id, role) values (?, ?)")
          .params(id, role.name())
          .update();
    }
    insertSkills(id, wanted.skills());
  }

  private void insertSkills(UUID id, Set<Skill> skills) {
    for (Skill skill : skills) {
      jdbc.sql("insert into staff_skill (account_id, kind, code) values (?, ?, ?)")
          .params(id, skill.kind().name(), skill.code())
          .update();
    }
  }

  /// Gives an account another name, other roles, skills and limits. A deactivated account's
  /// sessions end.
  Changed change(UUID id, Wanted wanted) {
    return changing(status -> {
      int changed =
          jdbc.sql(
                  "update staff_account set name = ?, parallel_limit = ?, active = ?,"
                      + " session_epoch = session_epoch + ? where id = ?")
              .params(
                  wanted.name(), wanted.parallel(), wanted.active(), wanted.active() ? 0 : 1, id)
              .update();
      if (changed == 0) {
        return Changed.GONE;
      }
      jdbc.sql("delete from staff_role where account_id = ?").param(id).update();
      jdbc.sql("delete from staff_skill where account_id = ?").param(id).update();
      insertRolesAndSkills(id, wanted);
      if (administrators() == 0) {
        status.setRollbackOnly();
        return Changed.LAST_ADMINISTRATOR;
      }
      return Changed.DONE;
    });
  }

  /// Gives an active operator other limits and skills, and nothing else.
  Changed setWork(UUID id, int parallel, Set<Skill> skills) {
    return changing(status -> {
      int changed =
          jdbc.sql(
                  "update staff_account set parallel_limit = ? where id = ? and active and exists"
                      + " (select 1 from staff_role where account_id = ? and role = ?)")
              .params(parallel, id, id, Role.OPERATOR.name())
              .update();
      if (changed == 0) {
        return Changed.GONE;
      }
      jdbc.sql("delete from staff_skill where account_id = ?").param(id).update();
      insertSkills(id, skills);
      return Changed.DONE;
    });
  }

  private long administrators() {
    return jdbc.sql(
            "select count(*) from staff_account a join staff_role r on r.account_id = a.id"
                + " where a.active and r.role = ?")
        .param(Role.ADMINISTRATOR.name())
        .query(Long.class)
        .single();
  }

  /// Gives an account another password; all its sessions end and no lock-out remains.
  ///
  /// @param mustChange whether it serves for choosing another only
  void setPassword(UUID id, String hash, boolean mustChange) {
    changing(status -> {
      jdbc.sql(
              "update staff_account set password_hash = ?, must_change = ?,"
                  + " session_epoch = session_epoch + 1, failed_tries = 0, lockouts = 0,"
                  + " locked_until = null where id = ?")
          .params(hash, mustChange, id)
          .update();
      return Changed.DONE;
    });
  }

  /// Sets or takes away the second factor; all sessions end.
  ///
  /// @param closedSecret encrypted; null for none
  /// @param recoveryHashes of the codes for whoever loses the telephone
  void setSecondFactor(UUID id, @Nullable String closedSecret, List<String> recoveryHashes) {
    changing(status -> {
      jdbc.sql(
              "update staff_account set totp_secret = ?, totp_last_step = null,"
                  + " session_epoch = session_epoch + 1 where id = ?")
          .param(closedSecret)
          .param(id)
          .update();
      jdbc.sql("delete from staff_recovery where account_id = ?").param(id).update();
      for (String hash : recoveryHashes) {
        jdbc.sql("insert into staff_recovery (account_id, code_hash) values (?, ?)")
            .params(id, hash)
            .update();
      }
      return Changed.DONE;
    });
  }

  /// Ends all sessions of an account.
  void endSessions(UUID id) {
    changing(status -> {
      jdbc.sql("update staff_account set session_epoch = session_epoch + 1 where id = ?")
          .param(id)
          .update();
      return Changed.DONE;
    });
  }

  /// Says who somebody is for the identity provider.
  void setSubject(UUID id, String subject) {
    changing(status -> {
      jdbc.sql("update staff_account set oidc_subject = ? where id = ?")
          .params(subject, id)
          .update();
      return Changed.DONE;
    });
  }

  private Changed changing(Function<TransactionStatus, Changed> change) {
    Changed changed =
        transactions.execute(status -> {
          raiseVersion();
          return change.apply(status);
        });
    return changed == null ? Changed.GONE : changed;
  }

  private void raiseVersion() {
    jdbc.sql("update staff_change set version = version + 1 where id = 1").update();
  }
}
