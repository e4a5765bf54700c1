package ua.holos.gateway.desk.page;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import ua.holos.gateway.staff.AuditTrail;
import ua.holos.gateway.staff.StaffMember;

/// Writes down who sees which conversation, before it is shown. A page that stays open is written
/// down again only after a while: it is one view.
final class ViewTrail {
  private static final Duration ONE_VIEW = Duration.ofMinutes(15);
  private static final int MOST = 10_000;

  private final AuditTrail audit;
  private final InstantSource clock;
  private final Map<Seen, Instant> seen =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Seen, Instant> eldest) {
          return size() > MOST;
        }
      };

  ViewTrail(AuditTrail audit, InstantSource clock) {
    this.audit = audit;
    this.clock = clock;
  }

  private record Seen(String staff, String conversation) {}

  /// A conversation is opened.
  ///
  /// @throws org.springframework.dao.DataAccessException when it can't be written down: nothing may
  ///   then be shown
  void opened(StaffMember member, String conversation) {
    Instant now = clock.instant();
    audit.add(
        new AuditTrail.Entry(
            now, member.id().toString(), member.name(), "conversation-viewed", conversation, ""));
    synchronized (seen) {
      Seen key = new Seen(member.id().toString(), conversation);
      seen.remove(key);
      seen.put(key, now);
    }
  }

  /// A part of it is fetched, by a page on which it is open.
  ///
  /// @throws org.springframework.dao.DataAccessException as with [#opened]
  void looked(StaffMember member, String conversation) {
    Instant last;
    synchronized (seen) {
      last = seen.get(new Seen(member.id().toString(), conversation));
    }
    if (last == null || last.plus(ONE_VIEW).isBefore(clock.instant())) {
      opened(member, conversation);
    }
  }
}
