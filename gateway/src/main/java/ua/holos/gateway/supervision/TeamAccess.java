package ua.holos.gateway.supervision;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import ua.holos.gateway.staff.AuditTrail;
import ua.holos.gateway.staff.CurrentStaff;
import ua.holos.gateway.staff.Role;
import ua.holos.gateway.staff.StaffMember;

/// Supervisors only; and the trail of what they did.
final class TeamAccess {
  private final CurrentStaff current;
  private final AuditTrail audit;
  private final InstantSource clock;

  TeamAccess(CurrentStaff current, AuditTrail audit, InstantSource clock) {
    this.current = current;
    this.audit = audit;
    this.clock = clock;
  }

  /// Whoever asks, when they are a supervisor.
  ///
  /// @throws AccessDeniedException otherwise: becomes 403, and a line in the trail
  StaffMember require() {
    StaffMember staff = current.get();
    if (!staff.is(Role.SUPERVISOR)) {
      throw new AccessDeniedException("Not a supervisor");
    }
    return staff;
  }

  void note(StaffMember staff, String action, @Nullable String conversation, String detail) {
    audit.add(
        new AuditTrail.Entry(
            clock.instant(), staff.id().toString(), staff.name(), action, conversation, detail));
  }
}
