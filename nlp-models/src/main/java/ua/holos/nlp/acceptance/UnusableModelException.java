package ua.holos.nlp.acceptance;

/// A model folder that can't be used; the message says which, what is wrong with it and what to do.
public final class UnusableModelException extends Exception {
  private static final long serialVersionUID = 1L;

  /// What is wrong.
  public enum Fault {
    /// There is no model in the folder.
    MISSING,
    /// There is no card beside it, or the card names no checksum.
    NO_CARD,
    /// It isn't the file that the card was written for.
    OTHER_FILE,
    /// The rights of its files don't let this user read it.
    FORBIDDEN,
    /// It was written by another version, or is damaged.
    UNREADABLE
  }

  private final Fault fault;

  UnusableModelException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }
}
