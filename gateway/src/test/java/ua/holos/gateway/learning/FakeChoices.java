package ua.holos.gateway.learning;

import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.exceptions.JedisConnectionException;

/// The choice in memory; Redis can be away.
final class FakeChoices implements ModelChoices {
  private ModelChoice choice = ModelChoice.FIRST;
  final List<Replica> reports = new ArrayList<>();
  boolean away;

  @Override
  public ModelChoice current() {
    if (away) {
      throw new JedisConnectionException("away");
    }
    return choice;
  }

  @Override
  public boolean change(ModelChoice next) {
    if (next.revision() != choice.revision() + 1) {
      return false;
    }
    choice = next;
    return true;
  }

  @Override
  public void report(Replica replica) {
    reports.add(replica);
  }

  @Override
  public List<Replica> replicas() {
    return List.copyOf(reports);
  }
}
