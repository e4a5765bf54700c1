package ua.holos.gateway.log;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Things that were just written to a stream and will be read from it in a moment: whoever reads
/// the entry needn't read its JSON again. What doesn't fit in is read as usual.
final class Fresh<T extends Object> {
  private final int capacity;
  private final Map<String, T> byId = new ConcurrentHashMap<>();

  Fresh(int capacity) {
    this.capacity = capacity;
  }

  void put(String id, T thing) {
    if (byId.size() >= capacity) {
      // Mostly things whose entry was read before they got here, and that nobody will take.
      byId.clear();
    }
    byId.put(id, thing);
  }

  /// Gives a thing away, null when it isn't here.
  @Nullable T take(String id) {
    return byId.remove(id);
  }
}
