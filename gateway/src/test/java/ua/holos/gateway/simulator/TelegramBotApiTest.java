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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The Bot API of the simulator by itself: limits, refusals, delivery.
class TelegramBotApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long OLENA = 777;

  private final MovableClock clock = new MovableClock();
  private final TelegramSimulator telegram =
      TelegramSimulator.start(TelegramSimulator.Limits.REAL, 0, clock);
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Integer> heard = new CopyOnWriteArrayList<>();
  private volatile boolean deaf;
  private final SimulatedHttp bot = new SimulatedHttp(0, "Authorization", this::hear);

  private SimulatedHttp.Answer hear(SimulatedHttp.Call call) {
    if (deaf) {
      return SimulatedHttp.Answer.json(503, "");
    }
    try {
      heard.add(JSON.readTree(call.body()).path("update_id").asInt());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return SimulatedHttp.Answer.json(200, "");
  }

  @AfterEach
  void stop() {
    http.close();
    telegram.close();
    bot.close();
  }

  private JsonNode call(String method, String body) {
    try {
      return JSON.readTree(
          http.send(
                  HttpRequest.newBuilder(URI.create(telegram.apiUrl() + "/bot42:T/" + method))
                      .header("Content-Type", "application/json")
                      .POST(HttpRequest.BodyPublishers.ofString(body))
                      .build(),
                  HttpResponse.BodyHandlers.ofString())
              .body());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode send(long chat, String text) {
    return call("sendMessage", "{\"chat_id\":%d,\"text\":\"%s\"}".formatted(chat, text));
  }

  private static String why(JsonNode answer) {
    return answer.path("error_code").asInt() + " " + answer.path("description").asText();
  }

  @Test
  void bearsAShortBurstToOneChatAndThenOneMessageASecond() {
    for (int i = 0; i < 3; i++) {
      assertThat(send(OLENA, "а").path("ok").asBoolean()).isTrue();
    }
    JsonNode refused = send(OLENA, "а");
    assertThat(why(refused)).isEqualTo("429 Too Many Requests: retry after 1");
    assertThat(refused.path("parameters").path("retry_after").asInt()).isEqualTo(1);
    assertThat(send(OLENA + 1, "а").path("ok").asBoolean()).isTrue();
    clock.pass(Duration.ofSeconds(1));
    assertThat(send(OLENA, "а").path("ok").asBoolean()).isTrue();
    assertThat(telegram.refusedForSpeed()).isEqualTo(1);
  }

  @Test
  void bearsThirtyMessagesASecondToAll() {
    for (int i = 0; i < 30; i++) {
      assertThat(send(1000 + i, "а").path("ok").asBoolean()).isTrue();
    }
    assertThat(send(2000, "а").path("error_code").asInt()).isEqualTo(429);
    clock.pass(Duration.ofMillis(34));
    assertThat(send(2000, "а").path("ok").asBoolean()).isTrue();
  }

  @Test
  void saysWhyItDoesNotTakeAMessage() {
    assertThat(why(send(0, "а"))).isEqualTo("400 Bad Request: chat not found");
    assertThat(why(send(OLENA, ""))).isEqualTo("400 Bad Request: message text is empty");
    assertThat(send(OLENA, "я".repeat(4096)).path("ok").asBoolean()).isTrue();
    assertThat(why(send(OLENA, "я".repeat(4097))))
        .isEqualTo("400 Bad Request: message is too long");
    assertThat(
            why(
                call(
                    "sendMessage",
                    """
                    {"chat_id":777,"text":"а","reply_markup":{"inline_keyboard":
                     [[{"text":"а","callback_data":"%s"}]]}}
                    """
                        .formatted("я".repeat(33)))))
        .isEqualTo("400 Bad Request: BUTTON_DATA_INVALID");
    telegram.blocks(OLENA);
    assertThat(why(send(OLENA, "а"))).isEqualTo("403 Forbidden: bot was blocked by the user");
    telegram.deletesAccount(OLENA + 1);
    assertThat(why(send(OLENA + 1, "а"))).isEqualTo("403 Forbidden: user is deactivated");
    telegram.refuseStrangers();
    assertThat(why(send(OLENA + 2, "а"))).isEqualTo("400 Bad Request: chat not found");
    telegram.writes(OLENA + 2, "Вітаю");
    assertThat(send(OLENA + 2, "а").path("ok").asBoolean()).isTrue();
  }

  @Test
  void editsAMessageButNotIntoItself() {
    int id = send(OLENA, "один").path("result").path("message_id").asInt();
    String edit = "{\"chat_id\":777,\"message_id\":%d,\"text\":\"%s\"}";
    assertThat(why(call("editMessageText", edit.formatted(id, "один"))))
        .isEqualTo("400 Bad Request: message is not modified");
    assertThat(call("editMessageText", edit.formatted(id, "два")).path("ok").asBoolean()).isTrue();
    assertThat(telegram.sentTo(OLENA))
        .extracting(TelegramSimulator.Sent::text)
        .containsExactly("два");
    assertThat(why(call("editMessageText", edit.formatted(id + 1, "два"))))
        .isEqualTo("400 Bad Request: message to edit not found");
  }

  @Test
  void holdsBackAChatBehindAnUpdateThatIsNotTakenButNoOtherChat() {
    call("setWebhook", "{\"url\":\"%s/\"}".formatted(bot.address()));
    deaf = true;
    int first = telegram.writes(OLENA, "один");
    int second = telegram.writes(OLENA, "два");
    await().until(() -> telegram.unconfirmed() == 2);
    deaf = false;
    int other = telegram.writes(OLENA + 1, "інша людина");
    await().until(() -> telegram.unconfirmed() == 0);
    assertThat(heard).containsExactlyInAnyOrder(first, second, other);
    assertThat(heard.indexOf(first)).isLessThan(heard.indexOf(second));
  }

  @Test
  void deliversAgainWhatWasTakenWhenTheAnswerIsLost() {
    telegram.loseAcknowledgements(1);
    call("setWebhook", "{\"url\":\"%s/\"}".formatted(bot.address()));
    int update = telegram.writes(OLENA, "один");
    await().until(() -> telegram.unconfirmed() == 0);
    assertThat(heard).containsExactly(update, update);
  }

  @Test
  void forgetsAMessageAfterADayAndAPressAfterTwoAndAHalfMinutes() {
    send(OLENA, "а");
    telegram.writes(OLENA, "один");
    telegram.pressesPayload(OLENA, telegram.sentTo(OLENA).getFirst(), "yes");
    clock.pass(Duration.ofSeconds(151));
    assertThat(call("getUpdates", "{}").path("result")).hasSize(1);
    clock.pass(Duration.ofHours(24));
    assertThat(call("getUpdates", "{}").path("result")).isEmpty();
  }

  @Test
  void letsNobodyPollBesideAWebhook() {
    call("setWebhook", "{\"url\":\"%s/\"}".formatted(bot.address()));
    assertThat(call("getUpdates", "{}").path("error_code").asInt()).isEqualTo(409);
    call("deleteWebhook", "{}");
    assertThat(call("getUpdates", "{}").path("ok").asBoolean()).isTrue();
  }
}
