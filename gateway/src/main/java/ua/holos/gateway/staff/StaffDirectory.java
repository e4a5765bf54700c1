package ua.holos.gateway.staff;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// All members of staff, as they are now. Kept in SQL; while SQL is away, as they were last seen.
public interface StaffDirectory {

  Optional<StaffMember> find(UUID id);

  /// All, by name; those who may no longer sign in too.
  List<StaffMember> all();
}
