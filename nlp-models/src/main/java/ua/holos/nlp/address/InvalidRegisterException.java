package ua.holos.nlp.address;

/// The street register or the list of houses cannot be used: says which file, which line, what was
/// found there and what is expected.
public final class InvalidRegisterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidRegisterException(String file, int line, String problem) {
    super(file + ", line " + line + ": " + problem);
  }
}
