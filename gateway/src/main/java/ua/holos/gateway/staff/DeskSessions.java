package ua.holos.gateway.staff;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;

/// Begins and ends sessions of people who sign in.
final class DeskSessions {
  static final String WANTED = "holos.wanted";

  private static final Duration CODE_WITHIN = Duration.ofMinutes(10);

  private final SecurityContextRepository contexts;
  private final CsrfTokenRepository tokens;
  private final Duration idle;
  private final InstantSource clock;

  DeskSessions(
      SecurityContextRepository contexts,
      CsrfTokenRepository tokens,
      Duration idle,
      InstantSource clock) {
    this.contexts = contexts;
    this.tokens = tokens;
    this.idle = idle;
    this.clock = clock;
  }

  /// Begins a session under a new id: whoever slipped the browser an old one has nothing of it.
  ///
  /// @param provider whether the identity provider vouched for them
  void begin(
      HttpServletRequest request, HttpServletResponse response, Account account, boolean provider) {
    HttpSession session = request.getSession(true);
    request.changeSessionId();
    session.setMaxInactiveInterval((int) idle.toSeconds());
    session.removeAttribute(HalfSignedIn.ATTRIBUTE);
    session.removeAttribute(NewSecondFactor.ATTRIBUTE);
    tokens.saveToken(null, request, response);
    SecurityContext context =
        new SecurityContextImpl(new SignedIn(account.member().id(), account.epoch(), provider));
    SecurityContextHolder.setContext(context);
    contexts.saveContext(context, request, response);
  }

  /// Remembers that the password was right and the code is missing.
  void half(HttpServletRequest request, Account account) {
    HttpSession session = request.getSession(true);
    request.changeSessionId();
    session.setAttribute(
        HalfSignedIn.ATTRIBUTE,
        new HalfSignedIn(
            account.member().id(), account.epoch(), clock.instant().plus(CODE_WITHIN)));
  }

  @Nullable HalfSignedIn half(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session == null ? null : (HalfSignedIn) session.getAttribute(HalfSignedIn.ATTRIBUTE);
  }

  /// Where somebody wanted to go who had to sign in first.
  static String wanted(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null && session.getAttribute(WANTED) instanceof String wanted) {
      session.removeAttribute(WANTED);
      return wanted;
    }
    return "/desk";
  }

  /// Ends the session of this request.
  static void end(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
    SecurityContextHolder.clearContext();
  }
}
