package ua.holos.gateway.log;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/// Whether Redis takes writes: without it nothing can be accepted.
final class LogHealth extends AbstractHealthIndicator {
  private final Redis redis;

  LogHealth(Redis redis) {
    super("Redis does not answer");
    this.redis = redis;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    redis.checkWritable();
    builder.up();
  }
}
