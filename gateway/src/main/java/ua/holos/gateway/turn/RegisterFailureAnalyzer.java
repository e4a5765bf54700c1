package ua.holos.gateway.turn;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import ua.holos.nlp.address.InvalidRegisterException;

/// Says at start what is wrong with the city's streets or houses.
final class RegisterFailureAnalyzer implements FailureAnalyzer {

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidRegisterException || cause instanceof UnusableRegisterException) {
        return new FailureAnalysis(
            "The street register can't be used: " + cause.getMessage(),
            "Correct the file, or choose others with holos.city.streets and holos.city.houses.",
            cause);
      }
    }
    return null;
  }
}
