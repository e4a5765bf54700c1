package ua.holos.gateway.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import ua.holos.bot.appeal.AppealStatus;

/// A department at work, in a real browser: finds the appeal, takes it, completes it.
class CorePageInBrowserTest {
  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  @TempDir Path folder;

  @Test
  void aDepartmentTakesAndCompletesAnAppeal() throws Exception {
    assumeTrue(
        Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER),
        "Skipped: install chromium and chromium-driver to run the browser test");
    try (CoreServer core = CoreServer.start(folder)) {
      Appeal water =
          core.archive()
              .register(
                  CorePageTest.draft("hot-water", "Третій день немає гарячої води", "web:1:1"),
                  now -> now.plusSeconds(86_400));
      core.archive()
          .register(
              CorePageTest.draft("roads", "Велика яма перед під'їздом", null),
              now -> Instant.now().minusSeconds(86_400));
      Appeal back =
          core.archive()
              .register(CorePageTest.draft("hot-water", "Ледь тепла вода", null), now -> now);
      core.complete(back.number(), "Температуру піднято");
      core.archive()
          .note(
              back.number(),
              "u-1",
              true,
              "Вода й досі ледь тепла, перевірте",
              List.of(),
              (a, t) -> t.plusSeconds(86_400));

      ChromeOptions options = new ChromeOptions();
      options.setBinary(BROWSER.toFile());
      options.addArguments("--headless=new", "--no-sandbox", "--window-size=1200,900");
      ChromeDriver browser =
          new ChromeDriver(
              new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(),
              options);
      try {
        WebDriverWait wait = new WebDriverWait(browser, Duration.ofSeconds(30));
        browser.get(core.root() + "/core");
        assertThat(browser.findElement(By.cssSelector(".appeals > li")).getText())
            .contains("Вода й досі ледь тепла");
        picture(browser, "core-list");

        browser.findElement(By.linkText(water.number() + " Гаряча вода")).click();
        browser.findElement(By.xpath("//button[text()='Взяти в роботу']")).click();
        wait.until(ExpectedConditions.urlContains("done=take"));
        assertThat(core.archive().find(water.number()).orElseThrow().status())
            .isEqualTo(AppealStatus.IN_PROGRESS);

        browser.findElement(By.xpath("//summary[text()='Виконано']")).click();
        var text = browser.findElement(By.cssSelector("details[open] textarea"));
        text.sendKeys("Циркуляцію відновлено");
        picture(browser, "core-appeal");
        browser.findElement(By.cssSelector("details[open] button")).click();
        wait.until(ExpectedConditions.urlContains("done=complete"));
        assertThat(browser.findElement(By.cssSelector(".history li")).getText())
            .contains("Виконано", "Циркуляцію відновлено");
        assertThat(core.archive().find(water.number()).orElseThrow().status())
            .isEqualTo(AppealStatus.DONE);

        // On a phone nothing sticks out to the right.
        browser.manage().window().setSize(new Dimension(390, 844));
        for (String path : List.of("/core", "/core/" + back.number())) {
          browser.get(core.root() + path);
          Object overflow =
              ((JavascriptExecutor) browser)
                  .executeScript(
                      "return document.documentElement.scrollWidth -"
                          + " document.documentElement.clientWidth");
          assertThat(overflow).as(path).isEqualTo(0L);
        }
        picture(browser, "core-phone");
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
