package ua.holos.gateway.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ua.holos.bot.appeal.AppealStatus;

/// The department's page over HTTP: what it shows, what it does, whom it lets in.
class CorePageTest {
  static {
    // So that a test can pretend to have come by another name.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
  }

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  @TempDir static Path folder;
  private static CoreServer core;

  @BeforeAll
  static void start() {
    core = CoreServer.start(folder);
  }

  @AfterAll
  static void stop() {
    core.close();
  }

  @Test
  void listsAppealsAndEscapesWhatCitizensWrite() throws Exception {
    Appeal appeal = appeal("hot-water", "<script>alert(1)</script> & холодно");
    HttpResponse<String> page = get("/core");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains(appeal.number())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; холодно")
        .doesNotContain("<script>alert")
        .contains("Гаряча вода")
        .contains("Зареєстровано")
        .contains("<html lang=\"uk\">");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'")
        .contains("form-action 'self'")
        .contains("frame-ancestors 'none'");
    assertThat(page.headers().firstValue("Cache-Control").orElseThrow()).isEqualTo("no-store");
  }

  @Test
  void showsOverdueAppealsAsSuch() throws Exception {
    Appeal late =
        core.archive().register(draft("roads", "Яма", null), now -> Instant.now().minusSeconds(60));
    Appeal inTime = appeal("roads", "Тріщина");
    String overdue = get("/core?overdue=true").body();
    assertThat(overdue)
        .contains(late.number())
        .contains("Прострочено")
        .doesNotContain(inTime.number());
    assertThat(get("/core").body()).contains("прострочено");
  }

  @Test
  void narrowsTheList() throws Exception {
    Appeal water = appeal("hot-water", "Немає води");
    Appeal road = appeal("roads", "Яма");
    core.complete(road.number(), "Полагодили");
    assertThat(get("/core?category=hot-water").body())
        .contains(link(water))
        .doesNotContain(link(road));
    assertThat(get("/core?department=roads").body())
        .contains(link(road))
        .doesNotContain(link(water));
    assertThat(get("/core?status=done").body()).contains(link(road)).doesNotContain(link(water));
    assertThat(get("/core?status=open").body()).contains(link(water)).doesNotContain(link(road));
    assertThat(get("/core?q=" + road.number().substring(2)).body())
        .contains(link(road))
        .doesNotContain(link(water));
    assertThat(get("/core?department=roads&category=hot-water").body())
        .contains("Таких звернень немає");
    assertThat(get("/core?page=99999&status=%27%22%3E&q=%25_%5C").statusCode()).isEqualTo(200);
  }

  @Test
  void takesAnAppealOnceAndTellsTheSecondPerson() throws Exception {
    Appeal appeal = appeal("hot-water", "Немає води");
    HttpResponse<String> first = act(appeal, "take", appeal.version(), "");
    assertThat(first.statusCode()).isEqualTo(302);
    assertThat(core.archive().find(appeal.number()).orElseThrow().status())
        .isEqualTo(AppealStatus.IN_PROGRESS);
    HttpResponse<String> second =
        act(appeal, "complete", appeal.version(), "text=" + encoded("Усе зроблено"));
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(second.body()).contains("Тим часом звернення змінилося").contains("Усе зроблено");
    assertThat(core.archive().find(appeal.number()).orElseThrow().status())
        .isEqualTo(AppealStatus.IN_PROGRESS);
    String after = get(first.headers().firstValue("Location").orElseThrow()).body();
    assertThat(after).contains("Взято в роботу. Заявника повідомлено.");
  }

  @Test
  void wantsTheWordsThatTheCitizenWillRead() throws Exception {
    Appeal appeal = appeal("hot-water", "Немає води");
    for (String action : List.of("ask", "complete", "explain", "decline", "postpone")) {
      HttpResponse<String> page = act(appeal, action, appeal.version(), "text=+");
      assertThat(page.statusCode()).as(action).isEqualTo(400);
      assertThat(page.body()).contains("role=\"alert\"");
    }
    assertThat(act(appeal, "postpone", appeal.version(), "text=x&expected=2001-01-01").body())
        .contains("Назвіть новий строк");
    assertThat(core.archive().history(appeal.number())).isEmpty();
  }

