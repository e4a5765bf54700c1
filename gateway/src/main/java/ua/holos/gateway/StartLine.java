package ua.holos.gateway;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Tells where the page is as soon as Holos is ready.
@Component
final class StartLine {
  private static final Logger LOG = LoggerFactory.getLogger("Holos");

  private final Environment environment;

  StartLine(Environment environment) {
    this.environment = environment;
  }

  @EventListener(ApplicationReadyEvent.class)
  void tell() {
    String port = environment.getProperty("local.server.port");
    if (port != null) {
      LOG.info("Holos: http://localhost:{}/", port);
    }
  }
}
