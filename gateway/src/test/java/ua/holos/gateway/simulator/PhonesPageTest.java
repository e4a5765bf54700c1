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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PhonesPageTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TelegramSimulator telegram = TelegramSimulator.start(TelegramSimulator.Limits.REAL);
  private final ViberSimulator viber = ViberSimulator.start();
  private final SmscSimulator smsc = SmscSimulator.start();
  private final PhonesPage page =
      new PhonesPage(0, new Phones(telegram, viber, smsc), "http://localhost:8080");
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    http.close();
    page.close();
    smsc.close();
    viber.close();
    telegram.close();
  }

  private HttpResponse<String> post(String address, String body) {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create(address))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private int act(String request) {
    return post(page.address() + "/act", request).statusCode();
  }

  private JsonNode state() {
    try {
      return JSON.readTree(post(page.address() + "/state", "").body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void showsWhatThePersonSaysAndWhetherTheBotHasIt() {
    act("{\"phone\":\"telegram\",\"action\":\"text\",\"text\":\"Немає води\"}");
    JsonNode line = state().path("telegram").path("lines").path(0);
    assertThat(line.path("text").asText()).isEqualTo("Немає води");
    assertThat(line.path("taken").asBoolean()).isFalse();

    String polled = telegram.apiUrl() + "/bot42:T/getUpdates";
    post(polled, "{\"offset\":%d}".formatted(1001));
    assertThat(state().path("telegram").path("lines").path(0).path("taken").asBoolean()).isTrue();
  }

  @Test
  void showsTheBotsMessageWithItsButtonsAndTakesThePress() {
    act("{\"phone\":\"telegram\",\"action\":\"text\",\"text\":\"Немає води\"}");
    post(
        telegram.apiUrl() + "/bot42:T/sendMessage",
        """
        {"chat_id":670001122,"text":"Де?","reply_markup":
         {"inline_keyboard":[[{"text":"Тут","callback_data":"here"}]]}}
        """);
    JsonNode line = state().path("telegram").path("lines").path(1);
    assertThat(line.path("from").asText()).isEqualTo("bot");
    assertThat(line.path("markup").path("inline_keyboard").path(0).path(0).path("text").asText())
        .isEqualTo("Тут");
    act(
        "{\"phone\":\"telegram\",\"action\":\"press\",\"id\":%d,\"payload\":\"here\"}"
            .formatted(line.path("id").asInt()));
    assertThat(telegram.unconfirmed()).isEqualTo(2);
  }

  @Test
  void switchesPhonesAndPlatformsOff() {
    act("{\"phone\":\"sms\",\"action\":\"state\",\"state\":\"OFF\"}");
    act("{\"phone\":\"viber\",\"action\":\"off\",\"on\":true}");
    act("{\"phone\":\"telegram\",\"action\":\"block\"}");
    act("{\"phone\":\"telegram\",\"action\":\"down\",\"on\":true}");
    JsonNode state = state();
    assertThat(state.path("sms").path("state").asText()).isEqualTo("OFF");
    assertThat(state.path("viber").path("off").asBoolean()).isTrue();
    assertThat(state.path("telegram").path("blocked").asBoolean()).isTrue();
    assertThat(post(telegram.apiUrl() + "/bot42:T/getMe", "{}").statusCode()).isEqualTo(502);
  }

  @Test
  void refusesWhatIsNoAction() {
    assertThat(act("{\"phone\":\"fax\",\"action\":\"text\"}")).isEqualTo(400);
    assertThat(act("{\"phone\":\"sms\",\"action\":\"dance\"}")).isEqualTo(400);
    assertThat(act("not JSON")).isEqualTo(400);
  }

  @Test
  void servesThePageItself() {
    for (String path : new String[] {"/", "/phones.css", "/phones.js", "/words.js"}) {
      assertThat(post(page.address() + path, "").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void showsAnSmsWhenThePhoneHasIt() {
    act("{\"phone\":\"sms\",\"action\":\"text\",\"text\":\"Немає води\"}");
    assertThat(smsc.waiting()).isLessThanOrEqualTo(1);
    await()
        .untilAsserted(() ->
            assertThat(state().path("sms").path("lines").path(0).path("text").asText())
                .isEqualTo("Немає води"));
  }
}
