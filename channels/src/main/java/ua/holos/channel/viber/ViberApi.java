package ua.holos.channel.viber;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import ua.holos.channel.support.Redaction;

/// Calls of the Bots API. Every answer is a value, and the token leaves this class in its header
/// only.
final class ViberApi implements AutoCloseable {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
  private static final int TOKEN_REFUSED = 2;
  private static final long LARGEST_ANSWER = 1 << 20;
  private static final HttpResponse.BodyHandler<byte[]> LIMITED =
      HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LARGEST_ANSWER);

  /// `message` needs no wish.
  private static final List<String> EVENTS =
      List.of("delivered", "seen", "failed", "subscribed", "unsubscribed", "conversation_started");

  private final JsonMapper json;
  private final String base;
  private final String token;
  private final Duration answerWithin;
  private final Redaction redaction;
  private final InstantSource clock;
  private final HttpClient client =
      HttpClient.newBuilder()
          // Over plain HTTP the client would ask each time for an upgrade to HTTP/2.
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_WITHIN)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /// @param answerWithin how long a call may take
  ViberApi(ViberSettings settings, JsonMapper json, Duration answerWithin, InstantSource clock) {
    this.json = json;
    this.base = settings.apiUrl().toString().replaceAll("/+$", "");
    this.token = settings.token();
    this.answerWithin = answerWithin;
    this.redaction = new Redaction(settings.token());
    this.clock = clock;
  }

  ViberAnswer send(ViberMessage message) {
    return call("send_message", message);
  }

  /// Asks Viber to deliver to this address. Viber calls it while this call is under way.
  ViberAnswer setWebhook(URI address) {
    return call(
        "set_webhook",
        Map.of(
            "url",
            address.toString(),
            "event_types",
            EVENTS,
            "send_name",
            true,
            "send_photo",
            false));
  }

  private ViberAnswer call(String method, Object body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + "/" + method))
            .timeout(answerWithin)
            .header("Content-Type", "application/json; charset=UTF-8")
            .header("X-Viber-Auth-Token", token)
            .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
            .build();
    try {
      return answer(client.send(request, LIMITED));
    } catch (IOException e) {
      return new ViberAnswer.NoAnswer(redaction.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ViberAnswer.NoAnswer("interrupted");
    }
  }

  private ViberAnswer answer(HttpResponse<byte[]> response) {
    int code = response.statusCode();
    if (code == 429) {
      return new ViberAnswer.TooMany(
          response.headers().firstValue("Retry-After").map(this::wait).orElse(Duration.ZERO));
    }
    JsonNode node = code >= 500 ? null : readOrNull(response.body());
    if (node == null || !node.path("status").isIntegralNumber()) {
      return code == 401 || code == 403
          ? new ViberAnswer.Refused(TOKEN_REFUSED, "status " + code)
          : new ViberAnswer.NoAnswer("status " + code + " without an answer of the Bots API");
    }
    int status = node.path("status").asInt(-1);
    if (status != 0) {
      return new ViberAnswer.Refused(
          status, redaction.of(node.path("status_message").asString("")));
    }
    JsonNode billing = node.path("billing_status");
    return new ViberAnswer.Ok(
        ViberUpdateReader.token(node.path("message_token")),
        billing.isIntegralNumber() ? billing.asString() : "");
  }

  private @Nullable JsonNode readOrNull(byte[] bytes) {
    try {
      return json.readTree(bytes);
    } catch (JacksonException notJson) {
      return null;
    }
  }

  /// Seconds, or a date.
  private Duration wait(String retryAfter) {
    if (retryAfter.matches("[0-9]{1,5}")) {
      return Duration.ofSeconds(Long.parseLong(retryAfter));
    }
    try {
      ZonedDateTime date = ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration wait = Duration.between(clock.instant(), date.toInstant());
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeException notADate) {
      return Duration.ZERO;
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
