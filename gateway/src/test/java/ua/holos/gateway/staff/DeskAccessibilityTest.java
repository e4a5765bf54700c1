package ua.holos.gateway.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/// Every page of the desk in a real browser, as an accessibility checker sees it: WCAG 2.0 to 2.2,
/// levels A and AA, light, dark, and on a narrow screen.
class DeskAccessibilityTest {
  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final List<String> WCAG =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa");
  private static final String WAITING = "citizen-secret-number-one-0001";
  private static final String HELD = "citizen-secret-number-two-0002";

  @TempDir static Path data;
  private static StaffedHolos holos;
  private static ChromeDriver browser;
  private static WebDriverWait wait;
  private static StaffMember all;
  private static final List<String> pages = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER),
        "Skipped: install chromium and chromium-driver to run the browser test");
    // No maps: the checker looks at the desk, not at the network.
    holos = StaffedHolos.start(data, "--holos.desk.map-tiles=");
    all =
        holos.hire(
            "oksana",
            Set.of(new Skill(Skill.Kind.LANGUAGE, "UKRAINIAN")),
            Role.OPERATOR,
            Role.SUPERVISOR,
            Role.ADMINISTRATOR,
            Role.AUDITOR);
    holos.write(HELD, "На вулиці Хрещатик 25 немає гарячої води третій день");
    holos.waiting(WAITING, "покличте оператора");
    String held = holos.waiting(HELD, "покличте оператора");
    Desk desk = holos.at(all);
    assertThat(
            desk.fill(
                    "/desk/password", "/desk/claim", "conversation", held, "request", "claim-held")
                .statusCode())
        .isEqualTo(200);
    desk.fill(
        "/desk/replies",
        "/desk/replies/save",
        "title",
        "Вітання",
        "words",
        "Добрий день, {name}!",
        "shared",
        "true");
    String contact =
        holos
            .context
            .getBean(org.springframework.jdbc.core.JdbcTemplate.class)
            .queryForList("select id from contact", String.class)
            .getFirst();
    pages.addAll(
        List.of(
            "/desk",
            "/desk?conversation=" + held,
            "/desk/search",
            "/desk/search?q=оператора",
            "/desk/person?contact=" + contact,
            "/desk/export?conversation=" + held,
            "/desk/team?days=7",
            "/desk/replies",
            "/desk/accounts",
            "/desk/accounts/new",
            "/desk/accounts/" + all.id(),
            "/desk/audit",
            "/desk/password",
            "/desk/second-factor",
            "/desk/refused"));
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER.toFile());
    options.addArguments("--headless=new", "--no-sandbox", "--window-size=1400,950");
    browser =
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(),
            options);
    wait = new WebDriverWait(browser, Duration.ofSeconds(30));
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.quit();
    }
    if (holos != null) {
      holos.close();
    }
  }

  private static void light(boolean light) {
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", light ? "light" : "dark"))));
  }

  private static void signIn() {
    browser.get(holos.root() + "/desk/sign-in");
    if (!browser.findElements(By.name("login")).isEmpty()) {
      browser.findElement(By.name("login")).sendKeys(all.login());
      browser.findElement(By.name("password")).sendKeys(StaffedHolos.PASSWORD);
      browser.findElement(By.cssSelector("main form button")).click();
      wait.until(ExpectedConditions.urlMatches("/desk$"));
    }
  }

  private static List<String> findings(String page, String look) {
    light(look.equals("light"));
    List<String> found = new ArrayList<>();
    for (Rule rule : new AxeBuilder().withTags(WCAG).analyze(browser).getViolations()) {
      for (CheckedNode node : rule.getNodes()) {
        found.add(page + " (" + look + "): " + rule.getId() + " " + node.getHtml());
      }
    }
    return found;
  }

  private static void open(String page) {
    browser.get(holos.root() + page);
    wait.until(ExpectedConditions.presenceOfElementLocated(By.id("main")));
  }

  @Test
  void theCheckerFindsNothingOnAnyPage() throws IOException {
    browser.manage().deleteAllCookies();
    List<String> found = new ArrayList<>();
    open("/desk/sign-in");
    found.addAll(findings("/desk/sign-in", "light"));
    found.addAll(findings("/desk/sign-in", "dark"));
    signIn();
    for (String page : pages) {
      open(page);
      for (String look : List.of("light", "dark")) {
        found.addAll(findings(page, look));
        picture(page, look);
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void nothingIsWiderThanANarrowScreen() throws IOException {
    signIn();
    light(true);
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 320, "height", 700, "deviceScaleFactor", 1, "mobile", false));
    List<String> found = new ArrayList<>();
    try {
      for (String page : pages) {
        open(page);
        Object wide =
            browser.executeScript(
                "return document.documentElement.scrollWidth > 320 ?"
                    + " document.documentElement.scrollWidth + ': ' + [...document"
                    + ".querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right >"
                    + " 321).slice(0, 8).map(e => e.tagName + '.' + e.className).join(', ') : ''");
        if (!"".equals(wide)) {
          found.add(page + " " + wide);
        }
        picture(page, "narrow");
      }
    } finally {
      browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }
    assertThat(found).isEmpty();
  }

  private static void picture(String page, String look) throws IOException {
    String name = page.replaceAll("[^a-z]+", "-").replaceFirst("^-", "");
    name = name.substring(0, Math.min(40, name.length()));
    Path folder = Files.createDirectories(Path.of("target", "screenshots", "pages"));
    Files.write(
        folder.resolve(name + "-" + look + ".png"), browser.getScreenshotAs(OutputType.BYTES));
  }
}
