package ua.holos.gateway.staff;

import java.util.Set;
import java.util.UUID;

/// How much an operator takes, and what of: the part of an account that supervisors set too. Roles,
/// passwords and names stay the administrators'.
public interface OperatorWork {

  /// The most conversations at once that anybody may be given.
  int MOST_PARALLEL = 50;

  /// Sets both, together with a line in the audit trail: either all of it is stored or nothing.
  ///
  /// @param parallel conversations at once, 1 to [#MOST_PARALLEL]
  /// @return false when there is no such operator any more
  /// @throws org.springframework.dao.DataAccessException when SQL is away
  boolean set(StaffMember by, UUID operator, int parallel, Set<Skill> skills);
}
