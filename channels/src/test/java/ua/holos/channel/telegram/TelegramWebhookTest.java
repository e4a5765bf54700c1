package ua.holos.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static ua.holos.channel.telegram.TelegramJson.text;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import ua.holos.channel.support.SharedSecret;

class TelegramWebhookTest {
  private static final String SECRET = "hook-secret";

  /// Port 9 (discard): nothing answers there, and nothing here needs an answer.
  private final TelegramParts parts = new TelegramParts(9);

  private final MockMvc mvc =
      MockMvcBuilders.standaloneSetup(
              new TelegramWebhook(
                  new SharedSecret(SECRET), parts.reader, parts.receiver, parts.meters))
          .build();

  private ResultActions deliver(byte[] body) throws Exception {
    return mvc.perform(
        post("/webhook/telegram").header("X-Telegram-Bot-Api-Secret-Token", SECRET).content(body));
  }

  private ResultActions deliver(String body) throws Exception {
    return deliver(body.getBytes(StandardCharsets.UTF_8));
  }

  private double refused(String reason) {
    var counter =
        parts.meters.find("holos.telegram.webhook.refused").tag("reason", reason).counter();
    return counter == null ? 0 : counter.count();
  }

  @Test
  void storesAnUpdateAndSaysSo() throws Exception {
    deliver(text(1, "Немає води")).andExpect(status().isOk());
    assertThat(parts.sink.stored()).hasSize(1);
    assertThat(parts.counted("message", "taken")).isEqualTo(1);
  }

  @Test
  void storesADuplicateOnce() throws Exception {
    deliver(text(1, "Немає води")).andExpect(status().isOk());
    deliver(text(1, "Немає води")).andExpect(status().isOk());
    assertThat(parts.sink.stored()).hasSize(1);
    assertThat(parts.counted("message", "duplicate")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "wrong", "hook-secre", "hook-secret ", "HOOK-SECRET"})
  void storesNothingWithAWrongSecret(String presented) throws Exception {
    mvc.perform(
            post("/webhook/telegram")
                .header("X-Telegram-Bot-Api-Secret-Token", presented)
                .content(text(1, "Немає води")))
        .andExpect(status().isUnauthorized());
    assertThat(parts.sink.stored()).isEmpty();
    assertThat(refused("secret")).isEqualTo(1);
  }

  @Test
  void storesNothingWithoutASecret() throws Exception {
    mvc.perform(post("/webhook/telegram").content(text(1, "Немає води")))
        .andExpect(status().isUnauthorized());
    assertThat(parts.sink.stored()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "not json", "[]", "null", "7", "{}", "{\"update_id\":\"x\"}", "{}{}"})
  void refusesMalformedJson(String body) throws Exception {
    deliver(body).andExpect(status().isBadRequest());
    assertThat(parts.sink.stored()).isEmpty();
    assertThat(refused("malformed")).isEqualTo(1);
  }

  @Test
  void acceptsKindsItDoesNotKnowAndCountsThem() throws Exception {
    deliver("{\"update_id\":1,\"poll_answer\":{}}").andExpect(status().isOk());
    deliver("{\"update_id\":2,\"kind_of_next_year\":{}}").andExpect(status().isOk());
    assertThat(parts.sink.stored()).isEmpty();
    assertThat(parts.counted("poll_answer", "poll_answer")).isEqualTo(1);
    assertThat(parts.counted("unknown", "unknown")).isEqualTo(1);
  }

  /// A 400 would make Telegram deliver it again for a day and block that person's chat.
  @Test
  void acceptsAnUpdateThatTheLibraryCannotRead() throws Exception {
    deliver("{\"update_id\":3,\"message\":\"not as we know it\"}").andExpect(status().isOk());
    assertThat(parts.counted("message", "unreadable")).isEqualTo(1);
  }

