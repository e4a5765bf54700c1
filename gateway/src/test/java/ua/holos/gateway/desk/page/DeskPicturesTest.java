package ua.holos.gateway.desk.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.DeskAnswer.Outcome;
import ua.holos.bot.conversation.Event;
import ua.holos.gateway.desk.DeskNews;

/// The desk's page in a real browser: what comes is shown, what is typed is kept until it is taken.
class DeskPicturesTest {
  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  @TempDir Path folder;

  @Test
  void whatIsTypedStaysUntilItIsTakenAndNewsIsShown() throws Exception {
    assumeTrue(
        Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER),
        "Skipped: install chromium and chromium-driver to run the browser test");
    try (DeskStage stage = DeskStage.start(folder)) {
      stage.clear();
      stage.waiting("telegram:1", "Марія Коваль", "asked");
      stage.waiting("viber:a/b=", "Степан", "distress");
      stage.held("web:1", "Іван Дорошенко", DeskOnFakes.OLENA, "gas-104");
      stage.held("tel:+380501112233", "Ганна", DeskOnFakes.OLEH, null);
      stage.said("web:1", 1, -1, "text", "На Хрещатику 25 немає гарячої води третій день");
      stage.said("web:1", 1, 0, "text", "Зрозуміла: гаряча вода. Який під’їзд?");
      stage.said("web:1", 2, -1, "text", "покличте людину");
      stage.said("web:1", 3, -1, "desk", "conversation-claimed", "Олена Ткач");
      stage.said("web:1", 4, -1, "note", "Дзвонив учора двічі", "Олег Бондар");
      stage.said("web:1", 5, 0, "text", "Вітаю! Уже дивлюся.", "Олена Ткач");
      ChromeOptions options = new ChromeOptions();
      options.setBinary(BROWSER.toFile());
      options.addArguments("--headless=new", "--no-sandbox", "--window-size=1500,950");
      ChromeDriver browser =
          new ChromeDriver(
              new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(),
              options);
      try {
        WebDriverWait wait = new WebDriverWait(browser, Duration.ofSeconds(60));
        browser.get(stage.root() + "/desk");
        // The queue may be drawn anew between looking and clicking.
        wait.until(
            ExpectedConditions.refreshed(
                ExpectedConditions.elementToBeClickable(
                    By.cssSelector("[data-conversation='web:1'] a"))));
        browser.executeScript("document.querySelector(\"[data-conversation='web:1'] a\").click()");
        var box = wait.until(ExpectedConditions.presenceOfElementLocated(By.id("reply-text")));
        picture(browser, "desk");

        stage.desk.next = FakeDesk.answered(Outcome.HELD, DeskOnFakes.OLEH.operator());
        box.sendKeys("Майстер уже їде");
        box.sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));
        wait.until(
            ExpectedConditions.textToBePresentInElementLocated(
                By.id("reply-notice"), "Олег Бондар"));
        assertThat(box.getDomProperty("value")).isEqualTo("Майстер уже їде");

        stage.desk.next = FakeDesk.answered(Outcome.DONE, null);
        box.sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));
        wait.until(_ -> "".equals(box.getDomProperty("value")));
        assertThat(stage.desk.asked).hasOnlyElementsOfType(Event.OperatorReplied.class);

        stage.said("web:1", 6, -1, "text", "Дякую, чекаю!");
        stage.desk.tell(
            new DeskNews.Change(DeskNews.Kind.CONVERSATION, new ConversationId("web:1")));
        wait.until(
            ExpectedConditions.textToBePresentInElementLocated(By.id("thread"), "Дякую, чекаю!"));

        box.sendKeys("/прощ");
        wait.until(
            ExpectedConditions.presenceOfElementLocated(
                By.cssSelector("#canned[data-asked='прощ'] [aria-selected='true']")));
        picture(browser, "desk-canned");
        box.sendKeys(Keys.ENTER);
        wait.until(_ -> String.valueOf(box.getDomProperty("value")).contains("Гарного дня"));

        browser.findElement(By.id("register-button")).click();
        wait.until(ExpectedConditions.visibilityOfElementLocated(By.id("register-form")));
        picture(browser, "desk-register");
        browser.findElement(By.cssSelector("#register-form [data-close-dialog]")).click();

        browser.manage().window().setSize(new Dimension(500, 900));
        Object overflow =
            ((JavascriptExecutor) browser)
                .executeScript(
                    "return document.documentElement.scrollWidth -"
                        + " document.documentElement.clientWidth");
        picture(browser, "desk-narrow");
        assertThat(overflow).isEqualTo(0L);
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
            .noneMatch(entry -> entry.getMessage().contains("Uncaught"));
      } finally {
        browser.quit();
      }
    }
  }

  /// Keeps a picture in `target`, for people to look at.
  private static void picture(ChromeDriver browser, String name) throws Exception {
    Path pictures = Files.createDirectories(Path.of("target", "screenshots"));
    Files.write(pictures.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
  }
}
