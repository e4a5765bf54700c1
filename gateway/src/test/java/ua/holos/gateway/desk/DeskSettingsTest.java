package ua.holos.gateway.desk;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class DeskSettingsTest {

  @Test
  void aTimeThatMakesNoSenseIsRefusedWithItsName() {
    assertThatThrownBy(() -> new DeskSettings(Duration.ofSeconds(1), Duration.ofMinutes(2)))
        .hasMessage("holos.desk.freed-after: found PT1S, expected 20s to 1h");
    assertThatThrownBy(() -> new DeskSettings(Duration.ofMinutes(2), Duration.ofHours(2)))
        .hasMessage("holos.desk.transfer-patience: found PT2H, expected 10s to 1h");
  }
}
