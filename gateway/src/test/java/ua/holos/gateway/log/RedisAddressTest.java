package ua.holos.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.HostAndPort;

final class RedisAddressTest {

  @Test
  void readsHostPortUserPasswordAndDatabase() {
    RedisAddress address = RedisAddress.parse("rediss://holos:p%40ss@redis.example:6380/2");

    assertThat(address.nodes()).containsExactly(new HostAndPort("redis.example", 6380));
    assertThat(address.tls()).isTrue();
    assertThat(address.cluster()).isFalse();
    assertThat(address.user()).isEqualTo("holos");
    assertThat(address.password()).isEqualTo("p@ss");
    assertThat(address.database()).isEqualTo(2);
    assertThat(address.toString()).doesNotContain("p@ss").doesNotContain("p%40ss");
  }

  @Test
  void readsAClusterOfSeveralNodes() {
    RedisAddress address = RedisAddress.parse("redis+cluster://:secret@a:7000,b:7001,c");

    assertThat(address.cluster()).isTrue();
    assertThat(address.nodes())
        .containsExactlyInAnyOrder(
            new HostAndPort("a", 7000), new HostAndPort("b", 7001), new HostAndPort("c", 6379));
    assertThat(address.password()).isEqualTo("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:6379",
        "http://localhost",
        "redis://",
        "redis://:secret@a,b",
        "redis://:secret@a/x"
      })
  void saysWhatIsExpectedAndKeepsThePassword(String url) {
    assertThatThrownBy(() -> RedisAddress.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holos.redis.url")
        .hasMessageContaining("redis://[user:password@]host")
        .message()
        .doesNotContain("secret");
  }
}
