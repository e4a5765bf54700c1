package ua.holos.gateway.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;

/// Posts what happened to the bot's webhook.
final class CallbackPost implements AutoCloseable {

  /// What the bot answered.
  ///
  /// @param status 0 when there was no answer
  /// @param retryAfter in seconds, 0 when the bot didn't say
  record Reply(int status, byte[] body, int retryAfter) {
    boolean accepted() {
      return status >= 200 && status < 300;
    }
  }

  private final HttpClient client;

  CallbackPost(Executor threads) {
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
  }

  Reply post(URI to, Map<String, String> headers, byte[] body, Duration patience) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to)
            .timeout(patience)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Reply(
          response.statusCode(),
          response.body(),
          response.headers().firstValue("Retry-After").map(CallbackPost::seconds).orElse(0));
    } catch (IOException e) {
      return new Reply(0, new byte[0], 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reply(0, new byte[0], 0);
    }
  }

  private static int seconds(String header) {
    return header.matches("[0-9]{1,4}") ? Integer.parseInt(header) : 0;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
