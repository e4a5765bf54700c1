package ua.holos.channel.sms;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.MessageStatus;
import ua.holos.channel.support.ChannelContractTest;
import ua.holos.channel.support.RecordingSink;
import ua.holos.channel.support.RememberedFiles;

@org.jspecify.annotations.NullUnmarked
class TurboSmsContractTest extends ChannelContractTest {
  @RegisterExtension
  static final WireMockExtension TURBOSMS =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @TempDir Path folder;

  private TurboSmsParts parts;

  @BeforeEach
  void connect() {
    parts = new TurboSmsParts(TURBOSMS, folder);
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
  protected boolean addressesFiles() {
    return true;
  }

  @Override
  protected RecordingSink sink() {
    return parts.sink;
  }

  @Override
  protected ContactUrn somebody() {
    return TurboSmsParts.CITIZEN;
  }

  /// Nobody can answer an alpha-name.
  @Override
  protected boolean receives() {
    return false;
  }

  @Override
  protected boolean arrives(String id, Instant at, String text) {
    throw new UnsupportedOperationException("TurboSMS brings no messages");
  }

  /// One id for a message, which is charged by its parts.
  @Override
  protected boolean idForEachPart() {
    return false;
  }

  @Override
  protected void platform(Platform behaviour) {
    parts.answers(
        switch (behaviour) {
          case ACCEPTS -> TurboSmsParts.accepts();
          case THROTTLES -> aResponse().withStatus(429).withHeader("Retry-After", "7");
          case FAILS -> TurboSmsParts.code(503);
          case REFUSES -> TurboSmsParts.number(802, 412, "null");
          case IS_BLOCKED -> TurboSmsParts.number(802, 404, "null");
          case DENIES_US -> TurboSmsParts.code(105);
        });
  }

  @Override
  protected List<Sent> sent() {
    return parts.requests(TurboSmsParts.SEND).stream()
        .map(request ->
            Sent.linked(
                "+" + request.path("recipients").path(0).asString(),
                request.path("sms").path("text").asString(),
                List.of()))
        .toList();
  }

  @Override
  protected void reports(String externalId, MessageStatus status) {
    parts.became(externalId, status == MessageStatus.DELIVERED ? "Delivered" : "Undelivered");
    parts.askLater();
  }
}
