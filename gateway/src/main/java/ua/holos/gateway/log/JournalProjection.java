package ua.holos.gateway.log;

import java.util.List;
import java.util.Optional;

/// Turns the journal into something else (SQL rows), exactly once: it stores the position it has
/// reached together with what it made of the entries.
public interface JournalProjection {

  /// The last position it has stored for a partition; empty before the first.
  Optional<String> position(int partition);

  /// Stores what the entries mean together with the position of the last one, in one transaction.
  /// When a partition changes hands, two replicas may for a moment give the same entries: those
  /// that aren't behind the stored position, read under a lock on its row, are passed over.
  ///
  /// @throws RuntimeException when it can't now; the same entries will be given again
  void apply(int partition, List<JournalEntry> entries);
}
