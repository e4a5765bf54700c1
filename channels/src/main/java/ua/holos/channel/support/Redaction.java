package ua.holos.channel.support;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes a channel's secrets out of texts that somebody else wrote (error messages, addresses)
/// before they are logged or told.
public final class Redaction {
  private final List<String> secrets;

  public Redaction(String... secrets) {
    this.secrets = List.of(secrets).stream().filter(secret -> !secret.isEmpty()).toList();
  }

  /// The text with each secret replaced by `***`; empty for null.
  public String of(@Nullable String text) {
    if (text == null) {
      return "";
    }
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, "***");
    }
    return clean;
  }

  /// What went wrong, for a log: the kind of the exception and its message without secrets.
  public String of(Throwable failure) {
    return failure.getClass().getSimpleName() + ": " + of(failure.getMessage());
  }

  @Override
  public String toString() {
    return "Redaction[" + secrets.size() + " secrets]";
  }
}
