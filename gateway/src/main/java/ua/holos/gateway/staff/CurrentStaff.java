package ua.holos.gateway.staff;

/// Who is asking.
public interface CurrentStaff {

  /// The member of staff whose request this is, with roles and skills as they are now.
  ///
  /// @throws org.springframework.security.access.AccessDeniedException when nobody is signed in
  StaffMember get();
}
