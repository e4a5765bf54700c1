package ua.holos.gateway.record;

import java.util.Set;

/// Hears of what has become readable in the record.
public interface RecordListener {

  /// There is something new of these conversations, committed. Must return at once; what it throws
  /// changes nothing.
  ///
  /// @param conversations their ids, not empty
  void recorded(Set<String> conversations);
}
