package ua.holos.channel.viber;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ua.holos.bot.channel.AttachmentKeeper;
import ua.holos.bot.channel.InboundUpdate.MessageArrived;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.Content;

class ViberMediaTest {
  @RegisterExtension
  static final WireMockExtension VIBER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static final Duration LONG = Duration.ofSeconds(30);

  private final ViberChannel channel = new ViberChannel(VIBER.getPort());

  private static ViberChannel keptBy(AttachmentKeeper keeper, Duration patience) {
    return new ViberChannel(VIBER.getPort(), LONG, keeper, patience);
  }

  private static void gives(ResponseDefinitionBuilder answer) {
    VIBER.stubFor(get("/photo").willReturn(answer));
  }

  private static ResponseDefinitionBuilder photo() {
    return aResponse().withHeader("Content-Type", "image/jpeg").withBody(new byte[] {1, 2, 3});
  }

  /// The channel trusts its stand-in as `localhost`.
  private static String address() {
    return "http://localhost:" + VIBER.getPort() + "/photo";
  }

  private static Content arrives(ViberChannel channel, String address, String caption) {
    assertThat(
            channel
                .calls(
                    ViberJson.message(
                        "1",
                        "\"type\":\"picture\",\"media\":\"%s\",\"text\":\"%s\""
                            .formatted(address, caption)))
                .getStatusCode()
                .value())
        .isEqualTo(200);
    assertThat(channel.sink.stored()).hasSize(1);
    return ((MessageArrived) channel.sink.stored().getFirst()).content();
  }

  private static Content.Media byAddress(String caption) {
    return new Content.Media(
        List.of(new Attachment(Attachment.Kind.PHOTO, "viber:" + address(), "image/jpeg", "", 0)),
        caption,
        null);
  }

  @Test
  void keepsAPictureBeforeViberIsToldThatTheMessageIsSafe() {
    gives(photo());
    assertThat(arrives(channel, address(), "Яма"))
        .isEqualTo(
            new Content.Media(
                List.of(new Attachment(Attachment.Kind.PHOTO, "media:1", "image/jpeg", "", 3)),
                "Яма",
                null));
  }

  @Test
  void storesTheAddressWhenThePictureCannotBeHadAtOnce() {
    gives(aResponse().withStatus(503));
    assertThat(arrives(channel, address(), "Яма")).isEqualTo(byAddress("Яма"));
  }

  /// The keeper goes on in the background, and filing asks it for the same reference.
  @Test
  void doesNotLetViberWaitForASlowPicture() {
    CountDownLatch slow = new CountDownLatch(1);
    AtomicBoolean kept = new AtomicBoolean();
    gives(photo());
    ViberChannel hasty =
        keptBy(
            (attachment, source) -> {
              awaitLatch(slow);
              AttachmentKeeper.Kept here = ViberChannel.opened(attachment, source);
              kept.set(attachment.reference().equals("viber:" + address()));
              return here;
            },
            Duration.ofMillis(50));
    assertThat(arrives(hasty, address(), "Яма")).isEqualTo(byAddress("Яма"));
    assertThat(kept).isFalse();

    slow.countDown();
    await().untilTrue(kept);
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void storesTheAddressWhenKeepingHasABug() {
    ViberChannel broken =
        keptBy(
            (_, _) -> {
              throw new IllegalStateException("bug");
            },
            LONG);
    assertThat(arrives(broken, address(), "")).isEqualTo(byAddress(""));
  }

  @Test
  void saysThatAPictureIsTooLarge() {
    ViberChannel full = keptBy((_, _) -> new AttachmentKeeper.Kept.TooLarge(), LONG);
    assertThat(arrives(full, address(), "Яма")).isEqualTo(new Content.Unsupported("too-large"));
  }

  @Test
  void keepsTheWordsOfADamagedPicture() {
    ViberChannel strict = keptBy((_, _) -> new AttachmentKeeper.Kept.Unreadable(), LONG);
    assertThat(arrives(strict, address(), "Яма")).isEqualTo(new Content.Text("Яма"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%d/photo",
        "https://127.0.0.1:%d/photo",
        "https://[::1]:%d/photo",
        "https://169.254.169.254:%d/latest/meta-data",
        "https://10.0.0.1:%d/photo",
        "https://192.168.0.1:%d/photo",
        "https://[fd00::1]:%d/photo",
        "http://misto.example:%d/photo"
      })
  void makesNoRequestIntoThePrivateNetwork(String address) {
    gives(photo());
    assertThat(arrives(channel, address.formatted(VIBER.getPort()), "Яма"))
        .isEqualTo(new Content.Text("Яма"));
    VIBER.verify(0, getRequestedFor(anyUrl()));
  }

  private byte[] opened(Attachment.Kind kind) throws IOException {
    Attachment attachment = new Attachment(kind, "viber:" + address(), "image/jpeg", "", 0);
    try (InputStream bytes = channel.adapter.open(attachment)) {
      return bytes.readAllBytes();
    }
  }

  @Test
  void opensAPictureForFiling() throws IOException {
    gives(photo());
    assertThat(opened(Attachment.Kind.PHOTO)).containsExactly(1, 2, 3);
  }

  @Test
  void failsWhenTheAddressIsNoLongerGood() {
    gives(aResponse().withStatus(403));
    assertThatThrownBy(() -> opened(Attachment.Kind.PHOTO))
        .isInstanceOf(IOException.class)
        .hasMessageNotContaining("/photo");
  }

  @Test
  void doesNotTakeAPageForAPicture() {
    gives(aResponse().withHeader("Content-Type", "text/html").withBody("Link expired"));
    for (Attachment.Kind kind : List.of(Attachment.Kind.PHOTO, Attachment.Kind.VIDEO)) {
      assertThatThrownBy(() -> opened(kind)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void stopsReadingAFileThatIsLargerThanAllowed() {
    gives(photo().withBody(new byte[1_000_001]));
    assertThatThrownBy(() -> opened(Attachment.Kind.PHOTO)).isInstanceOf(IOException.class);
  }
}
