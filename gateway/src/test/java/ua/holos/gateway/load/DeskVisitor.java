package ua.holos.gateway.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Somebody of the staff at the desk's pages, as a browser shows them: with cookies, and with the
/// token of the session in every form. One at a time uses it.
final class DeskVisitor implements AutoCloseable {
  /// The first administrator, who answers citizens too.
  static final String FIRST_LOGIN = "admin";

  /// For `holos.desk.first-password`.
  static final String FIRST_PASSWORD = "Перший-ключ-каштана-7";

  private static final String OWN_PASSWORD = "Другий-ключ-каштана-8";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final Pattern ONE_TIME = Pattern.compile("<code class=\"secret\">([^<]+)</code>");

  private final URI root;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(new CookieManager())
          .connectTimeout(Duration.ofSeconds(2))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private String token = "";

  DeskVisitor(int port) {
    this.root = URI.create("http://127.0.0.1:" + port);
  }

  /// Signs in with a one-time password, chooses an own one, and stays signed in.
  void signInFirst(String login, String oneTimePassword) throws IOException, InterruptedException {
    takeToken("/desk/sign-in");
    expect(303, 302, post("/desk/sign-in", "login", login, "password", oneTimePassword));
    takeToken("/desk/password");
    expect(
        303,
        302,
        post(
            "/desk/password",
            "old",
            oneTimePassword,
            "password",
            OWN_PASSWORD,
            "again",
            OWN_PASSWORD));
    takeToken("/desk");
  }

  /// Makes an account for an operator, as an administrator; the one-time password.
  String hire(String login, String name, int parallel) throws IOException, InterruptedException {
    HttpResponse<String> made =
        post(
            "/desk/accounts",
            "login",
            login,
            "name",
            name,
            "roles",
            "OPERATOR",
            "parallel",
            Integer.toString(parallel),
            "active",
            "on");
    Matcher password = ONE_TIME.matcher(made.body());
    if (!password.find()) {
      throw new IOException("No account was made: " + made.statusCode());
    }
    return password.group(1);
  }

  int claim(String conversation) throws IOException, InterruptedException {
    return claim(conversation, UUID.randomUUID().toString());
  }

  /// @param request of the same name as before: the same once more
  int claim(String conversation, String request) throws IOException, InterruptedException {
    return post("/desk/claim", "conversation", conversation, "request", request).statusCode();
  }

  /// @param request of the same name as before: the same once more
  int reply(String conversation, String request, String text)
      throws IOException, InterruptedException {
    return post("/desk/reply", "conversation", conversation, "request", request, "text", text)
        .statusCode();
  }

  /// The page's sign of life.
  int beat(String conversation) throws IOException, InterruptedException {
    return post("/desk/presence", "conversation", conversation).statusCode();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(root.resolve(path)).timeout(PATIENCE).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /// Opens the stream of news of the page; it ends when it is closed.
  HttpResponse<InputStream> events(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(root.resolve(path)).header("Accept", "text/event-stream").build(),
        HttpResponse.BodyHandlers.ofInputStream());
  }

  /// Posts a form.
  ///
  /// @param form names and values in turn, without the token
  HttpResponse<String> post(String path, String... form) throws IOException, InterruptedException {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < form.length; i += 2) {
      fields.add(form[i] + "=" + URLEncoder.encode(form[i + 1], StandardCharsets.UTF_8));
    }
    fields.add("_csrf=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
    return http.send(
        HttpRequest.newBuilder(root.resolve(path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(String.join("&", fields)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /// The token counts as long as the session does.
  private void takeToken(String page) throws IOException, InterruptedException {
    HttpResponse<String> found = get(page);
    Matcher form = TOKEN.matcher(found.body());
    if (!form.find()) {
      throw new IOException(page + " has no form: " + found.statusCode());
    }
    token = form.group(1);
  }

  private static void expect(int status, int or, HttpResponse<String> found) throws IOException {
    if (found.statusCode() != status && found.statusCode() != or) {
      throw new IOException(found.uri().getPath() + ": " + found.statusCode());
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
