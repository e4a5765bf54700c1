package ua.holos.gateway.history;

import java.time.InstantSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import ua.holos.gateway.staff.AuditTrail;
import ua.holos.gateway.staff.CurrentStaff;
import ua.holos.gateway.staff.Role;
import ua.holos.gateway.staff.StaffMember;

/// Who may see what was, and the trail of who did.
final class HistoryAccess {
  private final CurrentStaff current;
  private final AuditTrail audit;
  private final InstantSource clock;

  HistoryAccess(CurrentStaff current, AuditTrail audit, InstantSource clock) {
    this.current = current;
    this.audit = audit;
    this.clock = clock;
  }

  /// Whoever asks, when they have one of the roles.
  ///
  /// @throws AccessDeniedException otherwise: becomes 403, and a line in the trail
  StaffMember require(Role... roles) {
    StaffMember staff = current.get();
    if (Arrays.stream(roles).noneMatch(staff::is)) {
      throw new AccessDeniedException("None of the roles " + Arrays.toString(roles));
    }
    return staff;
  }

  /// Writes a line before anything is shown.
  ///
  /// @throws org.springframework.dao.DataAccessException when it can't be written
  void note(StaffMember staff, String action, @Nullable String conversation, String detail) {
    audit.add(
        new AuditTrail.Entry(
            clock.instant(), staff.id().toString(), staff.name(), action, conversation, detail));
  }
}
