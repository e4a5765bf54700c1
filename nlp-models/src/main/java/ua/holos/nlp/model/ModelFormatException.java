package ua.holos.nlp.model;

import java.io.IOException;

/// A file that is not a model, is damaged, or was written by another version.
public final class ModelFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  ModelFormatException(String message) {
    super(message);
  }
}
