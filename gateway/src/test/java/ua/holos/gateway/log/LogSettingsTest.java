package ua.holos.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

final class LogSettingsTest {
  @TempDir Path folder;

  private static LogSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("holos", LogSettings.class);
  }

  @Test
  void hasDefaultsForEverything() {
    LogSettings settings = bind(Map.of());

    assertThat(settings.dataDir().normalize()).endsWithRaw(Path.of("data"));
    assertThat(settings.redis().url()).isEmpty();
    assertThat(settings.log().lease()).isEqualTo(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @CsvSource({
    "holos.partitions, 0",
    "holos.log.lease, 10ms",
    "holos.log.state-ttl, 1h",
    "holos.log.batch, 5000",
    "holos.redis.url, localhost"
  })
  void saysWhichSettingIsWrong(String name, String value) {
    assertThatThrownBy(() -> bind(Map.of(name, value)))
        .isInstanceOf(BindException.class)
        .rootCause()
        .hasMessageContaining(name)
        .hasMessageContaining("expected");
  }

  @Test
  void anotherNumberOfPartitionsThanIsStoredStopsTheStart() {
    try (BundledRedis server = BundledRedis.start(folder);
        Redis redis = Redis.connect(server.address())) {
      assertThat(Partitions.open(redis, null).count()).isEqualTo(8);
      assertThat(Partitions.open(redis, 8).count()).isEqualTo(8);

      assertThatThrownBy(() -> Partitions.open(redis, 4))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("holos.partitions: found 4, expected 8");
    }
  }
}
