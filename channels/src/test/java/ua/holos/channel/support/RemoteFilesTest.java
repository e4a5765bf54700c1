package ua.holos.channel.support;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteFilesTest {
  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance()
          .options(wireMockConfig().dynamicPort().dynamicHttpsPort())
          .build();

  private static final int LARGEST = 1000;

  /// Trusts the server as `localhost`; as `127.0.0.1` it is somebody's own network.
  private final RemoteFiles files = files(new PublicAddresses(), "http://localhost:" + port());

  private static RemoteFiles files(PublicAddresses addresses, String... trusted) {
    return new RemoteFiles(
        addresses,
        List.of(trusted).stream().map(URI::create).toList(),
        LARGEST,
        Duration.ofSeconds(10));
  }

  private static int port() {
    return SERVER.getPort();
  }

  @AfterEach
  void close() {
    files.close();
  }

  private byte[] fetch(String address) throws IOException {
    try (InputStream file = files.open(address, _ -> true)) {
      return file.readAllBytes();
    }
  }

  private static void noRequestWasMade() {
    SERVER.verify(0, getRequestedFor(anyUrl()));
  }

  @Test
  void opensAFile() throws IOException {
    SERVER.stubFor(get("/a.jpg").willReturn(aResponse().withBody(new byte[] {1, 2, 3})));
    assertThat(fetch("http://localhost:" + port() + "/a.jpg")).containsExactly(1, 2, 3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1:%d/secret",
        "https://[::1]:%d/secret",
        "https://[::ffff:127.0.0.1]:%d/secret",
        "https://2130706433:%d/secret",
        "https://0.0.0.0:%d/secret",
        "https://localhost:%d/secret"
      })
  void makesNoRequestIntoThePrivateNetwork(String address) {
    SERVER.stubFor(get(anyUrl()).willReturn(aResponse().withBody("secret")));
    assertThatThrownBy(() -> fetch(address.formatted(SERVER.getHttpsPort())))
        .isInstanceOf(RemoteFiles.RefusedException.class)
        .hasMessageNotContaining("secret");
    noRequestWasMade();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%d/secret",
        "http://user@localhost:%d/secret",
        "http://localhost:%d@127.0.0.1/secret",
        "ftp://localhost:%d/secret",
        "file:///etc/passwd",
        "not an address",
        ""
      })
  void fetchesByHttpsOnly(String address) {
    assertThatThrownBy(() -> fetch(address.formatted(port())))
        .isInstanceOf(RemoteFiles.RefusedException.class);
    noRequestWasMade();
  }

  @Test
  void makesNoRequestToANameThatPointsIntoThePrivateNetwork() {
    InetAddress[] inside = {InetAddress.getLoopbackAddress()};
    try (RemoteFiles careful = files(new PublicAddresses(_ -> inside))) {
      assertThatThrownBy(() ->
              careful.open("https://photos.example:" + SERVER.getHttpsPort() + "/a.jpg", _ -> true))
          .isInstanceOf(RemoteFiles.RefusedException.class);
    }
    noRequestWasMade();
  }

  /// The second answer for the name would be the private network; nobody asks for it.
  @Test
  void looksANameUpOnceAndConnectsToWhatWasChecked() throws UnknownHostException {
    AtomicInteger asked = new AtomicInteger();
    // Of a block that nobody has: the connection fails.
    InetAddress[] nowhere = {InetAddress.getByName("2fff:ffff::1")};
    InetAddress[] inside = {InetAddress.getLoopbackAddress()};
    PublicAddresses changing =
        new PublicAddresses(_ -> asked.getAndIncrement() == 0 ? nowhere : inside);
    try (RemoteFiles careful = files(changing)) {
      assertThatThrownBy(() ->
              careful.open("https://photos.example:" + SERVER.getHttpsPort() + "/a.jpg", _ -> true))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(RemoteFiles.RefusedException.class)
          .hasMessageNotContaining("photos.example");
    }
    assertThat(asked).hasValue(1);
    noRequestWasMade();
  }

  @Test
  void followsARedirectThatIsAllowed() throws IOException {
    SERVER.stubFor(
        get("/a.jpg").willReturn(aResponse().withStatus(302).withHeader("Location", "/b.jpg")));
    SERVER.stubFor(get("/b.jpg").willReturn(aResponse().withBody(new byte[] {7})));
    assertThat(fetch("http://localhost:" + port() + "/a.jpg")).containsExactly(7);
  }

  @Test
  void followsNoRedirectIntoThePrivateNetwork() {
    String inside = "http://127.0.0.1:" + port() + "/secret";
    SERVER.stubFor(
        get("/a.jpg").willReturn(aResponse().withStatus(302).withHeader("Location", inside)));
    SERVER.stubFor(get("/secret").willReturn(aResponse().withBody("secret")));
    assertThatThrownBy(() -> fetch("http://localhost:" + port() + "/a.jpg"))
        .isInstanceOf(RemoteFiles.RefusedException.class);
    SERVER.verify(0, getRequestedFor(urlEqualTo("/secret")));
  }

  @Test
  void endsAnEndlessRedirect() {
    SERVER.stubFor(
        get("/a.jpg").willReturn(aResponse().withStatus(301).withHeader("Location", "/a.jpg")));
    assertThatThrownBy(() -> fetch("http://localhost:" + port() + "/a.jpg"))
        .isInstanceOf(RemoteFiles.RefusedException.class);
    SERVER.verify(6, getRequestedFor(urlEqualTo("/a.jpg")));
  }

  @Test
  void readsNoFileThatIsTooLarge() {
    SERVER.stubFor(get("/big").willReturn(aResponse().withBody(new byte[LARGEST + 1])));
    SERVER.stubFor(
        get("/chunked")
            .willReturn(
                aResponse().withBody(new byte[LARGEST + 1]).withChunkedDribbleDelay(2, 20)));
    for (String path : List.of("/big", "/chunked")) {
      assertThatThrownBy(() -> fetch("http://localhost:" + port() + path))
          .as(path)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void takesWhatIsNoLongerThereForAnError() {
    SERVER.stubFor(get("/gone").willReturn(aResponse().withStatus(410)));
    assertThatThrownBy(() -> fetch("http://localhost:" + port() + "/gone"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("410");
  }

  @Test
  void takesNothingOfAnotherType() {
    SERVER.stubFor(
        get("/page")
            .willReturn(
                aResponse().withHeader("Content-Type", "Text/HTML; charset=utf-8").withBody("…")));
    assertThatThrownBy(() ->
            files.open("http://localhost:" + port() + "/page", type -> !type.equals("text/html")))
        .isInstanceOf(IOException.class);
  }
}
