package ua.holos.gateway.staff;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/// Somebody whose password was right and who has yet to give the code. They are nobody until then.
///
/// @param until when the password has to be typed again
record HalfSignedIn(UUID account, int epoch, Instant until) implements Serializable {
  static final String ATTRIBUTE = "holos.half-signed-in";
}
