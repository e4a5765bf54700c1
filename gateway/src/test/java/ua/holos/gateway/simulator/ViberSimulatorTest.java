package ua.holos.gateway.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ViberSimulatorTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OLENA = "01234567890A=";

  private final MovableClock clock = new MovableClock();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final List<Boolean> signed = new CopyOnWriteArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private volatile String welcome = "";
  private volatile boolean deaf;
  private final SimulatedHttp bot = new SimulatedHttp(0, "X-Viber-Content-Signature", this::hear);
  private ViberSimulator viber = ViberSimulator.start(ViberOptions.DEFAULT.by(clock).hurried(50));

  private SimulatedHttp.Answer hear(SimulatedHttp.Call call) {
    if (deaf) {
      return SimulatedHttp.Answer.json(503, "");
    }
    signed.add(ViberCallbacks.signature(viber.token(), call.body()).equals(call.token()));
    try {
      events.add(JSON.readTree(call.body()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return SimulatedHttp.Answer.json(200, welcome);
  }

  @AfterEach
  void stop() {
    viber.close();
    bot.close();
    http.close();
  }

  private JsonNode call(String method, String body) {
    return call(method, body, viber.token());
  }

  private JsonNode call(String method, String body, String token) {
    try {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(URI.create(viber.apiUrl() + "/" + method))
                  .timeout(Duration.ofSeconds(5))
                  .header("X-Viber-Auth-Token", token)
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(200);
      return JSON.readTree(response.body());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void register() {
    assertThat(call("set_webhook", "{\"url\":\"%s/\"}".formatted(bot.address())).path("status"))
        .hasToString("0");
  }

  private JsonNode send(String fields) {
    return call(
        "send_message",
        """
        {"receiver":"%s","sender":{"name":"Місто"},%s}\
        """
            .formatted(OLENA, fields));
  }

  private int status(String fields) {
    return send(fields).path("status").asInt();
  }

  private static String text(int length) {
    return "\"type\":\"text\",\"text\":\"" + "я".repeat(length) + "\"";
  }

  private static String keyboard(String... buttons) {
    return text(1)
        + ",\"keyboard\":{\"Type\":\"keyboard\",\"Buttons\":["
        + String.join(",", buttons)
        + "]}";
  }

  private List<String> kinds() {
    return events.stream().map(event -> event.path("event").asText()).toList();
  }

  private void heard(String... kinds) {
    await().untilAsserted(() -> assertThat(kinds()).containsExactly(kinds));
  }

  @Test
  void callsTheWebhookWhileItIsSetAndWantsA200() {
    deaf = true;
    assertThat(call("set_webhook", "{\"url\":\"%s/\"}".formatted(bot.address())).path("status"))
        .hasToString("1");
    assertThat(viber.webhook()).isNull();
    deaf = false;
    register();
    heard("webhook");
    assertThat(viber.webhook()).hasToString(bot.address() + "/");
  }

  @Test
  void refusesAWrongToken() {
    assertThat(call("get_account_info", "{}", "wrong").path("status_message").asText())
        .isEqualTo("invalidAuthToken");
    assertThat(call("get_account_info", "{}").path("status").asInt()).isZero();
  }

  @Test
  void sendsOnlyToSubscribersThatDidNotBlock() {
    assertThat(status(text(1))).isEqualTo(10);
    register();
    assertThat(status(text(1))).isEqualTo(5);
    viber.opens(OLENA, "");
    assertThat(status(text(1))).isEqualTo(6);
    viber.writes(OLENA, "Вітаю");
    assertThat(status(text(1))).isZero();
    viber.blocks(OLENA, true);
    assertThat(status(text(1))).isEqualTo(7);
    viber.blocks(OLENA, false);
    viber.unsubscribes(OLENA);
    assertThat(status(text(1))).isEqualTo(6);
    viber.subscribes(OLENA);
    assertThat(status(text(1))).isZero();
    heard(
        "webhook",
        "conversation_started",
        "message",
        "delivered",
        "unsubscribed",
        "subscribed",
        "delivered");
    assertThat(signed).hasSize(7).doesNotContain(false);
  }

  @Test
  void greetsWithTheMessageInTheAnswerToAnOpenedChat() {
    register();
    welcome =
        """
        {"sender":{"name":"Місто"},"type":"text","text":"Вітаємо!","tracking_data":"перше"}\
        """;
    viber.opens(OLENA, "плакат");
    await().until(() -> !viber.sentTo(OLENA).isEmpty());
    assertThat(viber.sentTo(OLENA).getFirst().charge()).isEqualTo(ViberSimulator.Charge.WELCOME);
    assertThat(events.get(1).path("context").asText()).isEqualTo("плакат");
    assertThat(events.get(1).path("subscribed").asBoolean()).isFalse();
    assertThat(viber.charged()).isZero();
    assertThat(viber.subscribed(OLENA)).isFalse();
  }

  @Test
  void keepsToItsLimitsOfContent() {
    register();
    viber.writes(OLENA, "Вітаю");
    assertThat(status(text(7_000))).isZero();
    assertThat(status(text(7_001))).isEqualTo(3);
    assertThat(status(text(1) + ",\"tracking_data\":\"" + "t".repeat(4_001) + "\"")).isEqualTo(3);
    assertThat(status(text(1) + ",\"rest\":\"" + "r".repeat(30 * 1024) + "\"")).isEqualTo(3);
    assertThat(status("\"type\":\"text\"")).isEqualTo(4);
    assertThat(status("\"type\":\"picture\",\"media\":\"https://a.example/a.bmp\"")).isEqualTo(3);
    assertThat(status("\"type\":\"picture\",\"media\":\"https://a.example/a.jpg\"")).isZero();
    assertThat(call("send_message", "{\"receiver\":\"" + OLENA + "\"," + text(1) + "}"))
        .describedAs("no sender")
        .hasToString("{\"status\":4,\"status_message\":\"missingData\"}");
    assertThat(call("send_message", "not JSON").path("status").asInt()).isEqualTo(3);
  }

  @Test
  void keepsToItsGridOfButtons() {
    register();
    viber.writes(OLENA, "Вітаю");
    String plain = "{\"ActionBody\":\"так\",\"Text\":\"Так\"}";
    assertThat(status(keyboard(plain))).isZero();
    assertThat(status(keyboard(Collections.nCopies(12, plain).toArray(String[]::new)))).isZero();
    assertThat(status(keyboard(Collections.nCopies(13, plain).toArray(String[]::new))))
        .isEqualTo(3);
    assertThat(status(keyboard("{\"ActionBody\":\"так\",\"Columns\":7}"))).isEqualTo(3);
    assertThat(status(keyboard("{\"ActionBody\":\"так\",\"Rows\":3}"))).isEqualTo(3);
    assertThat(status(keyboard("{\"ActionBody\":\"a\",\"Text\":\"" + "т".repeat(251) + "\"}")))
        .isEqualTo(3);
    assertThat(status(keyboard("{\"Text\":\"Так\"}"))).isEqualTo(4);
    String half = "{\"ActionBody\":\"так\",\"Columns\":3}";
    assertThat(status(keyboard(Collections.nCopies(24, half).toArray(String[]::new)))).isZero();
    String phone = keyboard("{\"ActionType\":\"share-phone\",\"ActionBody\":\"a\"}");
    assertThat(status(phone)).isEqualTo(14);
    assertThat(status(phone + ",\"min_api_version\":3")).isZero();
    viber.hasVersion(OLENA, 2);
    assertThat(status(phone + ",\"min_api_version\":3")).isEqualTo(13);
  }

  @Test
  void throttlesTheHundredAndFirstMessageOfAnHourWithoutAnAnswer() {
    register();
    viber.writes(OLENA, "Вітаю");
    for (int i = 0; i < 100; i++) {
      assertThat(status(text(1))).isZero();
    }
    assertThat(status(text(1))).isEqualTo(12);
    assertThat(viber.throttled()).isEqualTo(1);
    viber.writes(OLENA, "Я тут");
    assertThat(status(text(1))).isZero();
    for (int i = 0; i < 99; i++) {
      assertThat(status(text(1))).isZero();
    }
    assertThat(status(text(1))).isEqualTo(12);
    clock.pass(Duration.ofHours(1));
    assertThat(status(text(1))).isZero();
  }

  @Test
  void chargesWhatIsSentMoreThanADayAfterThePersonWrote() {
    register();
    viber.writes(OLENA, "Вітаю");
    assertThat(send(text(1)).path("billing_status").asInt()).isEqualTo(1);
    clock.pass(Duration.ofHours(24));
    assertThat(send(text(1)).path("billing_status").asInt()).isEqualTo(3);
    assertThat(viber.inSession()).isEqualTo(1);
    assertThat(viber.charged()).isEqualTo(1);
    assertThat(viber.sentTo(OLENA).getLast().charge()).isEqualTo(ViberSimulator.Charge.CHARGED);
  }

  @Test
  void sendsTheButtonsBodyWithTheTrackingDataOfTheLastMessage() {
    register();
    viber.writes(OLENA, "Вітаю");
    send(
        keyboard("{\"ActionBody\":\"confirm\",\"Text\":\"<font color='#fff'>Так</font>\"}")
            + ",\"tracking_data\":\"крок 2\"");
    viber.presses(OLENA, "Так");
    await().until(() -> kinds().stream().filter("message"::equals).count() == 2);
    JsonNode message = events.getLast().path("message");
    assertThat(message.path("text").asText()).isEqualTo("confirm");
    assertThat(message.path("tracking_data").asText()).isEqualTo("крок 2");
  }

  @Test
  void tellsOfEachDeviceAndOnceOfWhatWasSeen() {
    register();
    viber.writes(OLENA, "Вітаю");
    viber.hasDevices(OLENA, 2);
    long first = send(text(1)).path("message_token").asLong();
    long second = send(text(2)).path("message_token").asLong();
    heard("webhook", "message", "delivered", "delivered", "delivered", "delivered");
    assertThat((long) (double) first).describedAs("survives as a double").isNotEqualTo(first);
    viber.reads(OLENA);
    heard("webhook", "message", "delivered", "delivered", "delivered", "delivered", "seen");
    assertThat(events.getLast().path("message_token").asLong()).isEqualTo(second);
    assertThat(viber.fate(OLENA, first)).isEqualTo(ViberSimulator.Fate.SEEN);
  }

  @Test
  void tellsNothingWhileThePhoneIsOff() {
    register();
    viber.writes(OLENA, "Вітаю");
    viber.phoneOff(OLENA, true);
    long token = send(text(1)).path("message_token").asLong();
    assertThat(viber.fate(OLENA, token)).isEqualTo(ViberSimulator.Fate.SENT);
    heard("webhook", "message");
    viber.phoneOff(OLENA, false);
    heard("webhook", "message", "delivered");
  }

  @Test
  void failsAfterItSaidOk() {
    register();
    viber.writes(OLENA, "Вітаю");
    viber.failsNext(OLENA, "keyboard is not valid");
    assertThat(status(text(1))).isZero();
    heard("webhook", "message", "failed");
    assertThat(events.getLast().path("desc").asText()).isEqualTo("keyboard is not valid");
  }

  @Test
  void tellsAgainWhatWasNotTaken() {
    register();
    deaf = true;
    viber.writes(OLENA, "один");
    viber.writes(OLENA, "два");
    assertThat(viber.unconfirmed()).isEqualTo(2);
    await().until(() -> viber.repeated() >= 2);
    deaf = false;
    await().until(() -> viber.unconfirmed() == 0);
    viber.loseAcknowledgements(1);
    viber.writes(OLENA, "три");
    await().until(() -> viber.unconfirmed() == 0);
    assertThat(events.stream().map(event -> event.path("message").path("text").asText("")))
        .containsExactlyInAnyOrder("", "один", "два", "три", "три");
  }

  @Test
  void repeatsAndReordersReceiptsWhenAskedTo() {
    viber.close();
    viber =
        ViberSimulator.start(
            ViberOptions.DEFAULT.with(new Receipts(Duration.ZERO, Duration.ofMillis(100), 0.5)));
    register();
    viber.writes(OLENA, "Вітаю");
    for (int i = 0; i < 30; i++) {
      assertThat(status(text(1))).isZero();
    }
    await()
        .untilAsserted(() -> {
          List<Long> tokens = deliveredTokens();
          assertThat(new HashSet<>(tokens)).hasSize(30);
          assertThat(tokens).hasSizeGreaterThan(30);
          assertThat(tokens).isNotEqualTo(tokens.stream().sorted().toList());
        });
  }

  private List<Long> deliveredTokens() {
    return events.stream()
        .filter(event -> event.path("event").asText().equals("delivered"))
        .map(event -> event.path("message_token").asLong())
        .toList();
  }

  @Test
  void servesThePictureThatWasSent() throws IOException, InterruptedException {
    register();
    viber.sendsPicture(OLENA, new byte[] {1, 2, 3}, "Ось яма");
    heard("webhook", "message");
    JsonNode message = events.getLast().path("message");
    assertThat(message.path("text").asText()).isEqualTo("Ось яма");
    HttpResponse<byte[]> picture =
        http.send(
            HttpRequest.newBuilder(URI.create(message.path("media").asText())).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(picture.body()).containsExactly(1, 2, 3);
  }

  @Test
  void breaksDownAndIsMended() throws IOException, InterruptedException {
    register();
    viber.writes(OLENA, "Вітаю");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(viber.apiUrl() + "/get_account_info"))
            .header("X-Viber-Auth-Token", viber.token())
            .timeout(Duration.ofMillis(300))
            .POST(HttpRequest.BodyPublishers.ofByteArray("{}".getBytes(StandardCharsets.UTF_8)))
            .build();
    viber.breakDown(Outage.BAD_GATEWAY);
    assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(502);
    viber.breakDown(Outage.SILENT);
    Assertions.assertThatThrownBy(() -> http.send(request, HttpResponse.BodyHandlers.discarding()))
        .isInstanceOf(HttpTimeoutException.class);
    viber.breakDown(Outage.NONE);
    assertThat(status(text(1))).isZero();
  }
}
