package ua.holos.gateway.staff;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.transaction.TransactionException;

/// Tells the audit trail that somebody signed out. Spring Security ends the session.
final class SignOut implements LogoutHandler {
  private static final Logger LOG = LoggerFactory.getLogger(SignOut.class);

  private final SignedInStaff current;
  private final AuditTrail audit;
  private final InstantSource clock;

  SignOut(SignedInStaff current, AuditTrail audit, InstantSource clock) {
    this.current = current;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public void logout(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Authentication authentication) {
    try {
      current
          .account()
          .map(Account::member)
          .ifPresent(member ->
              audit.add(
                  new AuditTrail.Entry(
                      clock.instant(),
                      member.id().toString(),
                      member.name(),
                      "signed-out",
                      null,
                      "")));
    } catch (DataAccessException | TransactionException away) {
      // Nobody is kept from signing out.
      LOG.warn("A sign-out has no line in the audit trail: SQL is away");
    }
  }
}
