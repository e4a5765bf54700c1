package ua.holos.gateway.staff;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/// Leads whoever isn't signed in to the sign-in page, and remembers where they wanted to go.
/// Scripts get 401 instead: a page in place of their answer would tell them nothing.
final class SignInFirst implements AuthenticationEntryPoint {

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException missing)
      throws IOException {
    if (byScript(request)) {
      response.setHeader("HX-Redirect", "/desk/sign-in");
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      return;
    }
    if ("GET".equals(request.getMethod())) {
      String query = request.getQueryString();
      String path = request.getRequestURI() + (query == null ? "" : "?" + query);
      // In this application by construction; and never as long as a cookie's worth of nonsense.
      if (path.startsWith("/desk") && path.length() <= 500) {
        request.getSession(true).setAttribute(DeskSessions.WANTED, path);
      }
    }
    response.sendRedirect("/desk/sign-in");
  }

  private static boolean byScript(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    String mode = request.getHeader("Sec-Fetch-Mode");
    return request.getHeader("HX-Request") != null
        || accept != null && accept.contains("text/event-stream")
        || mode != null && !mode.equals("navigate");
  }
}
