package ua.holos.gateway.settings;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says at start which settings aren't known, and which were probably meant.
final class UnknownSettingsFailureAnalyzer
    extends AbstractFailureAnalyzer<UnknownSettingsException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, UnknownSettingsException cause) {
    String found =
        cause.settings().stream()
            .map(setting ->
                "  %s (%s): the nearest are %s"
                    .formatted(
                        setting.name(), setting.where(), String.join(", ", setting.nearest())))
            .collect(Collectors.joining(System.lineSeparator()));
    return new FailureAnalysis(
        "Holos has no setting of this name:%n%s".formatted(found),
        "Correct the name or take the setting away.",
        cause);
  }
}
