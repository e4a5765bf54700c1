package ua.holos.gateway.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ua.holos.gateway.load.DeliveryRun.Platforms;
import ua.holos.gateway.simulator.Receipts;
import ua.holos.gateway.simulator.SmscOptions;
import ua.holos.gateway.simulator.TelegramSimulator;

/// The real jar with all channels on, against the stand-ins: what a channel needs is in the jar.
@Timeout(600)
final class AllChannelsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void aComplaintIsUnderstoodInTelegramInViberAndBySms() throws Exception {
    Path jar = Path.of(System.getProperty("holos.jar", "target/holos.jar"));
    String complaint = "Вже третій день немає гарячої води, вулиця Прорізна, 8";
    try (Platforms platforms =
        Platforms.start(
            jar,
            folder,
            TelegramSimulator.Limits.REAL,
            Receipts.UNRULY,
            SmscOptions.DEFAULT,
            List.of("--holos.delivery.receipt-within.viber=1h"))) {
      platforms.telegram().writes(4711, complaint);
      platforms.viber().writes("olena", complaint);
      platforms.smsc().writes("380671234567", Platforms.SHORT_NUMBER, complaint);

      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> {
            assertThat(platforms.telegram().sentTo(4711))
                .anySatisfy(one -> assertThat(one.text()).contains("вулиця Прорізна, 8"));
            assertThat(platforms.viber().sentTo("olena"))
                .anySatisfy(one -> assertThat(one.text()).contains("вулиця Прорізна, 8"));
            assertThat(platforms.smsc().received("380671234567"))
                .anySatisfy(one ->
                    assertThat(one.text()).contains("вулиця Прорізна, 8", "1. Так, надіслати"));
          });
    }
  }
}
