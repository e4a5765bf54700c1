package ua.holos.gateway.delivery;

/// Slots of a fast channel that this process took at once for messages of one priority. They lapse
/// soon, so that what was taken too much can't be sent in a later second. Not thread safe.
final class SlotBatch {
  private final int most;
  private int left;
  private int used;
  private int size;
  private long end;

  /// @param most the most slots that are taken in advance
  /// @param now nanoseconds of the process's timer, as everywhere here
  SlotBatch(int most, long now) {
    this.most = most;
    this.end = now;
  }

  /// Takes slots when there are so many beside those for the ones ahead.
  boolean take(int messages, int ahead, long now) {
    if (left < messages + ahead || end - now <= 0) {
      return false;
    }
    left -= messages;
    used += messages;
    return true;
  }

  /// How many to ask for in advance: twice as many when the last ones were not enough for their
  /// time, otherwise as many as were used.
  int welcome(long now) {
    size = end - now > 0 ? Math.min(most, Math.max(1, size * 2)) : Math.min(most, used);
    return size;
  }

  /// Has new slots; what was left of the old ones lapses.
  ///
  /// @param spent how many messages of the same grant have left already
  void renew(int slots, int spent, long until) {
    left = slots;
    used = spent;
    end = until;
  }

  /// The platform wants a pause: what was taken in advance is not used.
  void drop() {
    left = 0;
  }
}
