package ua.holos.gateway.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import redis.clients.jedis.UnifiedJedis;
import ua.holos.bot.understanding.Expectation;
import ua.holos.gateway.HolosApplication;
import ua.holos.gateway.city.DemoCity;
import ua.holos.nlp.HolosUnderstander;
import ua.holos.nlp.category.CategoryClassifier;

/// The whole way of a retrained model, on Holos as it runs: seen on the page, checked, in shadow,
/// switched to, followed by another replica, there after a restart, and switched back.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ModelsPageTest {
  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final String WATER = "немає гарячої води другий день";
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  @TempDir static Path data;
  private static ConfigurableApplicationContext holos;

  @BeforeAll
  static void start() throws Exception {
    Trained.good(data.resolve("models/v2"));
    Trained.bad(data.resolve("models/v3-гірша"));
    Trained.ofAnotherCity(data.resolve("models/venice"));
    Trained.frozenSet(data.resolve("models/frozen.tsv"));
    holos = run();
  }

  /// All of Holos and nothing of the tests' own parts.
  @EnableAutoConfiguration
  @ComponentScan(
      basePackageClasses = HolosApplication.class,
      excludeFilters = {
        @ComponentScan.Filter(type = FilterType.CUSTOM, classes = OtherCode.class),
        @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = HolosApplication.class)
      })
  static class WholeHolos {}

  /// What isn't where the application is.
  static final class OtherCode implements TypeFilter {
    @Override
    public boolean match(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
      String home =
          HolosApplication.class.getProtectionDomain().getCodeSource().getLocation().toString();
      return !reader.getResource().getURL().toString().contains(home);
    }
  }

  private static ConfigurableApplicationContext run() {
    return new SpringApplication(WholeHolos.class)
        .run(
            "--server.port=0",
            "--holos.data-dir=" + data,
            "--holos.city-dir=../config/city",
            "--spring.jmx.enabled=false");
  }

  @AfterAll
  static void stop() {
    holos.close();
  }

  private static String root() {
    return "http://localhost:" + holos.getEnvironment().getProperty("local.server.port", "0");
  }

  private static HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> press(String action, String... form) throws Exception {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < form.length; i += 2) {
      fields.add(form[i] + "=" + URLEncoder.encode(form[i + 1], StandardCharsets.UTF_8));
    }
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(root() + "/models/" + action))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", root())
            .POST(HttpRequest.BodyPublishers.ofString(String.join("&", fields)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String revision() {
    return Long.toString(holos.getBean(ModelChoices.class).current().revision());
  }

  private static String read() {
    return holos
        .getBean(HolosUnderstander.class)
        .understand(WATER, Expectation.ANYTHING)
        .categories()
        .getFirst()
        .code();
  }

  private static void check(String name) throws Exception {
    assertThat(press("check", "name", name).statusCode()).isEqualTo(302);
    ModelChecks checks = holos.getBean(ModelChecks.class);
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !checks.running());
    assertThat(checks.state(name)).isEmpty();
  }

  @Test
  @Order(1)
  void showsWhatReadsNowAndWhatCannotBeUsed() throws Exception {
    HttpResponse<String> page = get("/models");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'");
    assertThat(page.body())
        .contains(
            "Вбудована модель", "Перша здогадка правильна", "v3-гірша", "Ніколи не назве тем: ")
        .contains("Модель «venice» знає категорії, яких у цьому місті немає: gondolas.")
        .doesNotContain("Увімкнути</button>", "Повернути попередню");
  }

  @Test
  @Order(1)
  void isClosedToOthers() throws Exception {
    assertThat(get("/models", "X-Forwarded-For", "203.0.113.7").statusCode()).isEqualTo(403);
    assertThat(get("/models/corrections.tsv", "X-Forwarded-For", "203.0.113.7").statusCode())
        .isEqualTo(403);
    HttpResponse<String> foreign =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(root() + "/models/activate"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", "http://evil.example")
                .POST(HttpRequest.BodyPublishers.ofString("name=v2&revision=0"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(foreign.statusCode()).isEqualTo(403);
    HttpResponse<String> foreignText =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(root() + "/models/try"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", "http://evil.example")
                .POST(HttpRequest.BodyPublishers.ofString("text=lift"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(foreignText.statusCode()).isEqualTo(403);
  }

  @Test
  @Order(1)
  @ExtendWith(OutputCaptureExtension.class)
  void aTextCanBeTriedAndSaysWhyItIsReadSo(CapturedOutput log) throws Exception {
    assertThat(get("/models").body())
        .contains("Спробувати текст", "<label for=\"try-text\">")
        .doesNotContain("<mark");
    HttpResponse<String> page =
        press(
            "try",
            "text",
            "на хрещатику 25, кв. 7\r\nнема гарячої води! <script>alert(1)</script>");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
    assertThat(page.body())
        .contains("<mark class=\"m1\">нема гарячої води<sup>1</sup></mark>")
        .contains("Гаряча вода</span>", "за: «нема гарячої води»")
        .contains("Впевненості досить: тему буде взято без запитання.")
        .contains("<dd>українська</dd>", "<dd>скарга</dd>", "<dd>звичайна</dd>")
        .contains("<dd>вулиця Хрещатик, 25, квартира 7</dd>")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script", "style=\"", "Перша тема в обох");
    assertThat(page.body().split("&lt;script&gt;", -1)).as("in the box and below it").hasSize(3);
    assertThat(log.getAll()).doesNotContain("гарячої", "alert");
    assertThat(get("/models").body()).as("nothing is kept").doesNotContain("нема гарячої води");
  }

  @Test
  @Order(1)
  void whateverIsTriedThePageStands() throws Exception {
    assertThat(press("try", "text", " \r\n ").statusCode()).isEqualTo(400);
    assertThat(press("try").body()).contains("Напишіть текст");
    assertThat(press("try", "text", "у мене проблема").body())
        .contains("Впевненості замало")
        .doesNotContain("<mark");
    assertThat(press("try", "text", "пахне газом, у мене болить голова").body())
        .contains("<dd>небезпека: газ, 104</dd>");
    assertThat(press("try", "text", "ліфт {0} ${7*7} [[${name}]] ' 🥶").body())
        .contains("<sup>1</sup></mark> {0} ${7*7} [[${name}]] &#39; 🥶");
    assertThat(press("try", "text", "темно і слизько ".repeat(2_000)).statusCode()).isEqualTo(200);
    assertThat(get("/models/try").statusCode()).isEqualTo(302);
  }

  @Test
  @Order(2)
  void whatWasNotCheckedOrIsWorseIsNotSwitchedTo() throws Exception {
    HttpResponse<String> unchecked = press("activate", "name", "v2", "revision", revision());
    assertThat(unchecked.statusCode()).isEqualTo(400);
    assertThat(unchecked.body()).contains("ще не пройшла перевірки");

    check("v3-гірша");
    assertThat(get("/models").body()).contains("Гірша за «Вбудована модель»", "«Ліфт»: 40 з 120");
    HttpResponse<String> worse = press("activate", "name", "v3-гірша", "revision", revision());
    assertThat(worse.statusCode()).isEqualTo(400);
    assertThat(worse.body()).contains("гірша за ту, що працює: її не вмикають");
    assertThat(press("activate", "name", "venice", "revision", revision()).statusCode())
        .isEqualTo(400);
    assertThat(press("shadow", "name", "venice", "revision", revision()).body())
        .contains("gondolas");
    assertThat(press("activate", "name", "../../etc", "revision", revision()).statusCode())
        .isEqualTo(400);
    assertThat(press("back", "revision", revision()).body()).contains("Попередньої моделі немає");
    assertThat(read()).isEqualTo("hot-water");
  }

  @Test
  @Order(3)
  void aRetrainedModelIsCheckedSwitchedToAndBackWithoutARestart() throws Exception {
    check("v2");
    assertThat(get("/models").body()).contains("Не гірша за «Вбудована модель» на 240 зверненнях");
    assertThat(press("shadow", "name", "v2", "revision", revision()).statusCode()).isEqualTo(302);
    assertThat(get("/models").body()).contains("У тіні: ", "Прибрати з тіні");
    assertThat(press("try", "text", WATER).body())
        .contains("Моделі обрали різні перші теми.", "<h3><span>Вбудована модель</span>")
        .contains("<h3><span>v2</span> <span class=\"tag\">У тіні</span></h3>");

    List<CategoryClassifier> usedByAnotherReplica = new ArrayList<>();
    ModelSwitch another =
        new ModelSwitch(
            new ModelShelf(data.resolve("models"), null, DemoCity.catalogue()),
            new RedisModelChoices(holos.getBean(UnifiedJedis.class), InstantSource.system()),
            usedByAnotherReplica::add,
            new Shadow(holos.getBean(ShadowFigures.class), InstantSource.system(), ZoneOffset.UTC),
            "another",
            Duration.ofMillis(100),
            InstantSource.system());
    another.start();
    String seen = revision();
    assertThat(press("activate", "name", "v2", "revision", seen).statusCode()).isEqualTo(302);
    assertThat(read()).as("at once here").isIn("elevator", "waste");
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> usedByAnotherReplica.size() > 1);
    another.stop();
    assertThat(usedByAnotherReplica.getLast().classify(ua.holos.nlp.text.PreparedText.of(WATER)))
        .hasSize(2);
    assertThat(get("/models").body()).contains("another", "Повернути попередню");
    // Whoever looked before that changes nothing.
    assertThat(press("shadow", "name", "shipped", "revision", seen).statusCode()).isEqualTo(409);

    holos.close();
    holos = run();
    assertThat(read()).as("after a restart").isIn("elevator", "waste");

    assertThat(press("back", "revision", revision()).statusCode()).isEqualTo(302);
    assertThat(read()).isEqualTo("hot-water");
    assertThat(get("/models").body()).contains("Вбудована модель");
  }

  @Test
  @Order(4)
  void givesOutCorrectionsAsFiles() throws Exception {
    JdbcClient jdbc = holos.getBean(JdbcClient.class);
    OffsetDateTime now = OffsetDateTime.ofInstant(Instant.now(), ZoneOffset.UTC);
    jdbc.sql(
            """
            insert into appeal (reference, conversation_id, number, category, description, flags,
              status, status_at, confirmed_at, heard_categories, heard_certain)
            values ('web:t:1', 'web:t', '6-9', 'heating', 'батареї холодні, я Вигадана О.П.', '',
              'registered', ?, ?, 'hot-water', true)
            """)
        .params(now, now)
        .update();
    jdbc.sql(
            "insert into correction (reference, subject, author, update_id, manner, happened_at)"
                + " values ('web:t:1', 'category', 'citizen', '', 'corrected', ?)")
        .param(now)
        .update();
    HttpResponse<String> file = get("/models/corrections.tsv");
    assertThat(file.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/tab-separated-values");
    assertThat(file.body())
        .contains("\theating\tбатареї холодні, я <name>\thot-water\tcitizen\n")
        .doesNotContain("Вигадана");
    assertThat(get("/models/corrections.tsv?since=2999-01-01").body().lines()).hasSize(1);
    assertThat(get("/models/corrections.tsv?since=yesterday").statusCode()).isEqualTo(400);
    assertThat(get("/models/addresses.tsv").body()).startsWith("date\twords\tstreet_id\thouse");
  }

  @Test
  @Order(4)
  void aFolderThatWasChangedUnderTheModelInUseIsToldOnThePage() throws Exception {
    assertThat(press("activate", "name", "v2", "revision", revision()).statusCode()).isEqualTo(302);
    Path card = data.resolve("models/v2/MODEL-CARD.md");
    Path file = data.resolve("models/v2/category.bin");
    byte[] before = Files.readAllBytes(file);
    String cardBefore = Files.readString(card);
    Files.copy(
        data.resolve("models/v3-гірша/category.bin"), file, StandardCopyOption.REPLACE_EXISTING);
    Files.copy(
        data.resolve("models/v3-гірша/MODEL-CARD.md"), card, StandardCopyOption.REPLACE_EXISTING);
    assertThat(get("/models").body())
        .contains("Теку моделі «v2» змінили після того", "Зараз читає: v2.");
    // It is compared with the model that was chosen, or not at all.
    assertThat(press("check", "name", "v3-гірша").statusCode()).isEqualTo(400);

    holos.close();
    holos = run();
    assertThat(read()).isEqualTo("hot-water");
    assertThat(get("/models").body()).contains("Зараз читає: Вбудована модель.");
    Files.write(file, before);
    Files.writeString(card, cardBefore);
    assertThat(press("back", "revision", revision()).statusCode()).isEqualTo(302);
    assertThat(get("/models").body()).doesNotContain("Зараз читає");
  }

  @Test
  @Order(5)
  void theTeamSeesItInABrowser() throws Exception {
    assumeTrue(
        Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER),
        "Skipped: install chromium and chromium-driver to run the browser test");
    press("shadow", "name", "v2", "revision", revision());
    ModelChoice choice = holos.getBean(ModelChoices.class).current();
    ShadowFigures figures = holos.getBean(ShadowFigures.class);
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    for (int day = 9; day >= 0; day--) {
      figures.add(
          choice.active(),
          java.util.Objects.requireNonNull(choice.shadow()),
          new ShadowTally(
              today.minusDays(day),
              410 + 13 * day,
              381 + 11 * day,
              330 + 10 * day,
              341 + 10 * day,
              160 + 5 * day,
              133 + 4 * day,
              138 + 4 * day + day % 3,
              0));
    }
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER.toFile());
    options.addArguments("--headless=new", "--no-sandbox", "--window-size=1200,1500");
    ChromeDriver browser =
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(),
            options);
    try {
      WebDriverWait wait = new WebDriverWait(browser, Duration.ofSeconds(30));
      browser.get(root() + "/models");
      assertThat(browser.findElements(By.cssSelector(".bar-candidate"))).hasSize(10);
      picture(browser, "models");
      browser
          .findElement(By.xpath("//article[.//span[text()='v2']]//button[text()='Увімкнути']"))
          .click();
      wait.until(ExpectedConditions.urlContains("done=activate"));
      assertThat(browser.findElement(By.cssSelector(".model-name")).getText()).contains("v2");
      browser.findElement(By.xpath("//button[text()='Повернути попередню']")).click();
      wait.until(ExpectedConditions.urlContains("done=back"));
      assertThat(browser.findElement(By.cssSelector(".model-name")).getText())
          .contains("Вбудована");

      // On a phone nothing sticks out to the right.
      browser.manage().window().setSize(new Dimension(390, 844));
      browser.get(root() + "/models");
      Object overflow =
          ((JavascriptExecutor) browser)
              .executeScript(
                  "return document.documentElement.scrollWidth -"
                      + " document.documentElement.clientWidth");
      assertThat(overflow).isEqualTo(0L);
      picture(browser, "models-phone");

      // A text is tried with the keyboard alone; two models side by side don't stick out either.
      press("shadow", "name", "v2", "revision", revision());
      // The model in shadow is read from its folder first.
      wait.until(page -> {
        page.get(root() + "/models");
        page.findElement(By.id("try-text")).sendKeys("у під’їзді темно, а ліфт стоїть", Keys.TAB);
        page.switchTo().activeElement().sendKeys(Keys.ENTER);
        new WebDriverWait(page, Duration.ofSeconds(30))
            .until(ExpectedConditions.urlContains("/models/try"));
        return page.findElements(By.cssSelector(".reading")).size() == 2;
      });
      assertThat(browser.findElements(By.tagName("mark"))).isNotEmpty();
      assertThat(
              ((JavascriptExecutor) browser)
                  .executeScript(
                      "return document.documentElement.scrollWidth -"
                          + " document.documentElement.clientWidth"))
          .isEqualTo(0L);
      picture(browser, "models-try-phone");
      browser.manage().window().setSize(new Dimension(1200, 1000));
      ((JavascriptExecutor) browser)
          .executeScript("document.getElementById('try').scrollIntoView()");
      picture(browser, "models-try");
    } finally {
      browser.quit();
    }
  }

  /// Keeps a picture in `target`, for people to look at.
  private static void picture(ChromeDriver browser, String name) throws Exception {
    Path pictures = Files.createDirectories(Path.of("target", "screenshots"));
    Files.write(pictures.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
  }
}
