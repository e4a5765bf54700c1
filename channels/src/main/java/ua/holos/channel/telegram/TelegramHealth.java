package ua.holos.channel.telegram;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/// Shows how the connection to Telegram stands. A fault is `DEGRADED`, not `DOWN`: the other
/// channels work on, and restarting Holos would not help.
final class TelegramHealth implements HealthIndicator {
  private final TelegramState state;

  TelegramHealth(TelegramState state) {
    this.state = state;
  }

  @Override
  public Health health() {
    TelegramState.Standing standing = state.standing();
    Health.Builder health = standing.good() ? Health.up() : Health.status(new Status("DEGRADED"));
    return health
        .withDetail("state", standing.name())
        .withDetail("means", standing.words())
        .build();
  }
}
