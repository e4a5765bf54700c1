package ua.holos.gateway.open311;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The city's core system (`holos.core.*`).
///
/// @param url the Open311 endpoint, ends before `/requests.json`; empty: the embedded core
/// @param apiKey our key there; empty with the embedded core: made up and kept in the data folder
/// @param jurisdiction sent as `jurisdiction_id`; empty: none
/// @param webhookSecret signs status changes; empty: made up and kept in the data folder
/// @param format `json` or `xml`
/// @param pollInterval how often status changes are asked for
/// @param connectTimeout how long a connection may take
/// @param readTimeout how long an answer may take: a core may write to a slow register
/// @param pagePassword opens the embedded core's page from anywhere; empty: from this machine only
@ConfigurationProperties("holos.core")
public record CoreSettings(
    @DefaultValue("") String url,
    @DefaultValue("") String apiKey,
    @DefaultValue("") String jurisdiction,
    @DefaultValue("") String webhookSecret,
    @DefaultValue("json") String format,
    @Nullable Duration pollInterval,
    @DefaultValue("5s") Duration connectTimeout,
    @DefaultValue("30s") Duration readTimeout,
    @DefaultValue("") String pagePassword) {

  private static final Duration FOREIGN_POLL = Duration.ofSeconds(60);
  private static final Duration SAFETY_POLL = Duration.ofMinutes(5);

  public CoreSettings {
    url = url.strip();
    while (url.endsWith("/")) {
      url = url.substring(0, url.length() - 1);
    }
    if (!url.isEmpty()) {
      requireHttp(url);
    }
    format = format.toLowerCase(Locale.ROOT);
    if (!format.equals("json") && !format.equals("xml")) {
      throw new IllegalArgumentException(
          "holos.core.format: found \"" + format + "\", expected json or xml");
    }
    requirePositive("holos.core.connect-timeout", connectTimeout);
    requirePositive("holos.core.read-timeout", readTimeout);
    if (pollInterval != null) {
      requirePositive("holos.core.poll-interval", pollInterval);
    }
    if (!pagePassword.isEmpty() && pagePassword.length() < 8) {
      throw new IllegalArgumentException(
          "holos.core.page-password: found "
              + pagePassword.length()
              + " characters, expected 8 or more, or none at all");
    }
  }

  /// Whether Holos runs its own core.
  public boolean embedded() {
    return url.isEmpty();
  }

  /// The time between two polls: as set, or 60 s for a foreign core, or 5 minutes as a safety net
  /// where status changes come by webhook.
  public Duration effectivePollInterval() {
    if (pollInterval != null) {
      return pollInterval;
    }
    return embedded() || !webhookSecret.isEmpty() ? SAFETY_POLL : FOREIGN_POLL;
  }

  private static void requireHttp(String url) {
    try {
      URI uri = URI.create(url);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return;
      }
    } catch (IllegalArgumentException notAUri) {
      // told below
    }
    throw new IllegalArgumentException(
        "holos.core.url: found \""
            + url
            + "\", expected http://… or https://… of an Open311 endpoint");
  }

  private static void requirePositive(String setting, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(
          setting + ": found " + value + ", expected a time such as 30s or 5m");
    }
  }
}
