package ua.holos.channel.viber;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static ua.holos.channel.viber.ViberContractTest.refusal;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.contributor.Status;

class ViberConnectionTest {
  @RegisterExtension
  static final WireMockExtension VIBER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static final String REGISTER = "/pa/set_webhook";
  private static final URI ADDRESS = URI.create("https://bot.misto.ua/webhook/viber");

  private final ViberChannel channel = new ViberChannel(VIBER.getPort());
  private final ViberConnection connection = channel.connection(ADDRESS);

  @AfterEach
  void stop() {
    connection.stop();
    assertThat(connection.isRunning()).isFalse();
  }

  private void stands(ViberState.Standing standing) {
    await().until(() -> channel.state.standing() == standing);
  }

  /// First this answer, then Viber agrees.
  private static void answersFirst(ResponseDefinitionBuilder answer) {
    VIBER.stubFor(
        post(urlEqualTo(REGISTER))
            .inScenario("registration")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(answer)
            .willSetStateTo("well"));
    VIBER.stubFor(
        post(urlEqualTo(REGISTER))
            .inScenario("registration")
            .whenScenarioStateIs("well")
            .willReturn(okJson("{\"status\":0,\"status_message\":\"ok\",\"event_types\":[]}")));
  }

  @Test
  void tellsViberWhereToDeliverAndWhat() {
    VIBER.stubFor(post(urlEqualTo(REGISTER)).willReturn(okJson("{\"status\":0}")));
    connection.start();
    stands(ViberState.Standing.WEBHOOK);
    VIBER.verify(
        1,
        postRequestedFor(urlEqualTo(REGISTER))
            .withHeader("X-Viber-Auth-Token", equalTo(ViberChannel.TOKEN))
            .withRequestBody(
                equalToJson(
                    """
                    {"url":"https://bot.misto.ua/webhook/viber","event_types":["delivered","seen",
                    "failed","subscribed","unsubscribed","conversation_started"],
                    "send_name":true,"send_photo":false}\
                    """)));
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "12"})
  void triesAgainWhenViberRefuses(int status) {
    answersFirst(refusal(status, "…"));
    connection.start();
    stands(ViberState.Standing.WEBHOOK);
  }

  @ParameterizedTest
  @CsvSource({"429", "502"})
  void triesAgainAfterAFault(int code) {
    answersFirst(aResponse().withStatus(code));
    connection.start();
    stands(ViberState.Standing.WEBHOOK);
  }

  @ParameterizedTest
  @CsvSource({"1,WEBHOOK_REFUSED", "2,TOKEN_REFUSED"})
  void showsInItsHealthWhatIsWrong(int status, ViberState.Standing standing) {
    VIBER.stubFor(post(urlEqualTo(REGISTER)).willReturn(refusal(status, "…")));
    ViberHealth health = new ViberHealth(channel.state);
    connection.start();
    stands(standing);
    assertThat(health.health().getStatus()).isEqualTo(new Status("DEGRADED"));
    assertThat(String.valueOf(health.health().getDetails().get("means"))).contains("holos.viber.");

    VIBER.stubFor(post(urlEqualTo(REGISTER)).willReturn(okJson("{\"status\":0}")));
    stands(ViberState.Standing.WEBHOOK);
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void registersNothingWithoutAnAddress() {
    channel.connection(null).start();
    assertThat(channel.state.standing()).isEqualTo(ViberState.Standing.NO_WEBHOOK);
    VIBER.verify(0, postRequestedFor(urlEqualTo(REGISTER)));
  }

  @Test
  void stopsWhileViberCannotBeReached() {
    VIBER.stubFor(post(urlEqualTo(REGISTER)).willReturn(aResponse().withStatus(503)));
    connection.start();
    stands(ViberState.Standing.UNREACHABLE);
  }
}
