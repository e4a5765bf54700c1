package ua.holos.gateway.city;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says at start what is wrong with the city pack, one mistake a line.
final class CityPackFailureAnalyzer extends AbstractFailureAnalyzer<CityPackException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, CityPackException cause) {
    return new FailureAnalysis(
        "The city pack in %s can't be used:%n%s"
            .formatted(
                cause.folder(),
                cause.mistakes().stream()
                    .map(mistake -> "  " + mistake)
                    .collect(Collectors.joining(System.lineSeparator()))),
        "Correct these lines and start again, or choose another folder with holos.city-dir.",
        cause);
  }
}
