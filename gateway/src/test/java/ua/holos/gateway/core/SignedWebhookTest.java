package ua.holos.gateway.core;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import ua.holos.gateway.open311.WebhookSignature;

/// The embedded core tells Holos of every status change until Holos has it.
class SignedWebhookTest {
  private static final String PATH = "/webhook/core";

  @TempDir Path folder;

  @Test
  void sendsEachStatusChangeSignedInOrderAndUntilItIsAccepted() {
    WireMockServer holos = new WireMockServer(options().dynamicPort().http2PlainDisabled(true));
    holos.start();
    try (CoreServer core =
        CoreServer.start(
            folder,
            "test.webhook=" + holos.baseUrl() + PATH,
            "holos.core.webhook-secret=a secret of the tests")) {
      holos.stubFor(
          post(urlPathEqualTo(PATH))
              .inScenario("down")
              .whenScenarioStateIs("Started")
              .willSetStateTo("up")
              .willReturn(aResponse().withStatus(503)));
      holos.stubFor(
          post(urlPathEqualTo(PATH))
              .inScenario("down")
              .whenScenarioStateIs("up")
              .willReturn(aResponse().withStatus(202)));
      Appeal appeal =
          core.archive()
              .register(CorePageTest.draft("hot-water", "Немає води", "web:1:1"), now -> now);
      core.act(appeal.number(), DepartmentAction.TAKE, "");
      core.act(appeal.number(), DepartmentAction.COMPLETE, "Відновлено");
      // What came from Holos isn't told to Holos.
      core.archive().note(appeal.number(), "u-1", true, "Ні", List.of(), (known, now) -> now);

      await().atMost(Duration.ofSeconds(30)).until(() -> core.archive().webhooksWaiting() == 0);

      List<LoggedRequest> sent = holos.findAll(postRequestedFor(urlPathEqualTo(PATH)));
      assertThat(sent).hasSize(3);
      assertThat(sent.stream().map(one -> json(one).get("update_id").asString()))
          .containsExactly(appeal.number() + ".1", appeal.number() + ".1", appeal.number() + ".2");
      JsonNode done = json(sent.getLast());
      assertThat(done.get("status").asString()).isEqualTo("fixed");
      assertThat(done.get("description").asString()).isEqualTo("Відновлено");
      assertThat(done.get("customer_reference").asString()).isEqualTo("web:1:1");
      WebhookSignature signature = new WebhookSignature("a secret of the tests");
      for (LoggedRequest one : sent) {
        assertThat(signature.matches(one.getHeader(WebhookSignature.HEADER), one.getBody()))
            .isTrue();
        assertThat(
                Duration.between(
                        Instant.ofEpochSecond(
                            Long.parseLong(one.getHeader(WebhookSignature.TIMESTAMP_HEADER))),
                        Instant.now())
                    .abs())
            .isLessThan(Duration.ofMinutes(1));
      }
    } finally {
      holos.stop();
    }
  }

  private static JsonNode json(LoggedRequest request) {
    return JsonMapper.builder().build().readTree(request.getBody());
  }
}
