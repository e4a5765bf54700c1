package ua.holos.gateway.access;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/// Remembers that somebody passed a request on, before Tomcat believes the headers that say so and
/// takes them away: a neighbour on the same network could otherwise claim to be this machine.
final class ForwardedMark extends ValveBase {
  /// A request's attribute, present when it was passed on.
  static final String ATTRIBUTE = "ua.holos.forwarded";

  private static final List<String> HEADERS =
      List.of("X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Forwarded");

  ForwardedMark() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    if (HEADERS.stream().anyMatch(header -> request.getHeader(header) != null)) {
      request.setAttribute(ATTRIBUTE, Boolean.TRUE);
    }
    getNext().invoke(request, response);
  }

  /// Puts it before the valve that Boot adds for `server.forward-headers-strategy`.
  static final class First
      implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory>, Ordered {
    @Override
    public void customize(ConfigurableTomcatWebServerFactory server) {
      server.addEngineValves(new ForwardedMark());
    }

    @Override
    public int getOrder() {
      return HIGHEST_PRECEDENCE;
    }
  }
}
