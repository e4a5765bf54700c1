package ua.holos.channel.telegram;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.message.ContactUrn;
import ua.holos.channel.support.ChannelContractTest;
import ua.holos.channel.support.RecordingSink;
import ua.holos.channel.support.RememberedFiles;
import ua.holos.channel.support.SharedSecret;

class TelegramContractTest extends ChannelContractTest {
  @RegisterExtension
  static final WireMockExtension TELEGRAM =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final TelegramParts parts = new TelegramParts(TELEGRAM.getPort());

  private final MockMvc mvc =
      MockMvcBuilders.standaloneSetup(
              new TelegramWebhook(
                  new SharedSecret("hook-secret"), parts.reader, parts.receiver, parts.meters))
          .build();

  @BeforeEach
  void acceptsByDefault() {
    platform(Platform.ACCEPTS);
  }

  @Override
  protected ChannelAdapter adapter() {
    return parts.adapter;
  }

  @Override
  protected RememberedFiles files() {
    return parts.files;
  }

  @Override
  protected RecordingSink sink() {
    return parts.sink;
  }

  @Override
  protected ContactUrn somebody() {
    return new ContactUrn("telegram", String.valueOf(TelegramJson.CITIZEN));
  }

  @Override
  protected boolean arrives(String id, Instant at, String text) {
    return arrives(id, at, text, "hook-secret");
  }

  @Override
  protected Optional<Boolean> forged() {
    return Optional.of(arrives("17", Instant.EPOCH, "Немає води", "guessed"));
  }

  private boolean arrives(String id, Instant at, String text, String secret) {
    String json =
        TelegramJson.text(Integer.parseInt(id), text)
            .replace("1790000000", String.valueOf(at.getEpochSecond()));
    try {
      return mvc.perform(
                  MockMvcRequestBuilders.post("/webhook/telegram")
                      .header("X-Telegram-Bot-Api-Secret-Token", secret)
                      .content(json.getBytes(StandardCharsets.UTF_8)))
              .andReturn()
              .getResponse()
              .getStatus()
          == 200;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected void platform(Platform behaviour) {
    TELEGRAM.stubFor(
        post(urlPathMatching("(?i)/bot42:TEST-token_1/send(message|photo|video|document)"))
            .willReturn(
                switch (behaviour) {
                  case ACCEPTS ->
                      okJson(
                              "{\"ok\":true,\"result\":{\"message_id\":{{randomInt lower=1"
                                  + " upper=1000000000}},\"date\":1790000001}}")
                          .withTransformers("response-template");
                  case THROTTLES ->
                      refusal(
                          429,
                          "\"Too Many Requests: retry after"
                              + " 7\",\"parameters\":{\"retry_after\":7}");
                  case FAILS -> aResponse().withStatus(502).withBody("<html>Bad Gateway</html>");
                  case REFUSES -> refusal(400, "\"Bad Request: BUTTON_DATA_INVALID\"");
                  case IS_BLOCKED -> refusal(403, "\"Forbidden: bot was blocked by the user\"");
                  case DENIES_US -> refusal(401, "\"Unauthorized\"");
                }));
  }

  static com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder refusal(
      int code, String description) {
    return aResponse()
        .withStatus(code)
        .withHeader("Content-Type", "application/json")
        .withBody("{\"ok\":false,\"error_code\":" + code + ",\"description\":" + description + "}");
  }

  @Override
  protected List<Sent> sent() {
    return TELEGRAM
        .findAll(postRequestedFor(urlPathMatching("(?i).*/send(message|photo|video|document)")))
        .stream()
        .sorted(Comparator.comparing(LoggedRequest::getLoggedDate))
        .map(TelegramContractTest::sent)
        .toList();
  }

  private static Sent sent(LoggedRequest request) {
    if (request.getHeader("Content-Type").startsWith("multipart/")) {
      TelegramForm form = TelegramForm.of(request);
      return new Sent(
          form.values().getOrDefault("chat_id", ""),
          form.values().getOrDefault("caption", ""),
          List.of(),
          form.files());
    }
    try {
      JsonNode json = new ObjectMapper().readTree(request.getBody());
      List<String> buttons = new ArrayList<>();
      for (JsonNode row : json.path("reply_markup").path("inline_keyboard")) {
        row.forEach(button -> buttons.add(button.path("text").asText()));
      }
      return new Sent(json.path("chat_id").asText(), json.path("text").asText(), buttons);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
