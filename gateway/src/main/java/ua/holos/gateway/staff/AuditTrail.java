package ua.holos.gateway.staff;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What members of staff saw and did, for good: lines are only ever added.
public interface AuditTrail {

  /// Adds a line.
  ///
  /// @throws org.springframework.dao.DataAccessException when SQL is away; what was to be shown
  ///   must then not be shown
  void add(Entry entry);

  /// One line.
  ///
  /// @param staff id of who did it, null when nobody was signed in
  /// @param name of who did it, or the login that was tried
  /// @param action what was done, in a word: `conversation-viewed`, `refused`, `signed-in`
  /// @param conversation the conversation that it was about, null when none
  /// @param detail what else belongs to it, never a citizen's words; empty when nothing
  record Entry(
      Instant at,
      @Nullable String staff,
      String name,
      String action,
      @Nullable String conversation,
      String detail) {}
}
