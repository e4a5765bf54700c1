package ua.holos.channel.sms;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import ua.holos.channel.support.LimitedInputStream;
import ua.holos.channel.support.Redaction;

/// Calls of TurboSMS's HTTP API (https://turbosms.ua/api.html). Every answer is a value.
final class TurboSmsApi implements AutoCloseable {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
  private static final long LARGEST_ANSWER = 1 << 20;

  private final JsonMapper mapper = JsonMapper.shared();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final SmsSettings.TurboSms settings;
  private final Duration answerWithin;
  private final Redaction redaction;
  private final HttpClient client;

  /// @param answerWithin how long a call may take
  TurboSmsApi(SmsSettings.TurboSms settings, Duration answerWithin) {
    this.settings = settings;
    this.answerWithin = answerWithin;
    this.redaction = new Redaction(settings.token());
    this.client =
        HttpClient.newBuilder()
            // Without encryption an upgrade to HTTP/2 would be tried, which some servers take ill.
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_WITHIN)
            .executor(threads)
            .build();
  }

  /// Sends one text to one number.
  ///
  /// @param to digits without a plus
  /// @param sequenceId the same for every try of the same text: TurboSMS sends it once
  TurboSmsAnswer send(String to, String text, String sequenceId) {
    ObjectNode request = mapper.createObjectNode();
    request.putArray("recipients").add(to);
    request.putObject("sms").put("sender", settings.sender()).put("text", text);
    request.put("sequence_id", sequenceId);
    return call("/message/send.json", request);
  }

  /// Asks what became of messages.
  TurboSmsAnswer statuses(List<String> messageIds) {
    ObjectNode request = mapper.createObjectNode();
    var ids = request.putArray("messages");
    messageIds.forEach(ids::add);
    return call("/message/status.json", request);
  }

  private TurboSmsAnswer call(String path, ObjectNode body) {
    String base = settings.apiUrl().toString().replaceAll("/+$", "");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(answerWithin)
            .header("Authorization", "Bearer " + settings.token())
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    body.toString().getBytes(StandardCharsets.UTF_8)))
            .build();
    try {
      return answer(client.send(request, HttpResponse.BodyHandlers.ofInputStream()));
    } catch (IOException | JacksonException e) {
      return new TurboSmsAnswer.None(redaction.of(e.getClass().getSimpleName()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new TurboSmsAnswer.None("interrupted");
    }
  }

  private TurboSmsAnswer answer(HttpResponse<InputStream> response) throws IOException {
    try (InputStream body = new LimitedInputStream(response.body(), LARGEST_ANSWER)) {
      if (response.statusCode() != 200) {
        return new TurboSmsAnswer.Refused(response.statusCode(), retryAfter(response));
      }
      JsonNode json = mapper.readTree(body);
      if (json == null || !json.path("response_code").isIntegralNumber()) {
        return new TurboSmsAnswer.None("the answer isn't TurboSMS's");
      }
      return new TurboSmsAnswer.Said(
          json.path("response_code").asInt(-1),
          redaction.of(json.path("response_status").asString("")),
          json.path("response_result"));
    }
  }

  private static Duration retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("[0-9]{1,5}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)))
        .orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdownNow();
  }
}
