package ua.holos.channel.sms;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/// Shows how the connection to the SMS provider stands. A fault is `DEGRADED`, not `DOWN`: the
/// other channels work on, and restarting Holos would not help.
final class SmsHealth implements HealthIndicator {
  private final SmsState state;

  SmsHealth(SmsState state) {
    this.state = state;
  }

  @Override
  public Health health() {
    SmsState.Standing standing = state.standing();
    Health.Builder health = standing.good() ? Health.up() : Health.status(new Status("DEGRADED"));
    return health
        .withDetail("state", standing.name())
        .withDetail("means", standing.words())
        .build();
  }
}
