package ua.holos.gateway.history;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;

/// Where something stands among all that is found, newest first: the next page begins behind it,
/// however many pages were before.
///
/// @param id a conversation, or an appeal's reference
/// @param turn of a message or a call, otherwise 0
record Place(Instant at, Source source, String id, long turn, int ordinal) {

  /// What kind of thing was found. Of what happened at the same moment, the first comes first.
  enum Source {
    APPEAL,
    MESSAGE,
    CONVERSATION,
    CALL
  }

  /// Newest first. Places of one source at one moment are as the database put them.
  static final Comparator<Place> NEWEST =
      Comparator.comparing(Place::at).reversed().thenComparing(Place::source);

  /// As it stands in an address bar.
  String code() {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            (micros + "\n" + source + "\n" + id + "\n" + turn + "\n" + ordinal)
                .getBytes(StandardCharsets.UTF_8));
  }

  /// Reads a code; empty when it isn't one of ours.
  static Optional<Place> parse(String code) {
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(code), StandardCharsets.UTF_8).split("\n", -1);
      return parts.length != 5 || parts[2].indexOf('\0') >= 0
          ? Optional.empty()
          : Optional.of(
              new Place(
                  Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS),
                  Source.valueOf(parts[1]),
                  parts[2],
                  Long.parseLong(parts[3]),
                  Integer.parseInt(parts[4])));
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
