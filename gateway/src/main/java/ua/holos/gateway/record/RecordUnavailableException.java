package ua.holos.gateway.record;

import org.jspecify.annotations.Nullable;

/// The SQL database can't be used now. Citizens are served all the same; the record catches up.
public final class RecordUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RecordUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
