package ua.holos.gateway.firstrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/// The main job, as a newcomer tries it: one sentence, one tap, a number; the department's answer
/// in the chat; «Ні» gives the same appeal back to work.
class FirstAppealIT {

  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Pattern NUMBER =
      Pattern.compile("№ (\\d-\\d+) зареєстровано. Термін: до \\S+");

  @TempDir Path folder;

  private DefaultHolos holos;
  private ChromeDriver browser;
  private WebDriverWait wait;

  @BeforeEach
  void open() throws Exception {
    assumeTrue(
        Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER),
        "Skipped: install chromium and chromium-driver to run the browser test");
    holos = DefaultHolos.start(folder);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-background-networking",
        "--no-first-run",
        "--lang=uk",
        "--window-size=1280,860");
    browser =
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(),
            options);
    wait = new WebDriverWait(browser, Duration.ofSeconds(30));
  }

  @AfterEach
  void close() {
    if (browser != null) {
      browser.quit();
    }
    if (holos != null) {
      holos.close();
    }
  }

  @Test
  void oneSentenceBecomesAnAppealAndItsAnswerComesBack() throws IOException {
    browser.get(holos.page("/"));
    String chat = browser.getWindowHandle();

    say("На Хрещатику 25 вже третій день немає гарячої води");
    String card = lastBotLine("Перевірте");
    assertThat(card).contains("Гаряча вода", "вулиця Хрещатик, 25");
    picture("chat-card");

    // By keyboard only: the first button is one step behind the last line.
    WebElement confirm = button("Так, надіслати");
    confirm.sendKeys(Keys.ENTER);
    Matcher filed = NUMBER.matcher(lastBotLine("зареєстровано"));
    assertThat(filed.find()).isTrue();
    String number = filed.group(1);

    browser.switchTo().newWindow(WindowType.TAB);
    browser.get(holos.page("/core"));
    picture("core-list");
    browser.findElement(By.partialLinkText(number)).click();
    browser.findElement(By.xpath("//button[text()='Взяти в роботу']")).click();
    browser.findElement(By.xpath("//summary[text()='Виконано']")).click();
    browser
        .findElement(By.cssSelector("details[open] textarea"))
        .sendKeys("Циркуляційний насос замінено, вода є.");
    picture("core-appeal");
    browser.findElement(By.cssSelector("details[open] button")).click();

    browser.switchTo().window(chat);
    assertThat(lastBotLine("виконано")).contains(number, "Циркуляційний насос замінено");
    assertThat(lines()).anyMatch(line -> line.contains("взято в роботу"));
    picture("chat-done");

    button("Ні, не зроблено").click();
    assertThat(lastBotLine("Що саме не так")).contains("повернуто на доопрацювання");
    say("Вода й досі ледь тепла");
    lastBotLine("передав до звернення");

    // The whole talk is there after a reload.
    List<String> before = lines();
    browser.navigate().refresh();
    wait.until(_ -> lines().size() >= before.size());
    assertThat(lines()).anyMatch(line -> line.contains("Вода й досі ледь тепла"));

    browser.get(holos.page("/core/" + number));
    assertThat(browser.findElement(By.tagName("body")).getText())
        .contains("Вода й досі ледь тепла");
  }

  @Test
  void theChatFitsAPhoneAndShowsMarkupAsText() throws IOException {
    browser.manage().window().setSize(new Dimension(390, 844));
    browser.get(holos.page("/chat"));
    say("<img src=x onerror=alert(1)> на Прорізній 8 не горить ліхтар");
    lastBotLine("");

    assertThat(lines()).anyMatch(line -> line.contains("<img src=x onerror=alert(1)>"));
    assertThat(browser.findElements(By.cssSelector(".line img"))).isEmpty();
    Object overflow =
        ((JavascriptExecutor) browser)
            .executeScript(
                "return document.documentElement.scrollWidth -"
                    + " document.documentElement.clientWidth");
    assertThat(overflow).isEqualTo(0L);
    picture("chat-phone");
  }

  private void say(String text) {
    browser.findElement(By.id("holos-text")).sendKeys(text, Keys.ENTER);
  }

  private WebElement button(String label) {
    wait.until(_ -> buttons(label).findFirst().isPresent());
    return buttons(label).findFirst().orElseThrow();
  }

  private Stream<WebElement> buttons(String label) {
    return browser.findElements(By.cssSelector(".buttons button")).stream()
        .filter(found -> found.getText().equals(label));
  }

  private List<String> lines() {
    return browser.findElements(By.cssSelector(".line")).stream().map(WebElement::getText).toList();
  }

  private String lastBotLine(String part) {
    wait.until(_ -> lastAnswer().map(last -> last.contains(part)).orElse(false));
    return lastAnswer().orElseThrow();
  }

  /// The bot's last answer.
  private Optional<String> lastAnswer() {
    return browser.findElements(By.cssSelector(".line.bot:not([data-greeting])")).stream()
        .reduce((_, last) -> last)
        .map(WebElement::getText);
  }

  /// Keeps a picture in `target`, for people to look at.
  private void picture(String name) throws IOException {
    Path pictures = Files.createDirectories(Path.of("target", "screenshots"));
    Files.write(pictures.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
  }
}
