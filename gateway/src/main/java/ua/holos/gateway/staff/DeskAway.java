package ua.holos.gateway.staff;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import redis.clients.jedis.exceptions.JedisException;
import ua.holos.gateway.record.RecordUnavailableException;

/// Says plainly that a database is away where a page of the desk could do nothing without it. In
/// both languages and without the frame, which itself needs what is away.
final class DeskAway extends OncePerRequestFilter {
  private static final Logger LOG = LoggerFactory.getLogger(DeskAway.class);

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="uk"><head><meta charset="utf-8"><title>Holos</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <link rel="stylesheet" href="/desk.css"></head>
      <body><main><section class="narrow"><h1>База даних зараз не відповідає</h1>
      <p>Ми нічого не записали. Звернення мешканців приймаються далі. Спробуйте за хвилину.</p>
      <p lang="en">The database does not answer just now. Nothing was stored; citizens are served
      all the same. Please try again in a minute.</p></section></main></body></html>
      """;

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (ServletException | RuntimeException e) {
      if (!away(e) || response.isCommitted()) {
        throw e;
      }
      LOG.warn("The desk can't answer: {}", e.getClass().getSimpleName());
      response.resetBuffer();
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      response.setHeader("Retry-After", "60");
      response.setHeader("Cache-Control", "no-store");
      response.setHeader(
          "Content-Security-Policy",
          "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'");
      response.setContentType("text/html; charset=utf-8");
      response.getWriter().write(PAGE);
    }
  }

  private static boolean away(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof DataAccessException
          || cause instanceof TransactionException
          || cause instanceof JedisException
          || cause instanceof RecordUnavailableException) {
        return true;
      }
    }
    return false;
  }
}
