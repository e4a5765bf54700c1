package ua.holos.gateway.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ua.holos.bot.message.Priority;

/// The messages of one channel that wait in this process, in order of arrival for each priority.
/// Times are nanoseconds of the process's timer. Not thread safe.
///
/// A place is held by the message's key, not by a thread: who waits sleeps in the outbox and asks
/// again at its turn. Some never do (another process owns that conversation now, or the message has
/// become superfluous), and nobody stays behind those for long.
final class LaneQueue {
  /// Who is this late is not counted as standing ahead of others.
  private static final long LATE = PaceStore.GRACE * 1000;

  /// Who doesn't ask again this long after its turn has left the queue.
  private static final long GONE = 10_000_000_000L;

  /// Places are counted so far; who stands behind them comes again after so many messages.
  static final int COUNTED = 1024;

  /// One that waits.
  static final class Place {
    final Priority priority;
    final String key;
    private final long arrival;
    private long turn;

    private Place(Priority priority, String key, long arrival) {
      this.priority = priority;
      this.key = key;
      this.arrival = arrival;
    }

    long arrival() {
      return arrival;
    }

    /// Told to come again then.
    void turn(long nanos) {
      turn = nanos;
    }
  }

  private final Map<String, Place> byKey = new HashMap<>();
  private final List<TreeMap<Long, Place>> lines = new ArrayList<>();
  private long arrivals;

  LaneQueue() {
    for (Priority _ : Priority.values()) {
      lines.add(new TreeMap<>());
    }
  }

  private TreeMap<Long, Place> line(Priority priority) {
    return lines.get(priority.ordinal());
  }

  /// Takes a place, or comes back to it.
  Place join(Priority priority, String key, long now) {
    Place place = byKey.computeIfAbsent(key, _ -> new Place(priority, key, arrivals++));
    line(place.priority).put(place.arrival, place);
    place.turn(now);
    return place;
  }

  void leave(Place place) {
    byKey.remove(place.key);
    line(place.priority).remove(place.arrival);
  }

  /// How many of the same priority stand ahead, [#COUNTED] at most.
  int ahead(Place place, long now) {
    int ahead = 0;
    for (Place other : line(place.priority).values()) {
      if (other == place || ahead == COUNTED) {
        return ahead;
      }
      if (!late(other, now)) {
        ahead++;
      }
    }
    return ahead;
  }

  private static boolean late(Place place, long now) {
    return place.turn + LATE - now < 0;
  }

  /// In how many microseconds the next one comes that stands behind, -1 for nobody.
  long behind(Place place, long now) {
    for (Place next : line(place.priority).tailMap(place.arrival, false).values()) {
      if (!late(next, now)) {
        return Math.max(0, (next.turn - now) / 1000);
      }
    }
    return -1;
  }

  int size(Priority priority) {
    return line(priority).size();
  }

  /// How many wait that go first.
  int above(Priority priority) {
    int above = 0;
    for (int higher = 0; higher < priority.ordinal(); higher++) {
      above += lines.get(higher).size();
    }
    return above;
  }

  /// Takes out those at the front that have not come for long.
  void expel(long now) {
    for (TreeMap<Long, Place> line : lines) {
      while (!line.isEmpty() && line.firstEntry().getValue().turn + GONE - now < 0) {
        leave(line.firstEntry().getValue());
      }
    }
  }
}
