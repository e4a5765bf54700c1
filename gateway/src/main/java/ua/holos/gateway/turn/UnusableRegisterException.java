package ua.holos.gateway.turn;

/// The city's streets or houses can't be read; Holos doesn't start without them.
final class UnusableRegisterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableRegisterException(String message) {
    super(message);
  }
}
