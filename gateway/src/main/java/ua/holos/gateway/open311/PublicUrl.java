package ua.holos.gateway.open311;

import java.util.Optional;
import org.springframework.core.env.Environment;

/// Where Holos is reached: by the world (`holos.public-url`), and by itself on this machine.
public final class PublicUrl {
  private final Environment environment;

  public PublicUrl(Environment environment) {
    this.environment = environment;
    String set = environment.getProperty("holos.public-url", "");
    if (!set.isBlank() && !set.matches("https?://[^/\\s]+.*")) {
      throw new IllegalArgumentException(
          "holos.public-url: found \"" + set + "\", expected http://… or https://…");
    }
  }

  /// The address for others, without a slash at its end; this machine's own when none is set.
  public String value() {
    return given().orElseGet(() -> "http://localhost:" + port());
  }

  /// The address that was set, without a slash at its end; empty when none was: then nobody outside
  /// this machine can be sent here.
  public Optional<String> given() {
    String set = environment.getProperty("holos.public-url", "").strip();
    return set.isEmpty() ? Optional.empty() : Optional.of(set.replaceAll("/+$", ""));
  }

  /// The address for ourselves, without a slash at its end.
  public String loopback() {
    return "http://127.0.0.1:" + port();
  }

  private String port() {
    String running = environment.getProperty("local.server.port");
    return running != null ? running : environment.getProperty("server.port", "8080");
  }
}
