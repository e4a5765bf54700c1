package ua.holos.gateway.staff;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets only so many at a time through of what open pages ask by themselves. Whenever something
/// happens all of them ask at once, and without this they would take every connection to Redis from
/// the citizens' messages. What somebody presses or opens isn't held up here.
final class DeskDoor extends OncePerRequestFilter {
  /// A quarter of the connections to Redis.
  static final int AT_ONCE = 12;

  private static final Set<String> BY_THEMSELVES =
      Set.of(
          "/desk/queue",
          "/desk/messages",
          "/desk/head",
          "/desk/facts",
          "/desk/colleagues",
          "/desk/presence");

  private final Semaphore places;
  private final Duration patience;

  /// @param patience after which a page is told to come again
  DeskDoor(int atOnce, Duration patience) {
    this.places = new Semaphore(atOnce, true);
    this.patience = patience;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !BY_THEMSELVES.contains(request.getRequestURI());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!entered()) {
      response.setHeader("Retry-After", "5");
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      return;
    }
    try {
      chain.doFilter(request, response);
    } finally {
      places.release();
    }
  }

  private boolean entered() {
    try {
      return places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
