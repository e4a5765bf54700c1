package ua.holos.nlp.training;

/// Something in the given files or options that the person who runs a command must put right. The
/// message says where it is, what was found and what is expected.
public final class InvalidInputException extends Exception {
  private static final long serialVersionUID = 1L;

  public InvalidInputException(String message) {
    super(message);
  }
}