  @Test
  void keepsEachActionInTheHistory() throws Exception {
    Appeal appeal = appeal("roads", "Яма");
    act(appeal, "ask", 0, "text=" + encoded("З якого боку?"));
    act(appeal, "postpone", 1, "text=" + encoded("Взимку не латають") + "&expected=2031-05-01");
    act(appeal, "decline", 2, "responsible=" + encoded("Служба автомобільних доріг області"));
    Appeal now = core.archive().find(appeal.number()).orElseThrow();
    assertThat(now.status()).isEqualTo(AppealStatus.NOT_COMPETENT);
    assertThat(now.expectedAt()).isEqualTo(Instant.parse("2031-05-01T20:59:59Z"));
    assertThat(get("/core/" + appeal.number()).body())
        .contains("З якого боку?")
        .contains("Взимку не латають")
        .contains("Служба автомобільних доріг області")
        .contains("1 травня 2031");
    assertThat(core.archive().webhooksWaiting()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void putsWhatCitizensGiveBackOnTop() throws Exception {
    Appeal old = appeal("roads", "Яма");
    core.complete(old.number(), "Зроблено");
    appeal("roads", "Новіше звернення");
    core.archive()
        .note(old.number(), "u-1", true, "Яма на місці", List.of(), (a, now) -> a.expectedAt());
    String page = get("/core").body();
    String firstRow =
        page.substring(
            page.indexOf("class=\"appeals\""),
            page.indexOf("</li>", page.indexOf("class=\"appeals\"")));
    assertThat(firstRow)
        .contains(old.number())
        .contains("Заявник повернув")
        .contains("Яма на місці");
  }

  @Test
  void putsTheCategoryAndTheAddressRight() throws Exception {
    Appeal appeal = appeal("hot-water", "У квартирі холодно");
    HttpResponse<String> done =
        act(
            appeal,
            "correct",
            appeal.version(),
            "category=roads&address=" + encoded("вулиця  Прорізна, 5") + "&text=Тепло");
    assertThat(done.statusCode()).isEqualTo(302);
    Appeal now = core.archive().find(appeal.number()).orElseThrow();
    assertThat(now.serviceCode()).isEqualTo("roads");
    assertThat(now.address()).isEqualTo("вулиця Прорізна, 5");
    assertThat(now.latitude()).as("the old point").isNull();
    assertThat(now.status()).isEqualTo(AppealStatus.REGISTERED);
    assertThat(now.expectedAt()).isEqualTo(appeal.expectedAt());
    assertThat(get(done.headers().firstValue("Location").orElseThrow()).body())
        .contains("Уточнено. Заявника повідомлено.")
        .contains("Адреса: вулиця Прорізна, 5");
    AppealUpdate update = core.archive().history(appeal.number()).getLast();
    assertThat(update.serviceCode()).isEqualTo("roads");
    assertThat(core.archive().webhooksWaiting()).isPositive();
    // The second, who looked at the appeal before, is told.
    assertThat(act(appeal, "correct", 0, "category=public-transport").statusCode()).isEqualTo(409);
  }

  @Test
  void correctsAClosedAppealTooAndNothingThatIsNoCorrection() throws Exception {
    Appeal appeal = appeal("hot-water", "У квартирі холодно");
    core.complete(appeal.number(), "Зроблено");
    assertThat(act(appeal, "correct", 1, "category=roads").statusCode()).isEqualTo(302);
    assertThat(core.archive().find(appeal.number()).orElseThrow().status())
        .isEqualTo(AppealStatus.DONE);
    for (String form : List.of("category=roads", "category=", "category=kittens", "address=")) {
      assertThat(act(appeal, "correct", 2, form).statusCode()).as(form).isEqualTo(400);
    }
    assertThat(core.archive().history(appeal.number())).hasSize(2);
  }

  @Test
  void answersKindlyForANumberThatIsNotThere() throws Exception {
    assertThat(get("/core/6-999999").headers().firstValue("Location").orElseThrow())
        .contains("/core?q=6-999999");
  }

  // --- whom it lets in ---

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-For: 203.0.113.7",
        "X-Forwarded-For: 127.0.0.1",
        "X-Forwarded-For: 127.0.0.1, 10.0.0.5",
        "Forwarded: for=203.0.113.7",
        "X-Real-IP: 203.0.113.7",
        "Host: city.example",
        "Host: 203.0.113.7"
      })
  void isClosedToOthersWithoutAPassword(String header) throws Exception {
    String[] parts = header.split(": ");
    HttpResponse<String> page = get("/core", parts[0], parts[1]);
    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body()).contains("holos.core.page-password").doesNotContain("<html");
  }

  @Test
  void takesFormsFromItsOwnPageOnly() throws Exception {
    Appeal appeal = appeal("roads", "Яма");
    for (String origin : List.of("http://evil.example", "null", "http://127.0.0.1:1")) {
      HttpResponse<String> answer =
          post("/core/" + appeal.number() + "/take", "version=0", "Origin", origin);
      assertThat(answer.statusCode()).as(origin).isEqualTo(403);
    }
    assertThat(post("/core/" + appeal.number() + "/take", "version=0").statusCode()).isEqualTo(403);
    assertThat(core.archive().find(appeal.number()).orElseThrow().status())
        .isEqualTo(AppealStatus.REGISTERED);
  }

  @Test
  void opensWithThePasswordFromAnywhere() throws Exception {
    try (CoreServer guarded =
        CoreServer.start(folder.resolve("guarded"), "holos.core.page-password=correct horse")) {
      String url = guarded.root() + "/core";
      assertThat(send(url).statusCode()).isEqualTo(401);
      assertThat(send(url).headers().firstValue("WWW-Authenticate").orElseThrow())
          .startsWith("Basic");
      assertThat(
              send(
                      url,
                      "Authorization",
                      basic("dept:correct horse"),
                      "X-Forwarded-For",
                      "203.0.113.7")
                  .statusCode())
          .isEqualTo(200);
      assertThat(send(url, "Authorization", "Basic ???").statusCode()).isEqualTo(401);
      for (int i = 0; i < 10; i++) {
        assertThat(send(url, "Authorization", basic("dept:guess" + i)).statusCode()).isEqualTo(401);
      }
      assertThat(send(url, "Authorization", basic("dept:correct horse")).statusCode())
          .isEqualTo(429);
    }
  }

  // --- small things ---

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  private static String link(Appeal appeal) {
    return "href=\"/core/" + appeal.number() + "\"";
  }

  static NewAppeal draft(String service, String text, @Nullable String reference) {
    return new NewAppeal(
        reference,
        null,
        service,
        text,
        "вулиця Хрещатик, 25",
        null,
        50.4474,
        30.5219,
        new Appeal.Applicant("Олена", null, "+380501234567", null, null, null),
        null,
        List.of(new Appeal.Attribute("entrance", "2")),
        List.of());
  }

  private static Appeal appeal(String service, String text) {
    return core.archive().register(draft(service, text, null), now -> now.plusSeconds(86_400));
  }

  private static HttpResponse<String> act(Appeal appeal, String action, int version, String form)
      throws Exception {
    return post(
        "/core/" + appeal.number() + "/" + action,
        "version=" + version + "&" + form,
        "Origin",
        core.root());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static HttpResponse<String> get(String path, String... headers) throws Exception {
    return send(path.startsWith("http") ? path : core.root() + path, headers);
  }

  private static HttpResponse<String> send(String url, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String path, String form, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(core.root() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
