package ua.holos.gateway.filing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How far the core's updates were read, by the core's own clock. Durable and shared by all
/// replicas.
interface PollCursor {

  Optional<Instant> position();

  void moveTo(Instant position);

  /// Whether this replica is the one to ask now; no other is for the given time.
  boolean mine(Duration time);
}
