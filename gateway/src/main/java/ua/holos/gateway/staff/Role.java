package ua.holos.gateway.staff;

/// What a member of staff may do. Each is its own: an administrator who also answers citizens is an
/// operator too.
public enum Role {
  /// Answers citizens.
  OPERATOR,
  /// Sees who is on line, reads along, reassigns, closes.
  SUPERVISOR,
  /// Keeps the accounts, reads the audit trail.
  ADMINISTRATOR,
  /// Reads the audit trail and all conversations, changes nothing.
  AUDITOR
}
