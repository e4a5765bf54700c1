package ua.holos.bot.form;

/// Whether the form asks for a phone number. A number that a person shares is kept in any case.
public enum ContactRule {
  NEVER,
  /// Asked once, may be skipped.
  OPTIONAL,
  /// Asked until given.
  REQUIRED
}
