package ua.holos.gateway.open311;

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

  /// The address for others, without a slash at its end.
  public String value() {
    String set = environment.getProperty("holos.public-url", "").strip();
    return set.isEmpty() ? "http://localhost:" + port() : set.replaceAll("/+$", "");
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
