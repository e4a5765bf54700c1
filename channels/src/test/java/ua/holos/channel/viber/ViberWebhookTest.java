package ua.holos.channel.viber;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static ua.holos.channel.viber.ViberJson.about;
import static ua.holos.channel.viber.ViberJson.by;
import static ua.holos.channel.viber.ViberJson.text;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import ua.holos.channel.support.BodySignature;

class ViberWebhookTest {
  private final ViberChannel channel = new ViberChannel();
  private final MockMvc mvc = MockMvcBuilders.standaloneSetup(channel.webhook).build();

  private ResultActions deliver(byte[] body) throws Exception {
    return mvc.perform(
        post("/webhook/viber")
            .contentType(MediaType.APPLICATION_JSON)
            .header("X-Viber-Content-Signature", new BodySignature(ViberChannel.TOKEN).of(body))
            .content(body));
  }

  private ResultActions deliver(String body) throws Exception {
    return deliver(body.getBytes(UTF_8));
  }

  @Test
  void storesAMessageAndAnswersWithNothing() throws Exception {
    deliver(text("1", "Немає води")).andExpect(status().isOk()).andExpect(content().string(""));
    assertThat(channel.sink.stored()).hasSize(1);
    assertThat(channel.counted("message", "taken")).isEqualTo(1);
  }

