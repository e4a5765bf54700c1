package ua.holos.gateway.record;

/// The SQL database can't be used, and waiting would not help.
final class RecordStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RecordStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
