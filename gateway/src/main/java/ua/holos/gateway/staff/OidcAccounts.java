package ua.holos.gateway.staff;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/// Whose account it is that the identity provider vouches for: by the provider's own id; where that
/// isn't known yet, by the login, which is a proven e-mail address or the name there; and otherwise
/// a new one.
@Component
final class OidcAccounts {
  private static final int PARALLEL = 5;

  private final Accounts accounts;
  private final AccountKeeping keeping;
  private final SignInTries tries;
  private final AuditTrail audit;
  private final OidcSettings settings;
  private final InstantSource clock = InstantSource.system();

  OidcAccounts(
      Accounts accounts,
      AccountKeeping keeping,
      SignInTries tries,
      AuditTrail audit,
      StaffSettings settings) {
    this.accounts = accounts;
    this.keeping = keeping;
    this.tries = tries;
    this.audit = audit;
    this.settings = settings.oidc();
  }

  /// What became of it.
  sealed interface Outcome {
    /// They are in.
    record In(Account account) implements Outcome {}

    /// There is an account, and it may not be used: an administrator has to allow it.
    record Inactive() implements Outcome {}
  }

  Outcome of(OidcUser user, String from) {
    String subject = user.getIssuer() + " " + user.getSubject();
    Account account =
        accounts
            .bySubject(subject)
            .or(() -> byLogin(user).map(known -> keeping.linkToProvider(known, subject)))
            .orElseGet(() -> make(user, subject));
    StaffMember member = account.member();
    Instant now = clock.instant();
    if (!member.active()) {
      audit.add(
          new AuditTrail.Entry(
              now,
              member.id().toString(),
              member.name(),
              "sign-in-failed",
              null,
              "oidc, deactivated, " + from));
      return new Outcome.Inactive();
    }
    audit.add(
        new AuditTrail.Entry(
            now, member.id().toString(), member.name(), "signed-in", null, "oidc, " + from));
    tries.signedIn(member.id(), now);
    return new Outcome.In(account);
  }

  /// An account that is somebody else's already is never taken over.
  private Optional<Account> byLogin(OidcUser user) {
    return provenMail(user)
        .flatMap(accounts::byLogin)
        .or(() -> plainByChosenName(user))
        .filter(account -> account.subject() == null);
  }

  /// A name that people may choose themselves at some providers opens an operator's account at
  /// most: nobody becomes an administrator by calling themselves `admin` there.
  private Optional<Account> plainByChosenName(OidcUser user) {
    return Optional.ofNullable(user.getPreferredUsername())
        .flatMap(accounts::byLogin)
        .filter(account -> Set.of(Role.OPERATOR).containsAll(account.member().roles()));
  }

  private static Optional<String> provenMail(OidcUser user) {
    return Boolean.TRUE.equals(user.getEmailVerified())
        ? Optional.ofNullable(user.getEmail())
        : Optional.empty();
  }

  private Account make(OidcUser user, String subject) {
    Set<Role> roles = roles(user.getClaim(settings.rolesClaim()));
    String name = user.getFullName();
    String login = freeLogin(user);
    return keeping.createFromProvider(
        login,
        new Accounts.Wanted(
            name == null || name.isBlank() ? login : name,
            roles,
            Set.of(),
            PARALLEL,
            !roles.isEmpty()),
        subject);
  }

  private String freeLogin(OidcUser user) {
    String preferred = user.getPreferredUsername();
    return Stream.of(provenMail(user), Optional.ofNullable(preferred))
        .flatMap(Optional::stream)
        .filter(login -> !login.isBlank() && accounts.byLogin(login).isEmpty())
        .findFirst()
        .orElse("oidc-" + user.getSubject());
  }

  /// Our roles among those of a claim: a list, one word, or words with spaces between; Keycloak has
  /// its lists one level deeper.
  static Set<Role> roles(@Nullable Object claim) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    Collection<?> words =
        switch (claim) {
          case null -> List.of();
          case Map<?, ?> deeper ->
              deeper.get("roles") instanceof Collection<?> list ? list : List.of();
          case Collection<?> list -> list;
          default -> List.of(claim.toString().split("[\\s,]+"));
        };
    for (Object word : words) {
      for (Role role : Role.values()) {
        if (role.name().equals(String.valueOf(word).toUpperCase(Locale.ROOT))) {
          roles.add(role);
        }
      }
    }
    return roles;
  }
}