  @Test
  void storesTheSameCallbackOnceHoweverOftenItComes() throws Exception {
    String delivered = about("delivered", "4912661846655238145", "");
    for (int i = 0; i < 10; i++) {
      deliver(text("4912661846655238146", "Немає води")).andExpect(status().isOk());
      deliver(delivered).andExpect(status().isOk());
    }
    assertThat(channel.sink.stored()).hasSize(2);
    assertThat(channel.counted("message", "duplicate")).isEqualTo(9);
    assertThat(channel.counted("delivered", "duplicate")).isEqualTo(9);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "wrong", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b9"})
  void storesNothingWithAWrongSignature(String signature) {
    byte[] body = text("1", "Немає води").getBytes(UTF_8);
    assertThat(channel.calls(body, signature).getStatusCode().value()).isEqualTo(401);
    assertThat(channel.sink.stored()).isEmpty();
    assertThat(channel.counted("unknown", "signature")).isEqualTo(1);
  }

  @Test
  void storesNothingThatWasChangedOnTheWay() {
    String signature =
        new BodySignature(ViberChannel.TOKEN).of(text("1", "Немає води").getBytes(UTF_8));
    byte[] changed = text("2", "Немає води").getBytes(UTF_8);
    assertThat(channel.calls(changed, signature).getStatusCode().value()).isEqualTo(401);
    assertThat(channel.sink.stored()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "not json", "[]", "null", "7", "{}", "{\"event\":5}", "{}{}"})
  void refusesWhatIsNoCallback(String body) throws Exception {
    deliver(body).andExpect(status().isBadRequest());
    assertThat(channel.sink.stored()).isEmpty();
    assertThat(channel.counted("unknown", "malformed")).isEqualTo(1);
  }

  @Test
  void acceptsEventsThatItDoesNotKnowKeepsAndCountsThem() throws Exception {
    deliver(by("client_status", "1", "")).andExpect(status().isOk());
    deliver(by("event_of_next_year", "2", "")).andExpect(status().isOk());
    assertThat(channel.sink.stored()).isEmpty();
    assertThat(channel.counted("client_status", "unknown")).isEqualTo(1);
    assertThat(channel.counted("unknown", "unknown")).isEqualTo(1);
    assertThat(channel.unfamiliar).containsExactly("client_status", "event_of_next_year");
  }

  @Test
  void answersTheCallOfItsRegistration() throws Exception {
    deliver("{\"event\":\"webhook\",\"timestamp\":1790000000000,\"message_token\":241}")
        .andExpect(status().isOk());
    assertThat(channel.sink.stored()).isEmpty();
    assertThat(channel.counted("webhook", "registered")).isEqualTo(1);
  }

  @Test
  void asksViberToComeAgainWhileTheInboxIsUnavailable() throws Exception {
    channel.sink.unavailable(1);
    deliver(text("1", "Немає води"))
        .andExpect(status().isServiceUnavailable())
        .andExpect(header().string("Retry-After", "5"));
    assertThat(channel.sink.stored()).isEmpty();
    deliver(text("1", "Немає води")).andExpect(status().isOk());
    assertThat(channel.sink.stored()).hasSize(1);
  }

  @Test
  void asksViberToComeAgainWhenTheInboxHasABug() throws Exception {
    channel.sink.fail(1, new IllegalStateException("bug"));
    deliver(text("1", "Немає води")).andExpect(status().isServiceUnavailable());
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void logsNothingOfWhatSomebodyWrote(CapturedOutput output) throws Exception {
    channel.sink.fail(1, new IllegalStateException("can't store «Немає води»"));
    deliver(text("1", "Немає води")).andExpect(status().isServiceUnavailable());
    assertThat(output.getAll())
        .contains("was not stored: java.lang.IllegalStateException")
        .doesNotContain("Немає води");
    ViberUpdate update =
        Objects.requireNonNull(
            new ViberUpdateReader().read(text("1", "Немає води").getBytes(UTF_8)));
    assertThat(update.toString()).contains("message").doesNotContain("Немає води");
    assertThat(String.valueOf(update.message())).contains("text").doesNotContain("Немає води");
  }

  @Test
  void refusesABodyThatNoCallbackHas() throws Exception {
    deliver(new byte[1024 * 1024 + 1]).andExpect(status().is(413));
    assertThat(channel.counted("unknown", "too-large")).isEqualTo(1);
  }

  @Test
  void survivesDeepNesting() throws Exception {
    deliver("{\"event\":\"message\",\"message\":" + "[".repeat(100_000))
        .andExpect(status().isBadRequest());
  }

  private JsonNode welcome(String fields) throws Exception {
    byte[] answer =
        deliver(by("conversation_started", "8", fields))
            .andExpect(status().isOk())
            .andExpect(content().contentType(MediaType.APPLICATION_JSON))
            .andReturn()
            .getResponse()
            .getContentAsByteArray();
    return new JsonMapper().readTree(new String(answer, UTF_8));
  }

  @Test
  void welcomesWhoeverOpensTheConversationInTheAnswerItself() throws Exception {
    JsonNode welcome = welcome(",\"context\":\"flyer-7\",\"subscribed\":false");
    assertThat(welcome.path("type").asString()).isEqualTo("text");
    assertThat(welcome.path("text").asString()).isEqualTo("Вітаю! Напишіть, що сталося.");
    assertThat(welcome.path("sender").path("name").asString()).isEqualTo("Контактний центр");
    assertThat(welcome.has("receiver")).isFalse();
    assertThat(welcome.has("min_api_version")).isFalse();
    assertThat(welcome.path("keyboard").path("Buttons").size()).isEqualTo(3);
    assertThat(channel.sink.stored()).isEmpty();
  }

  @Test
  void welcomesAgainWhenTheCallIsRepeated() throws Exception {
    JsonNode first = welcome(",\"subscribed\":false");
    assertThat(welcome(",\"subscribed\":false")).isEqualTo(first);
    assertThat(channel.sink.stored()).isEmpty();
  }

  @Test
  void leavesTheButtonsOfSomebodyWhoIsBack() throws Exception {
    assertThat(welcome(",\"subscribed\":true").has("keyboard")).isFalse();
  }

  @Test
  void carriesWhatTheDeepLinkBroughtToTheFirstMessage() throws Exception {
    JsonNode welcome = welcome(",\"context\":\"flyer-7\",\"subscribed\":false");
    String tracking = welcome.path("tracking_data").asString();
    assertThat(ViberTracking.read(tracking).context()).isEqualTo("flyer-7");
    assertThat(ViberTracking.read(tracking).choices())
        .containsEntry("Мої звернення", "/my")
        .containsEntry("Покликати оператора", "/operator");
  }
}
