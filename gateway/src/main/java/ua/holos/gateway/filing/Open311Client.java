package ua.holos.gateway.filing;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.JsonNode;
import ua.holos.gateway.open311.CoreSettings;

/// Calls an Open311 endpoint and tells what came of it; never throws for what a network or a core
/// system can do.
final class Open311Client {
  private static final int LONGEST_ANSWER = 20_000_000;

  private final RestClient http;
  private final Supplier<String> url;
  private final String suffix;

  /// @param url the endpoint; asked for at every call, because the embedded core's port is known
  ///   only when it runs
  Open311Client(CoreSettings settings, Supplier<String> url) {
    // HTTP/1.1: many cores stand behind servers that stumble over an upgrade to HTTP/2.
    JdkClientHttpRequestFactory requests =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
    requests.setReadTimeout(settings.readTimeout());
    this.http = RestClient.builder().requestFactory(requests).build();
    this.url = url;
    this.suffix = "." + settings.format();
  }

  /// One name and value of a query or a form; the same name may come again.
  record Parameter(String name, String value) {}

  CoreAnswer get(String path, List<Parameter> query) {
    String address = url.get() + path + suffix + (query.isEmpty() ? "" : "?" + encoded(query));
    return call(path, http.get().uri(URI.create(address)));
  }

  CoreAnswer post(String path, List<Parameter> form, Map<String, String> headers) {
    byte[] body = encoded(form).getBytes(StandardCharsets.US_ASCII);
    RestClient.RequestBodySpec request =
        http.post()
            .uri(URI.create(url.get() + path + suffix))
            .contentType(
                new MediaType(MediaType.APPLICATION_FORM_URLENCODED, StandardCharsets.UTF_8));
    headers.forEach((name, value) -> request.header(name, value));
    return call(path, request.body(body));
  }

  private CoreAnswer call(String path, RestClient.RequestHeadersSpec<?> request) {
    try {
      CoreAnswer answer =
          request.exchange((sent, response) -> {
            byte[] body = response.getBody().readNBytes(LONGEST_ANSWER);
            return understand(path, response.getStatusCode().value(), body);
          });
      return answer == null ? new CoreAnswer.Silent(path + ": no answer") : answer;
    } catch (ResourceAccessException e) {
      return new CoreAnswer.Silent(path + ": " + cause(e));
    } catch (RestClientException e) {
      return new CoreAnswer.Silent(path + ": " + e.getClass().getSimpleName());
    }
  }

  private static CoreAnswer understand(String path, int status, byte[] body) {
    Optional<List<JsonNode>> items = Open311Reader.items(body);
    if (status >= 200 && status < 300) {
      return items
          .<CoreAnswer>map(CoreAnswer.Told::new)
          .orElseGet(() -> new CoreAnswer.Silent(path + ": the answer is neither JSON nor XML"));
    }
    Optional<JsonNode> error =
        items
            .filter(found -> !found.isEmpty())
            .map(List::getFirst)
            .filter(found -> found.has("code") || found.has("description"));
    if (status >= 400 && status < 500 && error.isPresent()) {
      return new CoreAnswer.Denied(
          status,
          Open311Reader.text(error.get(), "code").orElse(Integer.toString(status)),
          Open311Reader.text(error.get(), "description").orElse(""));
    }
    return new CoreAnswer.Silent(path + ": HTTP " + status);
  }

  private static String cause(ResourceAccessException e) {
    Throwable cause = e.getCause() instanceof IOException io ? io : e;
    return cause.getClass().getSimpleName();
  }

  private static String encoded(List<Parameter> parameters) {
    List<String> pairs = new ArrayList<>();
    for (Parameter parameter : parameters) {
      pairs.add(encoded(parameter.name()) + "=" + encoded(parameter.value()));
    }
    return String.join("&", pairs);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
