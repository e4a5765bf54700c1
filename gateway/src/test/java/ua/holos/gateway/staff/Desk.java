package ua.holos.gateway.staff;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A browser at the desk: keeps cookies, fills in forms with the token of the page, follows no
/// redirects by itself.
final class Desk {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final CookieManager cookies = new CookieManager();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private String root;

  Desk(String root) {
    this.root = root;
  }

  /// Goes on at another replica, cookies and all.
  void moveTo(String other) {
    root = other;
  }

  HttpResponse<String> get(String path, String... headers) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  /// Posts a form without any token.
  HttpResponse<String> forge(String path, String... form) throws IOException {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < form.length; i += 2) {
      fields.add(form[i] + "=" + URLEncoder.encode(form[i + 1], StandardCharsets.UTF_8));
    }
    return send(
        HttpRequest.newBuilder(address(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(String.join("&", fields)))
            .build());
  }

  /// Opens a page and posts a form of it.
  HttpResponse<String> fill(String page, String path, String... form) throws IOException {
    List<String> fields = new ArrayList<>(List.of(form));
    fields.add("_csrf");
    fields.add(token(page));
    return forge(path, fields.toArray(String[]::new));
  }

  /// The token of a page's forms.
  String token(String page) throws IOException {
    Matcher token = TOKEN.matcher(get(page).body());
    if (!token.find()) {
      throw new AssertionError(page + " has no form with a token");
    }
    return token.group(1);
  }

  HttpResponse<String> signIn(String login, String password) throws IOException {
    return fill("/desk/sign-in", "/desk/sign-in", "login", login, "password", password);
  }

  /// Signs in with a one-time password and chooses another.
  void signInFirst(String login, String oneTime, String own) throws IOException {
    signIn(login, oneTime);
    fill("/desk/password", "/desk/password", "password", own, "again", own);
  }

  String cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(cookie -> cookie.getValue())
        .findFirst()
        .orElse("");
  }

  static String location(HttpResponse<?> response) {
    return response.headers().firstValue("Location").orElse("").replaceFirst("^http://[^/]+", "");
  }

  private URI address(String path) {
    return URI.create(root + path);
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
