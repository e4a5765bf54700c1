package ua.holos.channel.telegram;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static ua.holos.channel.telegram.TelegramContractTest.refusal;
import static ua.holos.channel.telegram.TelegramJson.text;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import ua.holos.bot.channel.InboundUpdate;
import ua.holos.channel.support.SharedSecret;

class TelegramPollerTest {
  @RegisterExtension
  static final WireMockExtension TELEGRAM =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static final String UPDATES = "(?i)/bot42:TEST-token_1/getupdates";
  private static final String DELETE = "(?i)/bot42:TEST-token_1/deletewebhook";

  private final TelegramParts parts = new TelegramParts(TELEGRAM.getPort());
  private final TelegramPoller poller = parts.poller();

  @BeforeEach
  void telegramIsWell() {
    TELEGRAM.stubFor(
        post(urlPathMatching(DELETE)).willReturn(okJson("{\"ok\":true,\"result\":true}")));
  }

  private static void waiting(int offset, String... updates) {
    TELEGRAM.stubFor(
        post(urlPathMatching(UPDATES))
            .withRequestBody(equalToJson("{\"offset\":" + offset + "}", true, true))
            .willReturn(okJson("{\"ok\":true,\"result\":[" + String.join(",", updates) + "]}")));
  }

  private List<String> storedIds() {
    return parts.sink.stored().stream().map(InboundUpdate::id).toList();
  }

  private static int asked(int offset) {
    return TELEGRAM
        .findAll(
            postRequestedFor(urlPathMatching(UPDATES))
                .withRequestBody(equalToJson("{\"offset\":" + offset + "}", true, true)))
        .size();
  }

  @Test
  void deletesTheWebhookThenStoresInOrderAndMovesTheOffset() {
    waiting(0, text(5, "один"), text(6, "два"), text(9, "три"));
    waiting(10, text(10, "чотири"));

    assertThat(poller.poll()).isZero();
    assertThat(poller.poll()).isZero();
    assertThat(poller.poll()).isZero();

    TELEGRAM.verify(1, postRequestedFor(urlPathMatching(DELETE)));
    assertThat(storedIds()).containsExactly("5", "6", "9", "10");
    assertThat(parts.state.standing()).isEqualTo(TelegramState.Standing.POLLING);
  }

  @Test
  void asksForTheUpdatesItCanUse() {
    waiting(0);
    poller.poll();
    poller.poll();
    TELEGRAM.verify(
        postRequestedFor(urlPathMatching(UPDATES))
            .withRequestBody(
                equalToJson(
                    """
                    {"limit":100,"timeout":1,"allowed_updates":
                    ["message","edited_message","callback_query","my_chat_member"]}\
                    """,
                    true,
                    true)));
  }

  @Test
  void asksAgainFromTheFirstUpdateThatWasNotStored() {
    waiting(0, text(5, "один"), text(6, "два"), text(7, "три"));
    waiting(5, text(5, "один"), text(6, "два"), text(7, "три"));
    waiting(6, text(6, "два"), text(7, "три"));
    poller.poll();

    parts.sink.unavailable(1);
    assertThat(poller.poll()).isEqualTo(Duration.ofSeconds(1));
    assertThat(storedIds()).isEmpty();
    assertThat(poller.poll()).isZero();

    assertThat(asked(0)).isEqualTo(2);
    assertThat(storedIds()).containsExactly("5", "6", "7");
  }

  @Test
  void goesOnAfterABugInTheSink() {
    waiting(0, text(5, "один"));
    poller.poll();
    parts.sink.fail(3, new IllegalStateException("bug"));

    assertThat(poller.poll()).isEqualTo(Duration.ofSeconds(1));
    assertThat(poller.poll()).isEqualTo(Duration.ofSeconds(2));
    assertThat(poller.poll()).isEqualTo(Duration.ofSeconds(4));
    assertThat(poller.poll()).isZero();

    assertThat(storedIds()).containsExactly("5");
  }

  /// A process that dies between fetching and storing has told Telegram nothing; one that dies
  /// between storing and telling gets the same again, and the inbox knows it.
  @Test
  void losesAndDoublesNothingWhenTheProcessDies() {
    waiting(0, text(5, "один"), text(6, "два"));
    poller.poll();
    poller.poll();
    assertThat(asked(7)).isZero();

    TelegramPoller restarted = parts.poller();
    restarted.poll();
    restarted.poll();

    assertThat(storedIds()).containsExactly("5", "6");
    assertThat(parts.counted("message", "duplicate")).isEqualTo(2);
  }

  @Test
  void passesOverAnUpdateThatTheLibraryCannotReadAndKeepsTheOthers() {
    waiting(0, text(5, "один"), "{\"update_id\":6,\"message\":[1]}", text(7, "три"));
    poller.poll();
    poller.poll();
    assertThat(storedIds()).containsExactly("5", "7");
    waiting(8);
    poller.poll();
    assertThat(asked(8)).isEqualTo(1);
  }

