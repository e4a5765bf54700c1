package ua.holos.gateway.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/// Who may see a page of staff (departments, IT): with a password whoever knows it, without one
/// only who sits at this machine. Forms are taken from the page itself only.
public final class PageAccess extends OncePerRequestFilter {
  private static final int MOST_TRIES = 10;
  private static final Duration TRIES_WITHIN = Duration.ofMinutes(1);
  private static final int MOST_ADDRESSES = 10_000;

  private static final Properties WORDS = words();

  private final String password;
  private final InstantSource clock;
  private final Map<String, Tries> wrong =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  private record Tries(Instant since, int count) {}

  /// @param password empty: only from this machine
  public PageAccess(String password, InstantSource clock) {
    this.password = password;
    this.clock = clock;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; img-src 'self' http: https:; form-action 'self';"
            + " base-uri 'none'; frame-ancestors 'none'");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("X-Content-Type-Options", "nosniff");
    // Not "no-referrer": a browser would then send forms with "Origin: null".
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cache-Control", "no-store");
    if (password.isEmpty()) {
      if (!Callers.fromThisMachine(request)) {
        say(response, 403, "closed.here");
        return;
      }
    } else if (!knowsPassword(request, response)) {
      return;
    }
    if (!"GET".equals(request.getMethod())
        && !"HEAD".equals(request.getMethod())
        && !fromOurPage(request)) {
      say(response, 403, "closed.origin");
      return;
    }
    chain.doFilter(request, response);
  }

  private boolean knowsPassword(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String address = request.getRemoteAddr();
    if (tooMany(address)) {
      response.setHeader("Retry-After", Long.toString(TRIES_WITHIN.toSeconds()));
      say(response, 429, "closed.tries");
      return false;
    }
    String found = basicPassword(request.getHeader("Authorization"));
    if (Callers.same(password, found)) {
      return true;
    }
    if (found != null) {
      countWrong(address);
    }
    response.setHeader("WWW-Authenticate", "Basic realm=\"Holos\", charset=\"UTF-8\"");
    say(response, 401, "closed.password");
    return false;
  }

  private boolean tooMany(String address) {
    synchronized (wrong) {
      Tries tries = wrong.get(address);
      return tries != null
          && tries.count() >= MOST_TRIES
          && tries.since().plus(TRIES_WITHIN).isAfter(clock.instant());
    }
  }

  private void countWrong(String address) {
    Instant now = clock.instant();
    synchronized (wrong) {
      wrong.merge(
          address,
          new Tries(now, 1),
          (known, fresh) ->
              known.since().plus(TRIES_WITHIN).isAfter(now)
                  ? new Tries(known.since(), known.count() + 1)
                  : fresh);
    }
  }

  /// The password of HTTP Basic (RFC 7617); any user name.
  private static @Nullable String basicPassword(@Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return null;
    }
    try {
      String pair =
          new String(
              Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? null : pair.substring(colon + 1);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  /// A browser names the page that a form comes from; what names none isn't a browser with
  /// somebody's password in it, but neither our page.
  private static boolean fromOurPage(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    if (origin == null) {
      origin = request.getHeader("Referer");
    }
    String host = request.getHeader("Host");
    if (origin == null || host == null) {
      return false;
    }
    try {
      return host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException notAUri) {
      return false;
    }
  }

  private static void say(HttpServletResponse response, int status, String key) throws IOException {
    response.setStatus(status);
    response.setContentType("text/plain; charset=utf-8");
    response.getWriter().println(WORDS.getProperty(key));
  }

  private static Properties words() {
    Properties words = new Properties();
    try (var in = PageAccess.class.getResourceAsStream("words.properties")) {
      if (in == null) {
        throw new IllegalStateException("words.properties is missing in the jar");
      }
      words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
  }
}
