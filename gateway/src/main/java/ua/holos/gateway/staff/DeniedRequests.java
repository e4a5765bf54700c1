package ua.holos.gateway.staff;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.transaction.TransactionException;

/// What somebody may not do: a page that says so, and a line in the audit trail.
final class DeniedRequests implements AccessDeniedHandler {
  static final String FORGED = "holos.forged";

  private static final Logger LOG = LoggerFactory.getLogger(DeniedRequests.class);

  private final SignedInStaff current;
  private final AuditTrail audit;
  private final InstantSource clock;

  DeniedRequests(SignedInStaff current, AuditTrail audit, InstantSource clock) {
    this.current = current;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException, ServletException {
    boolean forged = denied instanceof CsrfException;
    tell(request, forged);
    if (response.isCommitted()) {
      return;
    }
    response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    request.setAttribute(FORGED, forged);
    request.getRequestDispatcher("/desk/refused").forward(request, response);
  }

  private void tell(HttpServletRequest request, boolean forged) {
    String what = (forged ? "csrf " : "") + request.getMethod() + " " + request.getRequestURI();
    try {
      Optional<StaffMember> who = current.account().map(Account::member);
      audit.add(
          new AuditTrail.Entry(
              clock.instant(),
              who.map(member -> member.id().toString()).orElse(null),
              who.map(StaffMember::name).orElse(""),
              "refused",
              null,
              what));
    } catch (DataAccessException | TransactionException away) {
      // It is refused all the same.
      LOG.warn("A refused request has no line in the audit trail: SQL is away");
    }
  }
}
