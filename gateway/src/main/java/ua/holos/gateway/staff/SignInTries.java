package ua.holos.gateway.staff;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Counts tries to sign in, in SQL, so that it doesn't help to try at several replicas, nor many at
/// once: a try is counted before it is looked at, and what turns out right is given back.
final class SignInTries {
  static final int MOST = 5;
  static final Duration FIRST_LOCKOUT = Duration.ofMinutes(15);
  static final Duration LONGEST_LOCKOUT = Duration.ofHours(4);

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;

  SignInTries(JdbcClient jdbc, TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  /// A try that was counted.
  ///
  /// @param locks whether it locks the account unless it turns out right
  record Counted(UUID account, boolean locks) {}

  private record State(int failed, int lockouts, @Nullable Instant lockedUntil) {}

  /// Counts a try; empty while the account is locked.
  Optional<Counted> count(UUID account, Instant now) {
    return Optional.ofNullable(
        transactions.execute(status -> {
          State state =
              jdbc.sql(
                      "select failed_tries, lockouts, locked_until from staff_account where id = ?"
                          + " for update")
                  .param(account)
                  .query((row, number) -> {
                    OffsetDateTime until = row.getObject("locked_until", OffsetDateTime.class);
                    return new State(
                        row.getInt("failed_tries"),
                        row.getInt("lockouts"),
                        until == null ? null : until.toInstant());
                  })
                  .optional()
                  .orElse(null);
          if (state == null || state.lockedUntil() != null && state.lockedUntil().isAfter(now)) {
            return null;
          }
          boolean locks = state.failed() + 1 >= MOST;
          if (locks) {
            jdbc.sql(
                    "update staff_account set failed_tries = 0, lockouts = lockouts + 1,"
                        + " locked_until = ? where id = ?")
                .params(now.plus(lockout(state.lockouts())).atOffset(ZoneOffset.UTC), account)
                .update();
          } else {
            jdbc.sql("update staff_account set failed_tries = failed_tries + 1 where id = ?")
                .param(account)
                .update();
          }
          return new Counted(account, locks);
        }));
  }

  /// How long the next lock-out lasts.
  static Duration lockout(int before) {
    Duration time = FIRST_LOCKOUT.multipliedBy(1L << Math.min(before, 10));
    return time.compareTo(LONGEST_LOCKOUT) > 0 ? LONGEST_LOCKOUT : time;
  }

  /// Takes back a try that was right but isn't the whole of signing in: the tries before it still
  /// count.
  void giveBack(Counted counted) {
    if (counted.locks()) {
      jdbc.sql(
              "update staff_account set failed_tries = ?, lockouts = lockouts - 1,"
                  + " locked_until = null where id = ?")
          .params(MOST - 1, counted.account())
          .update();
    } else {
      jdbc.sql(
              "update staff_account set failed_tries = failed_tries - 1 where id = ?"
                  + " and failed_tries > 0")
          .param(counted.account())
          .update();
    }
  }

  /// Somebody has signed in: the count begins anew.
  void signedIn(UUID account, Instant now) {
    jdbc.sql(
            "update staff_account set failed_tries = 0, lockouts = 0, locked_until = null,"
                + " last_signed_in_at = ? where id = ?")
        .params(now.atOffset(ZoneOffset.UTC), account)
        .update();
  }

  /// Takes a code's time step; false when that or a later one was taken before.
  boolean takeStep(UUID account, long step) {
    return jdbc.sql(
                "update staff_account set totp_last_step = ? where id = ?"
                    + " and (totp_last_step is null or totp_last_step < ?)")
            .params(step, account, step)
            .update()
        == 1;
  }

  /// Uses up a recovery code; false when there is none such.
  boolean takeRecovery(UUID account, String hash) {
    return jdbc.sql("delete from staff_recovery where account_id = ? and code_hash = ?")
            .params(account, hash)
            .update()
        == 1;
  }

  /// How many recovery codes are left.
  int recoveryLeft(UUID account) {
    return jdbc.sql("select count(*) from staff_recovery where account_id = ?")
        .param(account)
        .query(Integer.class)
        .single();
  }
}