  @Test
  void asksTelegramToComeAgainWhileTheInboxIsUnavailable() throws Exception {
    parts.sink.unavailable(1);
    deliver(text(1, "Немає води"))
        .andExpect(status().isServiceUnavailable())
        .andExpect(header().string("Retry-After", "5"));
    assertThat(parts.sink.stored()).isEmpty();
    deliver(text(1, "Немає води")).andExpect(status().isOk());
    assertThat(parts.sink.stored()).hasSize(1);
  }

  @Test
  void asksTelegramToComeAgainWhenTheInboxHasABug() throws Exception {
    parts.sink.fail(1, new IllegalStateException("bug"));
    deliver(text(1, "Немає води")).andExpect(status().isServiceUnavailable());
  }

  @Test
  void refusesABodyThatNoUpdateHas() throws Exception {
    deliver(new byte[1024 * 1024 + 1]).andExpect(status().is(413));
    assertThat(refused("too-large")).isEqualTo(1);
  }

  @Test
  void survivesDeepNesting() throws Exception {
    deliver("{\"update_id\":1,\"message\":" + "[".repeat(100_000))
        .andExpect(status().isBadRequest());
  }

  /// 6,000 bodies: random bytes, and real updates with bytes changed, cut, doubled or values
  /// replaced.
  @Test
  void answersAnyBytesWithoutAFaultOfItsOwn() throws Exception {
    Random random = new Random(20261122);
    String[] seeds = {
      text(1, "Немає води"),
      TelegramJson.message(
          2, "\"photo\":[{\"file_id\":\"a\",\"file_unique_id\":\"b\",\"width\":1,\"height\":1}]"),
      TelegramJson.message(3, "\"location\":{\"latitude\":1,\"longitude\":2}"),
      TelegramJson.message(
          4, "\"contact\":{\"phone_number\":\"1\",\"first_name\":\"a\",\"user_id\":5}"),
      """
      {"update_id":5,"callback_query":{"id":"1","from":%s,"data":"x","message":{"message_id":1,
      "date":1,"chat":%s,"reply_markup":{"inline_keyboard":[[{"text":"a","callback_data":"x"}]]}}}}\
      """
          .formatted(TelegramJson.from(), TelegramJson.chat()),
      """
      {"update_id":6,"my_chat_member":{"chat":%s,"from":%s,"date":1,
      "old_chat_member":{"status":"member","user":{"id":1}},
      "new_chat_member":{"status":"kicked","user":{"id":1}}}}\
      """
          .formatted(TelegramJson.chat(), TelegramJson.from())
    };
    String[] values = {
      "null", "[]", "{}", "-1", "1e400", "\"\"", "true", "99999999999999999999", "[null]", "0.5"
    };
    for (int round = 0; round < 6000; round++) {
      byte[] body = seeds[random.nextInt(seeds.length)].getBytes(StandardCharsets.UTF_8);
      switch (random.nextInt(4)) {
        case 0 -> {
          body = new byte[random.nextInt(200)];
          random.nextBytes(body);
        }
        case 1 -> {
          for (int i = 0; i <= random.nextInt(4); i++) {
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
          }
        }
        case 2 -> body = java.util.Arrays.copyOf(body, random.nextInt(body.length));
        default -> {
          String json = new String(body, StandardCharsets.UTF_8);
          int colon = json.indexOf(':', random.nextInt(json.length() - 30));
          int end = Math.min(indexOfAny(json, colon + 1), json.length());
          json =
              json.substring(0, colon + 1)
                  + values[random.nextInt(values.length)]
                  + json.substring(end);
          body = json.getBytes(StandardCharsets.UTF_8);
        }
      }
      int answered = deliver(body).andReturn().getResponse().getStatus();
      assertThat(answered).as("round %d", round).isIn(200, 400);
    }
  }

  /// Where a plain value that begins here ends.
  private static int indexOfAny(String json, int from) {
    int at = from;
    while (at < json.length() && ",}]".indexOf(json.charAt(at)) < 0) {
      at++;
    }
    return at;
  }
}
