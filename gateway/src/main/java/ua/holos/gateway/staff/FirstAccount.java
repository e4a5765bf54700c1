package ua.holos.gateway.staff;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ua.holos.gateway.staff.Accounts.Wanted;

/// The first administrator, and the way back for whoever lost the last one's password.
final class FirstAccount {
  static final String LOGIN = "admin";

  private static final Logger LOG = LoggerFactory.getLogger(FirstAccount.class);

  private final Accounts accounts;
  private final Passwords passwords;
  private final AuditTrail audit;
  private final StaffSettings settings;
  private final InstantSource clock;
  private final PrintStream output;

  /// @param output where a one-time password is printed: past the log, which is kept and sent on
  FirstAccount(
      Accounts accounts,
      Passwords passwords,
      AuditTrail audit,
      StaffSettings settings,
      InstantSource clock,
      PrintStream output) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.audit = audit;
    this.settings = settings;
    this.clock = clock;
    this.output = output;
  }

  /// Makes the first administrator when there is no account, and prints the password once.
  ///
  /// @param address of the desk
  void make(String address) {
    boolean given = !settings.firstPassword().isEmpty();
    String password = given ? settings.firstPassword() : passwords.oneTime();
    Wanted wanted =
        new Wanted(
            "Адміністратор",
            EnumSet.of(Role.ADMINISTRATOR, Role.SUPERVISOR, Role.OPERATOR),
            Set.of(),
            5,
            true);
    if (accounts.version() > 0 && !accounts.all().isEmpty()) {
      return;
    }
    Optional<UUID> made =
        accounts.createFirst(LOGIN, wanted, passwords.hash(password), clock.instant());
    made.ifPresent(id -> {
      audit.add(
          new AuditTrail.Entry(
              clock.instant(), id.toString(), wanted.name(), "account-created", null, LOGIN));
      if (given) {
        LOG.info(
            "The first account is there: {} with holos.desk.first-password, to be changed at the"
                + " first sign-in at {}",
            LOGIN,
            address);
      } else {
        print(
            "The first account of the operator desk. Its password is shown only now",
            LOGIN,
            password,
            address);
      }
    });
  }

  /// Gives `holos.desk.regain-account` a new one-time password and makes it an administrator that
  /// can sign in.
  void regain(String address) {
    String login = settings.regainAccount();
    if (login.isEmpty()) {
      return;
    }
    Optional<Account> found = accounts.byLogin(login);
    if (found.isEmpty()) {
      LOG.error(
          "holos.desk.regain-account: found a login that no account has, expected one of an"
              + " account");
      return;
    }
    StaffMember member = found.get().member();
    Set<Role> roles = EnumSet.of(Role.ADMINISTRATOR);
    roles.addAll(member.roles());
    String password = passwords.oneTime();
    audit.add(
        new AuditTrail.Entry(
            clock.instant(),
            null,
            "holos.desk.regain-account",
            "account-regained",
            null,
            member.login()));
    accounts.change(
        member.id(), new Wanted(member.name(), roles, member.skills(), member.parallel(), true));
    accounts.setSecondFactor(member.id(), null, List.of());
    accounts.setPassword(member.id(), passwords.hash(password), true);
    print(
        "This account was regained. Take holos.desk.regain-account away before the next start",
        member.login(),
        password,
        address);
  }

  private void print(String what, String login, String password, String address) {
    String bar = "=".repeat(88);
    String text =
        """

        %s
        %s.
        Address: %s
        Login: %s
        One-time password: %s
        It has to be changed at the first sign-in.
        %s

        """
            .formatted(bar, what, address, login, password, bar);
    // In one go: the log writes to the same place at the same time.
    output.print(text);
    output.flush();
  }
}
