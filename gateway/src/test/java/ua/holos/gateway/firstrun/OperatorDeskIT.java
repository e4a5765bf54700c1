package ua.holos.gateway.firstrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import ua.holos.gateway.simulator.TelegramSimulator;

/// The desk as a contact centre has it: the real jar, citizens in the web chat and in Telegram,
/// operators in browsers of their own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorDeskIT {
  private static final String PASSWORD = "довгий-пароль-зміни-7";
  private static final String OLENA = "Олена Гончар";
  private static final String IHOR = "Ігор Бойко";

  private Path folder;

  private TelegramSimulator telegram;
  private DefaultHolos holos;
  private DeskVisit olena;
  private DeskVisit ihor;

  @BeforeAll
  void open(@TempDir Path emptied) throws Exception {
    folder = emptied;
    assumeTrue(
        Browser.isThere(), "Skipped: install chromium and chromium-driver to run the browser test");
    telegram = TelegramSimulator.start(TelegramSimulator.Limits.NONE);
    holos =
        DefaultHolos.start(
            folder,
            "--holos.city-dir=" + alwaysOpen(folder.resolve("city")),
            "--holos.telegram.token=42:TEST",
            "--holos.telegram.api-url=" + telegram.apiUrl());
    Matcher printed = Pattern.compile("(?m)^One-time password: (\\S+)$").matcher(holos.output());
    assertThat(printed.find()).as("the first password is printed").isTrue();
    try (DeskVisit admin = new DeskVisit(holos, "admin")) {
      admin.browser.go(holos.page("/desk"));
      admin.browser.picture("desk-sign-in");
      admin.signInFirst("admin", printed.group(1), PASSWORD);
      String first = admin.create("olena", OLENA, "OPERATOR", "SUPERVISOR");
      admin.browser.picture("desk-account");
      String second = admin.create("ihor", IHOR, "OPERATOR");
      admin.browser.go(holos.page("/desk/accounts"));
      admin.browser.reads("main", IHOR);
      admin.browser.picture("desk-accounts");
      olena = new DeskVisit(holos, OLENA);
      olena.signInFirst("olena", first, PASSWORD);
      ihor = new DeskVisit(holos, IHOR);
      ihor.signInFirst("ihor", second, PASSWORD);
    }
  }

  /// What each had on the screen when a test failed.
  @RegisterExtension
  final TestWatcher pictures =
      new TestWatcher() {
        @Override
        public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
          try {
            olena.browser.picture("failed-" + context.getDisplayName() + "-olena");
            ihor.browser.picture("failed-" + context.getDisplayName() + "-ihor");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };

  @AfterAll
  void close() {
    for (AutoCloseable one : Stream.of(olena, ihor, holos, telegram).toList()) {
      try {
        if (one != null) {
          one.close();
        }
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /// The demo city, with operators at work at any hour: a test must not depend on the time of day.
  private static Path alwaysOpen(Path target) throws IOException {
    Path city = Path.of("..", "config", "city");
    Files.createDirectories(target);
    try (Stream<Path> files = Files.list(city)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
    Path settings = target.resolve("city.yaml");
    String open =
        Files.readString(settings)
            .replace("from: \"08:00\"\n  to: \"22:00\"", "from: \"00:00\"\n  to: \"23:59\"");
    assertThat(open).contains("23:59");
    Files.writeString(settings, open);
    return target;
  }

  @Test
  void ofTwoOperatorsWhoClickAtTheSameMomentOneHasItAndTheOtherReadsWho() throws Exception {
    String conversation = "telegram:701";
    telegram.writes(701, "покличте оператора");
    olena.browser.find(DeskVisit.claim(conversation));
    ihor.browser.find(DeskVisit.claim(conversation));
    CyclicBarrier start = new CyclicBarrier(2);
    List<CompletableFuture<Void>> clicks =
        Stream.of(olena, ihor)
            .map(visit ->
                CompletableFuture.runAsync(() -> {
                  var button = visit.browser.find(DeskVisit.claim(conversation));
                  try {
                    start.await();
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                  visit.browser.script("arguments[0].click()", button);
                }))
            .toList();
    CompletableFuture.allOf(clicks.toArray(CompletableFuture[]::new)).join();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Stream.of(olena, ihor).anyMatch(one -> one.browser.has("#reply-text")));
    DeskVisit winner = olena.browser.has("#reply-text") ? olena : ihor;
    DeskVisit loser = winner == olena ? ihor : olena;
    loser.browser.reads("#desk-notice, #head-notice, .talk", winner.name());
    assertThat(loser.browser.has("#reply-text")).isFalse();

    winner.reply("Добрий день! Чим допомогти?");
    await().atMost(Duration.ofSeconds(20)).until(() -> lastTo(701).contains("Чим допомогти?"));
    assertThat(lastTo(701)).startsWith(winner.name());
    winner.browser.clickButton("Завершити");
    await().atMost(Duration.ofSeconds(20)).until(() -> lastTo(701).contains("Оцініть"));
  }

  @Test
  void aCitizenInTheWebChatTalksToAnOperatorAndGivesAMark() throws IOException {
    try (Browser citizen = Browser.open()) {
      citizen.go(holos.page("/chat"));
      say(citizen, "На Прорізній 8 третій день немає гарячої води");
      citizen.reads(".line.bot", "Перевірте");
      say(citizen, "хочу поговорити з оператором");
      citizen.reads(".line.bot", "черз");
      citizen.picture("chat-queue");
      String conversation =
          String.valueOf(
              olena
                  .browser
                  .find("#q-waiting .case[data-conversation^='web:']")
                  .getAttribute("data-conversation"));
      olena.browser.picture("desk-queue");
      olena.take(conversation);
      olena.browser.reads("#facts", "Гаряча вода");
      olena.browser.reads("#facts", "Прорізна, 8");

      say(citizen, "<b>Ви тут?</b> <script>alert(1)</script>");
      olena.browser.reads("#thread .message", "<script>alert(1)</script>");
      olena.browser.click(".note-box summary");
      olena.browser.type("#note-text", "живе на п’ятому поверсі");
      olena.browser.click(".note-send");
      olena.browser.reads("#thread .message.note", "живе на п’ятому поверсі");
      olena.reply("Так, я тут. Зараз зареєструю ваше звернення.");
      citizen.reads(".line.operator", "Зараз зареєструю");
      citizen.reads(".line.operator", OLENA);

      // A colleague reads along and is told who has it.
      ihor.browser.go(holos.page("/desk?conversation=" + conversation));
      ihor.browser.reads("#pane", OLENA);
      assertThat(ihor.browser.has("#reply-text")).isFalse();
      olena.browser.reads("#colleagues", IHOR);

      olena.browser.click("#register-button");
      olena.browser.find("#register-form");
      assertThat(olena.browser.value("#r-category")).contains("Гаряча вода");
      assertThat(olena.browser.value("#r-street")).contains("Прорізна");
      olena.browser.picture("desk-register");
      olena.browser.click("#register-form .row button:not([type=button]):enabled");
      olena.browser.reads("#facts .appeals", "-");
      olena.browser.clickButton("Повідомити номер");
      olena.browser.picture("desk-conversation");
      olena.browser.click("#reply button.send:enabled");
      citizen.reads(".line.operator", "за номером");
      assertThat(citizen.texts(".line")).noneMatch(line -> line.contains("поверсі"));

      olena.browser.clickButton("Завершити");
      citizen.reads(".line.bot", "Оцініть");
      citizen.clickButton("5");
      citizen.reads(".line.bot", "Дякую за оцінку");
      citizen.picture("chat-operator");

      olena.browser.go(holos.page("/desk/team"));
      olena.browser.reads("main", IHOR);
      olena.browser.picture("desk-team");
      olena.browser.go(holos.page("/desk/search"));
      olena.browser.picture("desk-search");
      olena.browser.go(holos.page("/desk"));
      assertThat(olena.browser.complaints()).isEmpty();
      assertThat(citizen.complaints()).isEmpty();
    }
  }

  @Test
  void filesGoBothWaysAndATransferCountsWhenItIsAccepted() throws IOException {
    String conversation = "telegram:702";
    telegram.writes(702, "Покличте людину, будь ласка");
    olena.take(conversation);
    Path photo = folder.resolve("схема.png");
    ImageIO.write(
        new java.awt.image.BufferedImage(40, 30, java.awt.image.BufferedImage.TYPE_INT_RGB),
        "png",
        photo.toFile());
    olena.browser.driver.findElement(By.id("files")).sendKeys(photo.toAbsolutePath().toString());
    olena.reply("Ось схема");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> telegram.sentTo(702).stream().anyMatch(sent -> sent.file() != null));

    Path forged = folder.resolve("фото.jpg");
    Files.writeString(forged, "<html><script>alert(1)</script></html>", StandardCharsets.UTF_8);
    olena.browser.driver.findElement(By.id("files")).sendKeys(forged.toAbsolutePath().toString());
    olena.browser.type("#reply-text", "Це не піде");
    olena.browser.click("#reply button.send:enabled");
    olena.browser.reads("#reply-notice", "фото.jpg");
    assertThat(olena.browser.value("#reply-text")).isEqualTo("Це не піде");
    olena.browser.go(holos.page("/desk?conversation=" + conversation));

    // Declined first: it comes back with a warning, and she still has it.
    offer(IHOR);
    ihor.browser.go(holos.page("/desk"));
    ihor.browser.click("#q-offered .case[data-conversation='" + conversation + "'] .quiet");
    olena.browser.reads(".head .warning", "відхилили");
    offer(IHOR);
    ihor.browser.click("#q-offered .case[data-conversation='" + conversation + "'] .claim");
    ihor.browser.reads("#thread .message", "Ось схема");
    olena.browser.reads("#pane", IHOR);
    assertThat(olena.browser.has("#reply-text")).isFalse();
    ihor.reply("Вітаю, далі допоможу я.");
    await().atMost(Duration.ofSeconds(20)).until(() -> lastTo(702).startsWith(IHOR));
    telegram.writes(702, "Дякую, Ігоре");
    ihor.browser.reads("#thread .message.citizen", "Дякую, Ігоре");
    ihor.browser.clickButton("Завершити");
    await().atMost(Duration.ofSeconds(20)).until(() -> lastTo(702).contains("Оцініть"));
  }

  @Test
  void keyboardAloneIsEnough() throws IOException {
    String conversation = "telegram:703";
    try (DeskVisit blind = new DeskVisit(holos, IHOR)) {
      Browser desk = blind.browser;
      desk.go(holos.page("/desk"));
      desk.tabTo("input[name=login]");
      desk.press("ihor", Keys.TAB, PASSWORD, Keys.ENTER);
      desk.find("#queue");
      telegram.writes(703, "оператор");
      desk.find(DeskVisit.claim(conversation));
      desk.tabTo(DeskVisit.claim(conversation));
      desk.press(Keys.ENTER);
      desk.find("#reply-text");
      desk.until(
          "the reply box has the focus",
          () ->
              Boolean.TRUE.equals(
                  desk.script("return document.activeElement.id === 'reply-text'")));
      desk.press("Доброго дня, слухаю вас");
      desk.pressWithControl(Keys.ENTER);
      desk.reads("#thread .message", "слухаю вас");
      await().atMost(Duration.ofSeconds(20)).until(() -> lastTo(703).contains("слухаю вас"));
      desk.picture("desk-keyboard");

      desk.press("/");
      desk.find("#canned [role=option]");
      desk.press(Keys.ARROW_DOWN, Keys.ENTER);
      desk.until("a canned reply is in the box", () -> desk.value("#reply-text").length() > 5);
      desk.find("#reply-text").clear();
      desk.tabTo("[data-dialog='#transfer-dialog']");
      desk.press(Keys.ENTER);
      desk.find("#transfer-dialog");
      desk.press(Keys.ESCAPE);
      desk.until("the dialog is closed", () -> !desk.has("#transfer-dialog"));
      desk.tabTo("form[action$='/close'] button");
      desk.press(Keys.ENTER);
      await().atMost(Duration.ofSeconds(20)).until(() -> lastTo(703).contains("Оцініть"));
      assertThat(desk.complaints()).isEmpty();
    }
  }

  @Test
  void theDeskFitsANarrowWindowAndShowsThatTheLineIsGone() throws Exception {
    telegram.writes(704, "покличте оператора");
    olena.take("telegram:704");
    olena.browser.driver.manage().window().setSize(new Dimension(400, 860));
    olena.browser.sameWidthAsItsWindow();
    olena.browser.picture("desk-narrow");
    olena.browser.driver.manage().window().setSize(new Dimension(1440, 900));

    olena.browser.type("#reply-text", "Ще не надіслане");
    olena.browser.offline(true);
    olena.browser.reads("#connection", "зв’язк");
    assertThat(olena.browser.find("#reply button.send").isEnabled()).isFalse();
    olena.browser.picture("desk-offline");
    olena.browser.offline(false);
    olena.browser.until(
        "sending is possible again", () -> olena.browser.find("#reply button.send").isEnabled());
    assertThat(olena.browser.value("#reply-text")).isEqualTo("Ще не надіслане");
    olena.browser.click("#reply button.send:enabled");
    await().atMost(Duration.ofSeconds(20)).until(() -> lastTo(704).contains("Ще не надіслане"));
    olena.browser.clickButton("Завершити");
    await().atMost(Duration.ofSeconds(20)).until(() -> lastTo(704).contains("Оцініть"));
  }

  private void offer(String to) {
    olena.browser.clickButton("Передати");
    var choice = olena.browser.find("#transfer-dialog select");
    choice.findElements(By.tagName("option")).stream()
        .filter(option -> option.getText().startsWith(to))
        .findFirst()
        .orElseThrow()
        .click();
    olena.browser.type("#transfer-dialog textarea", "питає про схему");
    olena.browser.click("#transfer-dialog .row button:not([type=button]):enabled");
    olena.browser.reads(".head .warning", to);
  }

  private static void say(Browser citizen, String text) {
    citizen.find("#holos-text").sendKeys(text, Keys.ENTER);
  }

  private String lastTo(long citizen) {
    var sent = telegram.sentTo(citizen);
    return sent.isEmpty() ? "" : sent.getLast().text();
  }
}
