package ua.holos.gateway.staff;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ua.holos.gateway.staff.SignInTries.Counted;

/// Signing in: the password, and the code where there is a second factor. Whatever is wrong (no
/// such login, a wrong password, a locked or deactivated account) looks the same from outside and
/// takes the same time; the audit trail says which it was.
final class SignIn {
  private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);

  private final Accounts accounts;
  private final SignInTries tries;
  private final Passwords passwords;
  private final SecretBox box;
  private final AuditTrail audit;
  private final InstantSource clock;

  SignIn(
      Accounts accounts,
      SignInTries tries,
      Passwords passwords,
      SecretBox box,
      AuditTrail audit,
      InstantSource clock) {
    this.accounts = accounts;
    this.tries = tries;
    this.passwords = passwords;
    this.box = box;
    this.audit = audit;
    this.clock = clock;
  }

  /// What a try came to.
  sealed interface Outcome {
    /// They are in.
    record In(Account account) implements Outcome {}

    /// The password was right; the code is missing.
    record CodeNeeded(Account account) implements Outcome {}

    /// Not now, or not at all.
    record Refused() implements Outcome {}
  }

  /// Tries a password.
  ///
  /// @param from the address that the request came from, for the audit trail
  /// @throws org.springframework.dao.DataAccessException when SQL is away
  Outcome password(String login, String password, String from) {
    Instant now = clock.instant();
    Optional<Account> found = accounts.byLogin(login);
    UUID id = found.map(account -> account.member().id()).orElse(new UUID(0, 0));
    Optional<Counted> counted = tries.count(id, now);
    boolean right = passwords.matches(password, found.map(Account::passwordHash).orElse(null));
    if (found.isEmpty()) {
      audit.add(new AuditTrail.Entry(now, null, login, "sign-in-failed", null, from));
      return new Outcome.Refused();
    }
    Account account = found.get();
    if (counted.isEmpty()) {
      tell(account, "sign-in-failed", "locked, " + from, now);
      return new Outcome.Refused();
    }
    if (!right || !account.member().active()) {
      tell(account, "sign-in-failed", right ? "deactivated, " + from : from, now);
      tellIfLocked(counted.get(), account, now);
      return new Outcome.Refused();
    }
    if (account.secondFactor()) {
      tries.giveBack(counted.get());
      return new Outcome.CodeNeeded(account);
    }
    return in(account, from, now);
  }

  /// Tries the code of the telephone, or one of the codes kept for when there is no telephone.
  Outcome code(HalfSignedIn half, String typed, String from) {
    Instant now = clock.instant();
    Optional<Account> found = accounts.find(half.account());
    if (found.isEmpty()
        || !found.get().member().active()
        || found.get().epoch() != half.epoch()
        || !half.until().isAfter(now)) {
      return new Outcome.Refused();
    }
    Account account = found.get();
    Optional<Counted> counted = tries.count(half.account(), now);
    if (counted.isEmpty()) {
      tell(account, "sign-in-failed", "locked, " + from, now);
      return new Outcome.Refused();
    }
    if (!rightCode(account, typed, now)) {
      tell(account, "sign-in-failed", "code, " + from, now);
      tellIfLocked(counted.get(), account, now);
      return new Outcome.Refused();
    }
    return in(account, from, now);
  }

  /// Whether somebody who is signed in knows their password; counted like any other try.
  boolean knowsPassword(Account account, String password) {
    Instant now = clock.instant();
    Optional<Counted> counted = tries.count(account.member().id(), now);
    boolean right = passwords.matches(password, account.passwordHash());
    if (counted.isEmpty()) {
      return false;
    }
    if (right) {
      tries.giveBack(counted.get());
      return true;
    }
    tellIfLocked(counted.get(), account, now);
    return false;
  }

  private boolean rightCode(Account account, String typed, Instant now) {
    String closed = account.totpSecret();
    if (closed == null) {
      return false;
    }
    UUID id = account.member().id();
    Optional<byte[]> secret = box.open(closed, id.toString());
    if (secret.isEmpty()) {
      LOG.error(
          "The second factor of account {} can't be read: holos.desk.secret (or the kept one in"
              + " holos.data-dir) is not that under which it was set up",
          id);
    } else {
      OptionalLong step = Totp.step(secret.get(), typed, now);
      if (step.isPresent()) {
        return tries.takeStep(id, step.getAsLong());
      }
    }
    boolean recovered = tries.takeRecovery(id, box.hash(RecoveryCodes.folded(typed)));
    if (recovered) {
      tell(account, "recovery-code-used", "", now);
    }
    return recovered;
  }

  private Outcome in(Account account, String from, Instant now) {
    // No line, no entry: the trail is told first.
    tell(account, "signed-in", from, now);
    tries.signedIn(account.member().id(), now);
    return new Outcome.In(account);
  }

  private void tellIfLocked(Counted counted, Account account, Instant now) {
    if (counted.locks()) {
      tell(account, "locked-out", "", now);
    }
  }

  private void tell(Account account, String action, String detail, Instant now) {
    StaffMember member = account.member();
    audit.add(
        new AuditTrail.Entry(now, member.id().toString(), member.name(), action, null, detail));
  }
}
