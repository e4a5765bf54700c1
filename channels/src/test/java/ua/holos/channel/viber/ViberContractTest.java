package ua.holos.channel.viber;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.MessageStatus;
import ua.holos.channel.support.BodySignature;
import ua.holos.channel.support.ChannelContractTest;
import ua.holos.channel.support.RecordingSink;
import ua.holos.channel.support.RememberedFiles;

class ViberContractTest extends ChannelContractTest {
  @RegisterExtension
  static final WireMockExtension VIBER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final ViberChannel channel = new ViberChannel(VIBER.getPort());

  @BeforeEach
  void acceptsByDefault() {
    platform(Platform.ACCEPTS);
  }

  @Override
  protected ChannelAdapter adapter() {
    return channel.adapter;
  }

  @Override
  protected RememberedFiles files() {
    return channel.files;
  }

  @Override
  protected boolean addressesFiles() {
    return true;
  }

  @Override
  protected RecordingSink sink() {
    return channel.sink;
  }

  @Override
  protected ContactUrn somebody() {
    return new ContactUrn("viber", ViberJson.CITIZEN);
  }

  @Override
  protected boolean arrives(String id, Instant at, String text) {
    String json =
        ViberJson.text(id, text).replace("1790000000000", String.valueOf(at.toEpochMilli()));
    return channel.calls(json).getStatusCode().value() == 200;
  }

  @Override
  protected Optional<Boolean> forged() {
    byte[] body = ViberJson.text("66", "Я – Viber").getBytes(StandardCharsets.UTF_8);
    String signature = new BodySignature("another-token").of(body);
    return Optional.of(channel.calls(body, signature).getStatusCode().value() == 200);
  }

  @Override
  protected void reports(String externalId, MessageStatus status) {
    channel.calls(
        switch (status) {
          case DELIVERED -> ViberJson.about("delivered", externalId, "");
          case READ -> ViberJson.about("seen", externalId, "");
          case FAILED -> ViberJson.about("failed", externalId, ",\"desc\":\"not valid\"");
          case QUEUED, ACCEPTED, SENT ->
              throw new IllegalArgumentException("Viber doesn't report " + status);
        });
  }

  @Override
  protected void platform(Platform behaviour) {
    VIBER.stubFor(
        post(urlEqualTo("/pa/send_message"))
            .withHeader("X-Viber-Auth-Token", equalTo(ViberChannel.TOKEN))
            .willReturn(
                switch (behaviour) {
                  case ACCEPTS ->
                      okJson(
                              """
                              {"status":0,"status_message":"ok",\
                              "message_token":5{{randomValue length=17 type='NUMERIC'}},\
                              "billing_status":1}\
                              """)
                          .withTransformers("response-template");
                  case THROTTLES -> aResponse().withStatus(429).withHeader("Retry-After", "7");
                  case FAILS -> aResponse().withStatus(502).withBody("<html>Bad Gateway</html>");
                  case REFUSES -> refusal(3, "badData");
                  case IS_BLOCKED -> refusal(6, "receiverNotSubscribed");
                  case DENIES_US -> refusal(2, "invalidAuthToken");
                }));
  }

  /// With HTTP 200, as Viber does.
  static ResponseDefinitionBuilder refusal(int status, String message) {
    return okJson("{\"status\":" + status + ",\"status_message\":\"" + message + "\"}");
  }

  @Override
  protected List<Sent> sent() {
    return VIBER.findAll(postRequestedFor(urlEqualTo("/pa/send_message"))).stream()
        .sorted(Comparator.comparing(LoggedRequest::getLoggedDate))
        .map(ViberContractTest::sent)
        .toList();
  }

  /// The menu stands where a reply has no buttons of its own; it isn't the reply's.
  private static Sent sent(LoggedRequest request) {
    JsonNode json = new JsonMapper().readTree(request.getBody());
    List<String> buttons = new ArrayList<>();
    for (JsonNode button : json.path("keyboard").path("Buttons")) {
      if (!ViberChannel.WORDS.containsValue(button.path("Text").asString())) {
        buttons.add(button.path("Text").asString());
      }
    }
    return new Sent(
        json.path("receiver").asString(),
        json.path("text").asString(""),
        buttons,
        json.has("media")
            ? List.of(RememberedFiles.idIn(json.path("media").asString()))
            : List.of());
  }
}
