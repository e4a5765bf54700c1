package ua.holos.gateway.staff;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;
import ua.holos.gateway.staff.Accounts.Changed;
import ua.holos.gateway.staff.Accounts.Wanted;

/// What is done to accounts, each together with its line in the audit trail: either both are stored
/// or neither.
final class AccountKeeping implements OperatorWork {
  private final Accounts accounts;
  private final AccountDirectory directory;
  private final Passwords passwords;
  private final AuditTrail audit;
  private final TransactionTemplate transactions;
  private final InstantSource clock;

  AccountKeeping(
      Accounts accounts,
      AccountDirectory directory,
      Passwords passwords,
      AuditTrail audit,
      TransactionTemplate transactions,
      InstantSource clock) {
    this.accounts = accounts;
    this.directory = directory;
    this.passwords = passwords;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// An account that was made, and the password to be shown once.
  record Created(UUID id, String oneTimePassword) {
    /// Never the password.
    @Override
    public String toString() {
      return "Created[" + id + "]";
    }
  }

  /// Makes an account with a one-time password; empty when the login is taken.
  Optional<Created> create(StaffMember by, String login, Wanted wanted) {
    String password = passwords.oneTime();
    String hash = passwords.hash(password);
    try {
      UUID id =
          stored(() -> {
            Instant now = clock.instant();
            UUID made = accounts.create(login, wanted, hash, null, now);
            tell(
                by,
                "account-created",
                Accounts.login(login) + " " + new TreeSet<>(wanted.roles()),
                now);
            return made;
          });
      return Optional.of(new Created(id, password));
    } catch (DuplicateKeyException taken) {
      return Optional.empty();
    }
  }

  /// Makes the account of somebody whom the identity provider knows.
  Account createFromProvider(String login, Wanted wanted, String subject) {
    UUID id =
        stored(() -> {
          Instant now = clock.instant();
          UUID made = accounts.create(login, wanted, null, subject, now);
          audit.add(
              new AuditTrail.Entry(
                  now,
                  made.toString(),
                  wanted.name(),
                  "account-created",
                  null,
                  "oidc " + Accounts.login(login) + " " + new TreeSet<>(wanted.roles())));
          return made;
        });
    return directory.account(id).orElseThrow();
  }

  /// Remembers who the identity provider says that an account's owner is.
  Account linkToProvider(Account account, String subject) {
    stored(() -> {
      accounts.setSubject(account.member().id(), subject);
      tell(account.member(), "account-linked", "oidc", clock.instant());
      return true;
    });
    return directory.account(account.member().id()).orElseThrow();
  }

  /// Changes an account as an administrator wants it.
  Changed change(StaffMember by, Account before, Wanted wanted) {
    Changed changed =
        transactions.execute(status -> {
          Changed done = accounts.change(before.member().id(), wanted);
          if (done == Changed.DONE) {
            tell(
                by,
                "account-changed",
                before.member().login() + differences(before.member(), wanted),
                clock.instant());
          } else {
            status.setRollbackOnly();
          }
          return done;
        });
    directory.refresh();
    return changed == null ? Changed.GONE : changed;
  }

  @Override
  public boolean set(StaffMember by, UUID operator, int parallel, Set<Skill> skills) {
    StaffMember before = directory.find(operator).orElse(null);
    if (before == null) {
      return false;
    }
    Changed changed =
        transactions.execute(status -> {
          Changed done = accounts.setWork(operator, parallel, skills);
          if (done == Changed.DONE) {
            Wanted after =
                new Wanted(before.name(), before.roles(), skills, parallel, before.active());
            tell(by, "work-set", before.login() + differences(before, after), clock.instant());
          }
          return done;
        });
    directory.refresh();
    return changed == Changed.DONE;
  }

  /// Gives an account a one-time password, to be shown once.
  String resetPassword(StaffMember by, StaffMember of) {
    String password = passwords.oneTime();
    String hash = passwords.hash(password);
    stored(() -> {
      accounts.setPassword(of.id(), hash, true);
      tell(by, "password-reset", of.login(), clock.instant());
      return true;
    });
    return password;
  }

  void resetSecondFactor(StaffMember by, StaffMember of) {
    stored(() -> {
      accounts.setSecondFactor(of.id(), null, List.of());
      tell(by, "second-factor-reset", of.login(), clock.instant());
      return true;
    });
  }

  void endSessions(StaffMember by, StaffMember of) {
    stored(() -> {
      accounts.endSessions(of.id());
      tell(by, "sessions-ended", of.login(), clock.instant());
      return true;
    });
  }

  /// Somebody chooses a password of their own; the account with its new number of sessions.
  Account choosePassword(StaffMember of, String password) {
    String hash = passwords.hash(password);
    stored(() -> {
      accounts.setPassword(of.id(), hash, false);
      tell(of, "password-changed", "", clock.instant());
      return true;
    });
    return directory.account(of.id()).orElseThrow();
  }

  /// Somebody sets up a second factor, or gives it up.
  ///
  /// @param closedSecret encrypted; null to give it up
  Account chooseSecondFactor(
      StaffMember of, @Nullable String closedSecret, List<String> recoveryHashes) {
    stored(() -> {
      accounts.setSecondFactor(of.id(), closedSecret, recoveryHashes);
      tell(
          of, closedSecret == null ? "second-factor-off" : "second-factor-on", "", clock.instant());
      return true;
    });
    return directory.account(of.id()).orElseThrow();
  }

  private <T> T stored(Supplier<T> change) {
    T result = transactions.execute(status -> change.get());
    directory.refresh();
    if (result == null) {
      throw new IllegalStateException("A change gives what it made");
    }
    return result;
  }

  private void tell(StaffMember by, String action, String detail, Instant now) {
    audit.add(new AuditTrail.Entry(now, by.id().toString(), by.name(), action, null, detail));
  }

  private static String differences(StaffMember before, Wanted after) {
    List<String> parts = new ArrayList<>();
    if (!before.name().equals(after.name())) {
      parts.add("name");
    }
    Set<Role> rolesAfter = after.roles();
    if (!before.roles().equals(rolesAfter)) {
      parts.add("roles " + new TreeSet<>(before.roles()) + " -> " + new TreeSet<>(rolesAfter));
    }
    if (!before.skills().equals(after.skills())) {
      parts.add("skills");
    }
    if (before.parallel() != after.parallel()) {
      parts.add("parallel " + before.parallel() + " -> " + after.parallel());
    }
    if (before.active() != after.active()) {
      parts.add(after.active() ? "activated" : "deactivated");
    }
    return parts.isEmpty() ? "" : ": " + String.join(", ", parts);
  }
}
