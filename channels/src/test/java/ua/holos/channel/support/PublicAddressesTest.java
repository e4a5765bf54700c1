package ua.holos.channel.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

  /// Literals only: nothing is looked up.
  private static InetAddress address(String literal) throws UnknownHostException {
    return InetAddress.getByName(literal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.255.255.254",
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.255",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::7f00:1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::808:808",
        "2002:7f00:1::1",
        "2002:c0a8:101::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:db8::1",
        "3fff::1",
        "fc00::1",
        "fd12:3456:789a::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "100::1"
      })
  void knowsWhatIsNotOfThePublicInternet(String literal) throws UnknownHostException {
    assertThat(PublicAddresses.isPublic(address(literal))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "128.0.0.1",
        "172.15.255.255",
        "172.32.0.1",
        "192.167.255.255",
        "198.17.255.255",
        "198.20.0.1",
        "223.255.255.255",
        "2606:4700:4700::1111",
        "2a00:1450:4001:81b::200e",
        "64:ff9b::808:808",
        "2002:808:808::1"
      })
  void knowsWhatIs(String literal) throws UnknownHostException {
    assertThat(PublicAddresses.isPublic(address(literal))).isTrue();
  }

  /// The JDK reads these old ways of writing 127.0.0.1, or refuses them; both will do.
  @ParameterizedTest
  @ValueSource(strings = {"2130706433", "127.1", "0x7f.0.0.1", "localhost"})
  void isNotDeceivedByOtherWaysOfWriting(String host) {
    assertThatThrownBy(() -> new PublicAddresses().of(host))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void keepsThePublicOnesOfSeveral() throws UnknownHostException {
    InetAddress[] found = {address("10.0.0.1"), address("8.8.8.8"), address("::1")};
    assertThat(new PublicAddresses(_ -> found).of("mixed.example"))
        .containsExactly(address("8.8.8.8"));
  }

  @Test
  void refusesANameThatPointsInsideAndTellsNoAddress() throws UnknownHostException {
    InetAddress[] found = {address("192.168.1.1")};
    assertThatThrownBy(() -> new PublicAddresses(_ -> found).of("router.example"))
        .isInstanceOf(PublicAddresses.NotPublicException.class)
        .hasMessageNotContaining("192.168")
        .hasMessageNotContaining("router");
  }
}
