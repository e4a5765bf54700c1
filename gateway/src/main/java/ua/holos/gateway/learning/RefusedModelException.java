package ua.holos.gateway.learning;

/// A model can't be used; the message is a sentence for the IT team that says what to do.
final class RefusedModelException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedModelException(String sentence) {
    super(sentence);
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
