package ua.holos.gateway.store;

import org.jspecify.annotations.Nullable;

/// What is stored can't be read: the record is damaged, or was written by a newer version. Its
/// message carries no text of the citizen.
public final class UnreadableRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableRecordException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