  @Test
  void waitsAndGoesOnWhenSomebodyElseAsksForTheSameBot() {
    poller.poll();
    TELEGRAM.stubFor(
        post(urlPathMatching(UPDATES))
            .willReturn(
                refusal(
                    409,
                    "\"Conflict: terminated by other getUpdates request; make sure that only one"
                        + " bot instance is running\"")));
    assertThat(poller.poll()).isEqualTo(Duration.ofSeconds(1));
    assertThat(parts.state.standing()).isEqualTo(TelegramState.Standing.CONFLICT);
    assertThat(poller.poll()).isEqualTo(Duration.ofSeconds(2));

    TELEGRAM.resetAll();
    waiting(0, text(5, "один"));
    poller.poll();
    assertThat(storedIds()).containsExactly("5");
    assertThat(parts.state.standing()).isEqualTo(TelegramState.Standing.POLLING);
  }

  @Test
  void deletesAWebhookThatSomebodySetMeanwhile() {
    poller.poll();
    TELEGRAM.stubFor(
        post(urlPathMatching(UPDATES))
            .willReturn(
                refusal(409, "\"Conflict: can't use getUpdates method while webhook is active\"")));
    poller.poll();
    poller.poll();
    TELEGRAM.verify(2, postRequestedFor(urlPathMatching(DELETE)));
  }

  @Test
  void saysThatTheTokenIsWrong() {
    TELEGRAM.stubFor(post(urlPathMatching(DELETE)).willReturn(refusal(401, "\"Unauthorized\"")));
    assertThat(poller.poll()).isEqualTo(Duration.ofSeconds(1));
    assertThat(parts.state.standing()).isEqualTo(TelegramState.Standing.TOKEN_REFUSED);
    assertThat(new TelegramHealth(parts.state).health().getStatus().getCode())
        .isEqualTo("DEGRADED");
  }

  @Test
  void waitsAsLongAsTelegramWants() {
    poller.poll();
    TELEGRAM.stubFor(
        post(urlPathMatching(UPDATES))
            .willReturn(refusal(429, "\"Too Many Requests\",\"parameters\":{\"retry_after\":33}")));
    assertThat(poller.poll()).isEqualTo(Duration.ofSeconds(33));
  }

  @Test
  void receivesAndStopsInTheBackground() {
    waiting(0, text(5, "один"));
    TELEGRAM.stubFor(
        post(urlPathMatching(UPDATES))
            .withRequestBody(equalToJson("{\"offset\":6}", true, true))
            .willReturn(okJson("{\"ok\":true,\"result\":[]}").withFixedDelay(1_500)));
    TelegramConnection connection =
        new TelegramConnection(parts.reader, poller, null, null, () -> Duration.ofSeconds(1));

    connection.start();
    await().untilAsserted(() -> assertThat(storedIds()).containsExactly("5"));
    await().untilAsserted(() -> assertThat(asked(6)).isPositive());
    connection.stop();

    assertThat(connection.isRunning()).isFalse();
    assertThat(parts.state.standing()).isEqualTo(TelegramState.Standing.POLLING);
  }

  @Test
  void registersTheWebhookAndTriesAgainUntilTelegramAgrees() {
    TELEGRAM.stubFor(
        post(urlPathMatching("(?i)/bot42:TEST-token_1/setwebhook"))
            .willReturn(aResponse().withStatus(502)));
    TelegramWebhookRegistration registration =
        new TelegramWebhookRegistration(
            parts.api,
            URI.create("https://bot.misto.ua/webhook/telegram"),
            new SharedSecret("hook-secret"),
            parts.state,
            TelegramParts.backOff());
    assertThat(Arrays.asList(registration.register(), registration.register()))
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(parts.state.standing()).isEqualTo(TelegramState.Standing.UNREACHABLE);

    TELEGRAM.stubFor(
        post(urlPathMatching("(?i)/bot42:TEST-token_1/setwebhook"))
            .willReturn(okJson("{\"ok\":true,\"result\":true}")));
    assertThat(registration.register()).isZero();
    assertThat(parts.state.standing()).isEqualTo(TelegramState.Standing.WEBHOOK);
    TELEGRAM.verify(
        3,
        postRequestedFor(urlPathMatching("(?i).*/setwebhook"))
            .withRequestBody(
                equalToJson(
                    """
                    {"url":"https://bot.misto.ua/webhook/telegram","secret_token":"hook-secret",
                    "allowed_updates":["message","edited_message","callback_query","my_chat_member"]}\
                    """,
                    true,
                    true)));
  }
}
