package ua.holos.gateway.log;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Errors for logs: classes and places, without messages, which may quote a citizen.
final class Errors {
  private static final int FRAMES = 6;
  private static final int CAUSES = 4;

  private Errors() {}

  static String trace(Throwable error) {
    return Stream.iterate(error, cause -> cause != null, Throwable::getCause)
        .limit(CAUSES)
        .map(cause ->
            cause.getClass().getName()
                + Stream.of(cause.getStackTrace())
                    .limit(FRAMES)
                    .map(frame -> " at " + frame)
                    .collect(Collectors.joining()))
        .collect(Collectors.joining("; caused by "));
  }
}
