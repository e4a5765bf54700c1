package ua.holos.gateway.filing;

import java.util.Optional;

/// What must be remembered about filings under way, so that a try after a crash doesn't file twice.
/// Durable; a failure to remember is an exception, and then nothing is sent.
interface FilingNotes {

  /// Notes that a reference is about to be sent.
  ///
  /// @return whether it may have been sent before
  boolean starting(String reference);

  /// Keeps the token that the core gave instead of a number.
  void keepToken(String reference, String token);

  /// The token that the core gave for a reference, while its number isn't known.
  Optional<String> token(String reference);

  /// Keeps the core's id of an update that came from us, so that it isn't told back to the citizen.
  void ownUpdate(String number, String updateId);

  /// Forgets a reference that was refused for good. One that has its number stays known, because
  /// the number may be lost on its way to the citizen.
  void finished(String reference);
}
