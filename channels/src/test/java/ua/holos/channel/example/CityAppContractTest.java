package ua.holos.channel.example;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import ua.holos.bot.channel.AttachmentSource;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.channel.InboundSink;
import ua.holos.bot.channel.InboxUnavailableException;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.MessageStatus;
import ua.holos.channel.support.BodySignature;
import ua.holos.channel.support.ChannelContractTest;
import ua.holos.channel.support.RecordingSink;
import ua.holos.channel.support.RememberedFiles;

/// The example keeps the contract of all channels: the proof that one folder is enough.
class CityAppContractTest extends ChannelContractTest {
  private static final String SECRET = "both sides know this";
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension
  static final WireMockExtension APP =
      WireMockExtension.newInstance()
          .options(wireMockConfig().dynamicPort().http2PlainDisabled(true))
          .build();

  private final RecordingSink sink = new RecordingSink();
  private final RememberedFiles files = new RememberedFiles();
  private final CityAppSettings settings =
      new CityAppSettings(URI.create("http://127.0.0.1:" + APP.getPort()), SECRET);
  private final CityAppAdapter adapter = new CityAppAdapter(settings, files);
  private final MockMvc mvc =
      MockMvcBuilders.standaloneSetup(new CityAppWebhook(settings, sink)).build();

  @BeforeEach
  void acceptsByDefault() {
    platform(Platform.ACCEPTS);
  }

  @Test
  void isOnWhenItsAddressIsSet() {
    ApplicationContextRunner holos =
        new ApplicationContextRunner()
            .withUserConfiguration(CityAppConfiguration.class)
            .withBean(InboundSink.class, () -> sink)
            .withBean(AttachmentSource.class, () -> files);
    holos.run(context -> assertThat(context).doesNotHaveBean(ChannelAdapter.class));
    holos
        .withPropertyValues(
            "holos.cityapp.url=https://app.example", "holos.cityapp.secret=" + SECRET)
        .run(context -> assertThat(context).hasSingleBean(ChannelAdapter.class));
    holos
        .withPropertyValues("holos.cityapp.url=https://app.example", "holos.cityapp.secret=short")
        .run(context ->
            assertThat(context.getStartupFailure())
                .rootCause()
                .hasMessage(
                    "holos.cityapp.secret: found 5 characters, expected at least 16 characters"));
  }

  @Override
  protected ChannelAdapter adapter() {
    return adapter;
  }

  @Override
  protected RememberedFiles files() {
    return files;
  }

  @Override
  protected boolean addressesFiles() {
    return true;
  }

  @Override
  protected RecordingSink sink() {
    return sink;
  }

  @Override
  protected ContactUrn somebody() {
    return new ContactUrn("cityapp", "u-4711");
  }

  @Override
  protected boolean arrives(String id, Instant at, String text) {
    return posted(
        Map.of("id", id, "user", somebody().path(), "at", at.getEpochSecond(), "text", text),
        SECRET);
  }

  @Override
  protected Optional<Boolean> forged() {
    return Optional.of(
        posted(Map.of("id", "17", "user", "u-4711", "text", "Немає води"), "another secret"));
  }

  @Override
  protected void reports(String externalId, MessageStatus status) {
    posted(
        Map.of(
            "id",
            "report",
            "user",
            somebody().path(),
            "message",
            externalId,
            "status",
            status.name().toLowerCase(Locale.ROOT)),
        SECRET);
  }

  private boolean posted(Map<String, Object> update, String secret) {
    try {
      byte[] body = JSON.writeValueAsBytes(update);
      return mvc.perform(
                  MockMvcRequestBuilders.post("/webhook/cityapp")
                      .header("X-Signature", new BodySignature(secret).of(body))
                      .content(body))
              .andReturn()
              .getResponse()
              .getStatus()
          == 200;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    } catch (ServletException e) {
      // In the gateway this becomes 503.
      assertThat(e).hasRootCauseInstanceOf(IOException.class);
      assertThat(e).cause().isInstanceOf(InboxUnavailableException.class);
      return false;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected void platform(Platform behaviour) {
    APP.stubFor(
        post(urlPathEqualTo("/answers"))
            .willReturn(
                switch (behaviour) {
                  case ACCEPTS ->
                      ok("m-{{randomValue length=12 type='ALPHANUMERIC'}}")
                          .withTransformers("response-template");
                  case THROTTLES -> aResponse().withStatus(429).withHeader("Retry-After", "7");
                  case FAILS -> aResponse().withStatus(502);
                  case REFUSES -> aResponse().withStatus(422);
                  case IS_BLOCKED -> aResponse().withStatus(410);
                  case DENIES_US -> aResponse().withStatus(401);
                }));
  }

  @Override
  protected List<Sent> sent() {
    return APP.findAll(postRequestedFor(urlPathEqualTo("/answers"))).stream()
        .sorted(Comparator.comparing(LoggedRequest::getLoggedDate))
        .map(CityAppContractTest::shown)
        .toList();
  }

  private static Sent shown(LoggedRequest request) {
    try {
      JsonNode json = JSON.readTree(new String(request.getBody(), StandardCharsets.UTF_8));
      List<String> buttons = new ArrayList<>();
      json.path("buttons").forEach(button -> buttons.add(button.asText()));
      return Sent.linked(json.path("user").asText(), json.path("text").asText(), buttons);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
