package ua.holos.gateway.learning;

import java.time.Instant;
import java.util.List;

/// Where all replicas find which models to use, and say which they do use.
interface ModelChoices {

  /// @throws redis.clients.jedis.exceptions.JedisException when it can't be asked now
  ModelChoice current();

  /// Makes a choice, unless another was made in the meantime.
  ///
  /// @param next of the revision after the one that was looked at
  /// @return whether it is now the current one
  boolean change(ModelChoice next);

  /// What one replica does.
  ///
  /// @param trouble why it doesn't do as chosen, empty when it does
  record Replica(String id, Instant at, String active, String shadow, String trouble) {}

  void report(Replica replica);

  /// Those that reported lately.
  List<Replica> replicas();
}
