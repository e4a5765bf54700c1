package ua.holos.gateway.core;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/// The embedded core runs only where no other core is set (`holos.core.url`).
final class EmbeddedCore implements Condition {
  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return context.getEnvironment().getProperty("holos.core.url", "").isBlank();
  }
}
