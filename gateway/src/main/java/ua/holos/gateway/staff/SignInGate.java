package ua.holos.gateway.staff;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Looks at every session's account: ends what was ended elsewhere, and leads to the page that
/// comes first those who have yet to choose a password or set up a second factor.
final class SignInGate extends OncePerRequestFilter {
  private static final Logger LOG = LoggerFactory.getLogger(SignInGate.class);

  private final SignedInStaff current;
  private final AccountDirectory directory;

  SignInGate(SignedInStaff current, AccountDirectory directory) {
    this.current = current;
    this.directory = directory;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn session) {
      if (!counts(session)) {
        DeskSessions.end(request);
      } else {
        String first = first(session);
        if (first != null && !mayPass(request.getRequestURI(), first)) {
          response.setHeader("HX-Redirect", first);
          response.setStatus(HttpServletResponse.SC_SEE_OTHER);
          response.setHeader("Location", first);
          return;
        }
      }
    }
    chain.doFilter(request, response);
  }

  /// What doesn't fit is looked up once more: the session may have begun at another replica a
  /// moment ago.
  private boolean counts(SignedIn session) {
    if (current.counts(session)) {
      return true;
    }
    try {
      directory.refresh();
    } catch (DataAccessException | TransactionException away) {
      LOG.warn("An account can't be looked up: {}", away.getClass().getSimpleName());
    }
    return current.counts(session);
  }

  private @Nullable String first(SignedIn session) {
    return switch (current.step(session)) {
      case NONE -> null;
      case CHANGE_PASSWORD -> "/desk/password";
      case SET_UP_SECOND_FACTOR -> "/desk/second-factor";
    };
  }

  private static boolean mayPass(String path, String first) {
    return path.equals(first) || path.equals("/desk/sign-out");
  }
}
