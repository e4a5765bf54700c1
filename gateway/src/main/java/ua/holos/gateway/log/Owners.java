package ua.holos.gateway.log;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import ua.holos.bot.conversation.Event;

/// Which partitions this process owns, so that it can wake an owner without asking Redis.
final class Owners {
  private final Map<Integer, PartitionOwner> owners = new ConcurrentHashMap<>();

  void register(int partition, PartitionOwner owner) {
    owners.put(partition, owner);
  }

  void unregister(int partition, PartitionOwner owner) {
    owners.remove(partition, owner);
  }

  boolean isLocal(int partition) {
    return owners.containsKey(partition);
  }

  /// Tells a local owner that there is something in its inbox; another's is left alone.
  void wake(int partition) {
    PartitionOwner owner = owners.get(partition);
    if (owner != null) {
      owner.wake();
    }
  }

  /// Gives a local owner an event that it will find in its inbox.
  void offer(int partition, String id, Event event) {
    PartitionOwner owner = owners.get(partition);
    if (owner != null) {
      owner.offer(id, event);
    }
  }

  void wakeAll() {
    owners.values().forEach(PartitionOwner::wake);
  }
}
