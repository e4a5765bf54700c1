package ua.holos.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
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
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.jdbc.core.JdbcTemplate;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.UnifiedJedis;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.Reply;
import ua.holos.gateway.HolosApplication;
import ua.holos.gateway.log.DeadLetters;
import ua.holos.gateway.store.JsonCodec;

/// The page of delivery on Holos as it runs, with channels that take everything: a week's figures,
/// and dead letters that are read, sent again and dismissed.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeliveryPageTest {
  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  @TempDir static Path data;
  private static ConfigurableApplicationContext holos;
  private static FakeAdapter viber;
  private static FakeAdapter sms;

  @BeforeAll
  static void start() {
    viber = FakeAdapter.viber();
    sms = FakeAdapter.sms();
    SpringApplication application = new SpringApplication(WholeHolos.class);
    application.addInitializers(context -> {
      GenericApplicationContext beans = (GenericApplicationContext) context;
      beans.registerBean("telegramAdapter", ChannelAdapter.class, () -> FakeAdapter.telegram());
      beans.registerBean("viberAdapter", ChannelAdapter.class, () -> viber);
      beans.registerBean("smsAdapter", ChannelAdapter.class, () -> sms);
    });
    holos =
        application.run(
            "--server.port=0",
            "--holos.data-dir=" + data,
            "--holos.city-dir=../config/city",
            "--spring.jmx.enabled=false");
  }

  @AfterAll
  static void stop() {
    holos.close();
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

  private static String page() throws Exception {
    return get("/delivery").body();
  }

  private static HttpResponse<String> press(String origin, String action, String... form)
      throws Exception {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < form.length; i += 2) {
      fields.add(form[i] + "=" + URLEncoder.encode(form[i + 1], StandardCharsets.UTF_8));
    }
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(root() + "/delivery/" + action))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", origin)
            .POST(HttpRequest.BodyPublishers.ofString(String.join("&", fields)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> press(String action, Letter letter) throws Exception {
    return press(
        root(), action, "partition", Integer.toString(letter.partition()), "id", letter.id());
  }

  private record Letter(int partition, String id) {}

  private static Letter letter(String conversation, String text, String reason, Duration age) {
    return letter(
        conversation,
        "effect",
        new JsonCodec()
            .writeEffect(new Effect.SendMessage(new Reply(text, List.of(), Priority.STATUS))),
        reason,
        age);
  }

  /// Puts a dead letter where the log would have put it.
  private static Letter letter(
      String conversation, String kind, byte[] contents, String reason, Duration age) {
    CRC32C hash = new CRC32C();
    hash.update(conversation.getBytes(StandardCharsets.UTF_8));
    int partition = (int) (hash.getValue() % 8);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("w", kind);
    fields.put("k", conversation + ":9:0");
    fields.put("c", conversation);
    fields.put("p", new String(contents, StandardCharsets.UTF_8));
    fields.put("r", reason);
    UnifiedJedis redis = holos.getBean(UnifiedJedis.class);
    String stream = "holos:{" + partition + "}:dead";
    if (redis.xlen(stream) == 0) {
      // Also an empty stream takes only what is younger than all it ever had.
      redis.del(stream);
    }
    StreamEntryID id =
        redis.xadd(stream, new StreamEntryID(Instant.now().minus(age).toEpochMilli(), 0), fields);
    return new Letter(partition, id.toString());
  }

  @Test
  @Order(1)
  void withoutAnythingItSaysSo() throws Exception {
    HttpResponse<String> page = get("/delivery");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'");
    assertThat(page.body())
        .contains("Тут порожньо", "Вебчат", "Viber", "Увімкнено", "Ніщо не чекає.")
        .doesNotContain("Надіслати ще раз", "<script", "style=\"");
    assertThat(get("/").body()).contains("href=\"/delivery\"");
  }

  @Test
  @Order(1)
  void isClosedToOthers() throws Exception {
    Letter letter = letter("web:olena", "Дякуємо.", "rejected: 400 bad", Duration.ZERO);
    assertThat(get("/delivery", "X-Forwarded-For", "203.0.113.7").statusCode()).isEqualTo(403);
    for (String action : List.of("again", "dismiss", "all-again")) {
      assertThat(
              press(
                      "http://evil.example",
                      action,
                      "partition",
                      Integer.toString(letter.partition()),
                      "id",
                      letter.id())
                  .statusCode())
          .isEqualTo(403);
    }
    assertThat(page()).contains("платформа відмовила");
    assertThat(press("dismiss", letter).statusCode()).isEqualTo(302);
  }

  @Test
  @Order(2)
  @ExtendWith(OutputCaptureExtension.class)
  void aLettersTextIsShownOnlyWhenItIsAskedFor(CapturedOutput log) throws Exception {
    Letter letter =
        letter("tel:+380441234567", "№ 6-101: <b>виконано</b>", "expired", Duration.ofHours(3));
    assertThat(page())
        .contains("новина про звернення", "запізно надсилати", "…4567", "3\u00a0год тому")
        .doesNotContain("виконано", "380441234");
    String opened =
        get("/delivery?partition=" + letter.partition() + "&letter=" + letter.id()).body();
    assertThat(opened).contains("№ 6-101: &lt;b&gt;виконано&lt;/b&gt;");
    assertThat(log.getAll())
        .contains("Dead letter " + letter.partition() + "/" + letter.id() + " was read")
        .doesNotContain("виконано", "380441234567");
    assertThat(press("dismiss", letter).statusCode()).isEqualTo(302);
    assertThat(log.getAll())
        .contains(
            "Dead letter " + letter.partition() + "/" + letter.id() + " (effect) was dismiss");
    assertThat(page()).contains("Тут порожньо");
  }

  @Test
  @Order(2)
  void aLetterIsSentAgainOnceHoweverOftenTheButtonIsPressed() throws Exception {
    Letter letter =
        letter("viber:0LEnA=", "Звернення виконано.", "rejected: 12 tooMany", Duration.ofDays(9));
    int before = viber.sent.size();

    assertThat(press("again", letter).headers().firstValue("Location").orElseThrow())
        .contains("done=again");
    HttpResponse<String> second = press("again", letter);
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(second.body()).contains("уже немає");

    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> viber.sent.size() > before);
    assertThat(viber.sent.getLast().reply().text()).isEqualTo("Звернення виконано.");
    assertThat(viber.sent.getLast().key()).isNotEqualTo("viber:0LEnA=:9:0");
    JdbcTemplate sql = holos.getBean(JdbcTemplate.class);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() ->
            Long.valueOf(1)
                .equals(
                    sql.queryForObject(
                        "select count(*) from message where conversation_id = 'viber:0LEnA='"
                            + " and words = 'Звернення виконано.' and status <> 'queued'",
                        Long.class)));
    assertThat(viber.sent).hasSize(before + 1);
  }

  @Test
  @Order(2)
  void allOfOneReasonAndChannelAreSentAgainTogether() throws Exception {
    for (int i = 0; i < 5; i++) {
      letter("tel:+38044000000" + i, "т" + i, "rejected: 8 overdrawn", Duration.ofMinutes(10));
    }
    Letter other = letter("tel:+380440000009", "інше", "expired", Duration.ofMinutes(9));
    int before = sms.sent.size();
    assertThat(page()).contains("Надіслати всі ще раз");

    assertThat(
            press(root(), "all-again", "kind", "effect", "reason", "rejected", "channel", "tel")
                .headers()
                .firstValue("Location")
                .orElseThrow())
        .contains("count=5");

    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> sms.sent.size() == before + 5);
    assertThat(holos.getBean(DeadLetters.class).list(10))
        .singleElement()
        .satisfies(left -> assertThat(left.id()).isEqualTo(other.id()));
    assertThat(press("dismiss", other).statusCode()).isEqualTo(302);
  }

  @Test
  @Order(2)
  void nonsenseIsRefused() throws Exception {
    assertThat(press("again", new Letter(99, "x' or 1=1")).statusCode()).isEqualTo(409);
    assertThat(press("dismiss", new Letter(-1, "")).statusCode()).isEqualTo(409);
    assertThat(get("/delivery?done=%24%7B7*7%7D&letter=zz").statusCode()).isEqualTo(200);
  }

  @Test
  @Order(3)
  void showsAWeeksFiguresOfEachChannel() throws Exception {
    JdbcTemplate sql = holos.getBean(JdbcTemplate.class);
    sql.update("delete from message");
    DeliveryWeek.write(sql, Instant.now());
    holos.getBean(DeliveryHealth.class).misconfigured("viber", "holos.viber.token");
    String page = page();
    holos.getBean(DeliveryHealth.class).works("viber");
    assertThat(page)
        .contains("24 години", "7 днів", "Те саме лише через SMS", "До людини: медіана")
        .contains("bar-arrived", "bar-left", "bar-failed", "₴", "Telegram")
        .contains("Повідомлення чекають: виправте налаштування holos.viber.token.")
        .contains("1,00\u00a0₴ за частину", "0,80\u00a0₴, безкоштовно 24\u00a0год після");
  }

  @Test
  @Order(4)
  void fitsOnAPhoneAndIsKeptAsAPicture() throws Exception {
    assumeTrue(Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER), "no browser here");
    letter(
        "telegram:58210411", "Дякуємо.", "rejected: 400 BUTTON_DATA_INVALID", Duration.ofHours(26));
    letter("tel:+380671112233", "№ 6-101: виконано.", "expired", Duration.ofHours(5));
    letter(
        "viber:kPo3a9Q=",
        "Ваше звернення № 6-98 взято в роботу.",
        "rejected: 7 notRegistered",
        Duration.ofMinutes(42));
    Letter open =
        letter(
            "viber:a81Jzk=",
            "Ваше звернення № 6-104 виконано. Це справді так?",
            "rejected: 12 tooManyRequests",
            Duration.ofMinutes(17));
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER.toFile());
    options.addArguments("--headless=new", "--no-sandbox", "--window-size=1200,2850");
    ChromeDriver browser =
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(),
            options);
    try {
      browser.get(root() + "/delivery?partition=" + open.partition() + "&letter=" + open.id());
      picture(browser, "delivery");
      assertThat(browser.findElements(By.cssSelector(".letters > li"))).hasSize(4);
      browser.manage().window().setSize(new Dimension(390, 844));
      browser.get(root() + "/delivery");
      assertThat(
              ((JavascriptExecutor) browser)
                  .executeScript(
                      "return document.documentElement.scrollWidth -"
                          + " document.documentElement.clientWidth"))
          .isEqualTo(0L);
      picture(browser, "delivery-phone");
    } finally {
      browser.quit();
    }
  }

  /// Keeps a picture in `target`, for people to look at.
  private static void picture(ChromeDriver browser, String name) throws Exception {
    Path pictures = Files.createDirectories(Path.of("target", "screenshots"));
    Files.write(pictures.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
  }

  @Test
  @Order(5)
  void withoutSqlItHasNoFiguresAndShowsTheLettersAllTheSame() throws Exception {
    letter("web:olena", "Дякуємо.", "rejected: 400 bad", Duration.ZERO);
    holos.getBean(HikariDataSource.class).close();
    HttpResponse<String> page = get("/delivery");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("База SQL не відповідає", "платформа відмовила", "Надіслати ще раз")
        .doesNotContain("24 години");
  }
}
