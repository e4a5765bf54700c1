package ua.holos.gateway.staff;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.transaction.TransactionException;

/// Tells the audit trail and the desk that somebody signed out. Spring Security ends the session.
final class SignOut implements LogoutHandler {
  private static final Logger LOG = LoggerFactory.getLogger(SignOut.class);

  private final SignedInStaff current;
  private final AuditTrail audit;
  private final InstantSource clock;
  private final ApplicationEventPublisher events;

  SignOut(
      SignedInStaff current,
      AuditTrail audit,
      InstantSource clock,
      ApplicationEventPublisher events) {
    this.current = current;
    this.audit = audit;
    this.clock = clock;
    this.events = events;
  }

  @Override
  public void logout(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Authentication authentication) {
    Optional<StaffMember> member = current.account().map(Account::member);
    try {
      member.ifPresent(one ->
          audit.add(
              new AuditTrail.Entry(
                  clock.instant(), one.id().toString(), one.name(), "signed-out", null, "")));
    } catch (DataAccessException | TransactionException away) {
      // Nobody is kept from signing out.
      LOG.warn("A sign-out has no line in the audit trail: SQL is away");
    }
    member.map(SignedOut::new).ifPresent(events::publishEvent);
  }
}
