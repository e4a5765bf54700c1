package ua.holos.gateway.delivery;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/// Shows channels whose settings are wrong, so that their messages wait. `DEGRADED`, not `DOWN`:
/// the other channels work, and nothing is lost.
final class DeliveryHealth implements HealthIndicator {
  private static final Logger log = LoggerFactory.getLogger(DeliveryHealth.class);

  private final Map<String, String> settingsByChannel = new ConcurrentHashMap<>();

  void misconfigured(String channel, String setting) {
    if (!setting.equals(settingsByChannel.put(channel, setting))) {
      log.error(
          "MESSAGES WAIT: channel '{}' can't send until the setting {} is right", channel, setting);
    }
  }

  void works(String channel) {
    if (!settingsByChannel.isEmpty() && settingsByChannel.remove(channel) != null) {
      log.info("Channel '{}' sends again", channel);
    }
  }

  /// The wrong setting of each channel whose messages wait for it.
  Map<String, String> wrongSettings() {
    return new TreeMap<>(settingsByChannel);
  }

  @Override
  public Health health() {
    Map<String, String> wrong = wrongSettings();
    return wrong.isEmpty()
        ? Health.up().build()
        : Health.status(new Status("DEGRADED")).withDetail("wrongSettings", wrong).build();
  }
}
