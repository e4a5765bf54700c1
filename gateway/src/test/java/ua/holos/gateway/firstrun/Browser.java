package ua.holos.gateway.firstrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.chromium.ChromiumNetworkConditions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.FluentWait;
import org.openqa.selenium.support.ui.WebDriverWait;

/// One person's browser: Debian's Chromium with a profile of its own.
final class Browser implements AutoCloseable {
  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  private FluentWait<WebDriver> patience() {
    return new WebDriverWait(driver, Duration.ofSeconds(30))
        .ignoring(StaleElementReferenceException.class)
        .ignoring(ElementClickInterceptedException.class);
  }

  static boolean isThere() {
    return Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER);
  }

  static Browser open() {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-background-networking",
        "--no-first-run",
        "--lang=uk",
        "--window-size=1440,900");
    LoggingPreferences log = new LoggingPreferences();
    log.enable(LogType.BROWSER, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, log);
    return new Browser(
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(),
            options));
  }

  void go(String address) {
    driver.get(address);
  }

  WebElement find(String selector) {
    return found(_ ->
        driver.findElements(By.cssSelector(selector)).stream()
            .filter(WebElement::isDisplayed)
            .findFirst()
            .orElse(null));
  }

  private WebElement found(Function<WebDriver, @Nullable WebElement> search) {
    return Objects.requireNonNull(patience().until(search));
  }

  /// What stands in a field.
  String value(String selector) {
    return String.valueOf(find(selector).getAttribute("value"));
  }

  WebElement button(String label) {
    return found(_ ->
        driver.findElements(By.tagName("button")).stream()
            .filter(
                one -> one.isDisplayed() && one.isEnabled() && one.getText().strip().equals(label))
            .findFirst()
            .orElse(null));
  }

  boolean has(String selector) {
    return driver.findElements(By.cssSelector(selector)).stream().anyMatch(WebElement::isDisplayed);
  }

  /// Clicks, once more when the page has just put another in its place.
  void click(String selector) {
    patience()
        .withMessage(() -> "Nothing to click at " + selector)
        .until(_ -> {
          find(selector).click();
          return true;
        });
  }

  void clickButton(String label) {
    patience()
        .withMessage(() -> "No button " + label)
        .until(_ -> {
          button(label).click();
          return true;
        });
  }

  void type(String selector, String text) {
    patience()
        .withMessage(() -> "Nothing to type in at " + selector)
        .until(_ -> {
          WebElement field = find(selector);
          field.clear();
          field.sendKeys(text);
          return true;
        });
  }

  /// Presses keys wherever the focus is.
  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /// Presses a key together with Ctrl.
  void pressWithControl(CharSequence key) {
    new Actions(driver).keyDown(Keys.CONTROL).sendKeys(key).keyUp(Keys.CONTROL).perform();
  }

  /// Steps with Tab until an element has the focus, as somebody without a mouse does.
  void tabTo(String selector) {
    for (int step = 0; step < 80; step++) {
      if (Boolean.TRUE.equals(
          script("return document.activeElement?.matches(arguments[0]) ?? false", selector))) {
        return;
      }
      press(Keys.TAB);
    }
    throw new AssertionError("Nothing of " + selector + " can be reached by Tab");
  }

  /// Waits until a part of the page reads so.
  void reads(String selector, String text) {
    patience()
        .withMessage(() -> selector + " does not read '" + text + "' but: " + texts(selector))
        .until(_ -> texts(selector).stream().anyMatch(one -> one.contains(text)));
  }

  void until(String what, BooleanSupplier condition) {
    patience().withMessage(what).until(_ -> condition.getAsBoolean());
  }

  List<String> texts(String selector) {
    Object found =
        script(
            "return [...document.querySelectorAll(arguments[0])].map(one => one.innerText)",
            selector);
    return found instanceof List<?> all ? all.stream().map(String::valueOf).toList() : List.of();
  }

  @Nullable Object script(String script, Object... arguments) {
    return ((JavascriptExecutor) driver).executeScript(script, arguments);
  }

  /// Takes the network away from the browser, and gives it back.
  void offline(boolean off) {
    ChromiumNetworkConditions conditions = new ChromiumNetworkConditions();
    conditions.setOffline(off);
    driver.setNetworkConditions(conditions);
  }

  /// What the browser complains of: refused scripts and styles, errors of ours.
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
        .map(LogEntry::getMessage)
        .filter(message -> !message.contains("tile.openstreetmap.org"))
        .toList();
  }

  void sameWidthAsItsWindow() {
    Object overflow =
        script(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(overflow).isEqualTo(0L);
  }

  /// Keeps a picture in `target`, for people to look at.
  void picture(String name) throws IOException {
    Path pictures = Files.createDirectories(Path.of("target", "screenshots"));
    Files.write(pictures.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
