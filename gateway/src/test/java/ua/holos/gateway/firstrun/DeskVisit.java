package ua.holos.gateway.firstrun;

import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/// A member of staff at the desk, in a browser.
final class DeskVisit implements AutoCloseable {
  final Browser browser;
  private final DefaultHolos holos;
  private final String name;

  DeskVisit(DefaultHolos holos, String name) {
    this.holos = holos;
    this.name = name;
    this.browser = Browser.open();
  }

  String name() {
    return name;
  }

  /// Signs in with a one-time password, and sets the own one, as the page demands.
  void signInFirst(String login, String oneTime, String password) {
    signIn(login, oneTime);
    browser.type("input[name=password]", password);
    browser.type("input[name=again]", password);
    browser.find("input[name=again]").sendKeys(Keys.ENTER);
    browser.until("the password is changed", () -> !browser.has("input[name=again]") || done());
    browser.go(holos.page("/desk"));
    browser.find("#queue");
  }

  private boolean done() {
    return browser.has(".notice:not(.mistake)");
  }

  void signIn(String login, String password) {
    browser.go(holos.page("/desk"));
    browser.type("input[name=login]", login);
    browser.type("input[name=password]", password);
    browser.find("input[name=password]").sendKeys(Keys.ENTER);
    browser.until("signed in", () -> !browser.has("input[name=login]"));
  }

  /// Creates an account; its one-time password.
  String create(String login, String fullName, String... roles) {
    browser.go(holos.page("/desk/accounts/new"));
    browser.type("input[name=login]", login);
    browser.type("input[name=name]", fullName);
    browser.driver.findElements(By.cssSelector("input[name=roles]")).stream()
        .filter(box -> box.isSelected() != List.of(roles).contains(box.getAttribute("value")))
        .forEach(box -> box.click());
    browser.find("input[name=login]").submit();
    return browser.find("code.secret").getText();
  }

  void take(String conversation) {
    browser.click(claim(conversation));
    browser.find("#reply-text");
  }

  static String claim(String conversation) {
    return "#q-waiting .case[data-conversation='" + conversation + "'] button.claim:enabled";
  }

  void reply(String text) {
    browser.type("#reply-text", text);
    browser.click("#reply button.send:enabled");
    browser.reads("#thread .message", text);
  }

  @Override
  public void close() {
    browser.close();
  }
}
