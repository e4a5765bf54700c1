package ua.holos.gateway.staff;

import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;

/// Who is asking, by the session and the accounts as they are now.
final class SignedInStaff implements CurrentStaff {
  private final AccountDirectory directory;
  private final StaffSettings settings;

  SignedInStaff(AccountDirectory directory, StaffSettings settings) {
    this.directory = directory;
    this.settings = settings;
  }

  /// What somebody who has signed in has to do before anything else.
  enum Step {
    NONE,
    CHANGE_PASSWORD,
    SET_UP_SECOND_FACTOR
  }

  @Override
  public StaffMember get() {
    return whole()
        .map(Account::member)
        .orElseThrow(() -> new AccessDeniedException("Nobody is signed in"));
  }

  /// Whoever is signed in and has done all that comes first.
  Optional<Account> whole() {
    return signedIn()
        .filter(session -> step(session) == Step.NONE)
        .flatMap(session -> directory.account(session.account()));
  }

  /// Whoever is signed in, also those who have yet to choose a password.
  Optional<Account> account() {
    return signedIn().flatMap(session -> directory.account(session.account()));
  }

  /// The session of this request, if it still counts.
  Optional<SignedIn> signedIn() {
    return SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn session
            && counts(session)
        ? Optional.of(session)
        : Optional.empty();
  }

  /// Whether a session's account may still be used, as far as is known.
  boolean counts(SignedIn session) {
    return directory
        .account(session.account())
        .filter(account -> account.member().active() && account.epoch() == session.epoch())
        .isPresent();
  }

  Step step(SignedIn session) {
    if (session.provider()) {
      return Step.NONE;
    }
    return directory.account(session.account()).map(this::step).orElse(Step.NONE);
  }

  private Step step(Account account) {
    if (account.mustChange()) {
      return Step.CHANGE_PASSWORD;
    }
    return !account.secondFactor() && settings.secondFactorRequired(account.member())
        ? Step.SET_UP_SECOND_FACTOR
        : Step.NONE;
  }
}
