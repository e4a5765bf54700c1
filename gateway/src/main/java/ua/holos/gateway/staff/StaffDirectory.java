package ua.holos.gateway.staff;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// All members of staff, as they are now. Kept in SQL; while SQL is away, as they were last seen.
public interface StaffDirectory {

  /// The account with this id; empty when there is none.
  ///
  /// @throws org.springframework.dao.DataAccessException when SQL has been away since the start
  Optional<StaffMember> find(UUID id);

  /// All, by name; those who may no longer sign in too.
  ///
  /// @throws org.springframework.dao.DataAccessException when SQL has been away since the start
  List<StaffMember> all();
}
