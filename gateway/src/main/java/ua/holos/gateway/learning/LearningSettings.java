package ua.holos.gateway.learning;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import ua.holos.gateway.settings.InstallationSettings;

/// Where retrained models are.
///
/// @param modelsDir folder with a folder for each model, as `holos-nlp train --out` writes it; all
///   replicas need the same; empty: `models` in the data folder
/// @param frozenSet appeals that no model is trained on, by which a retrained model is checked;
///   empty: `frozen.tsv.gz` or `frozen.tsv` in the models' folder
@ConfigurationProperties("holos.understanding")
public record LearningSettings(
    @DefaultValue("") String modelsDir, @DefaultValue("") String frozenSet) {

  Path models(InstallationSettings installation) {
    return modelsDir.isBlank()
        ? installation.folder().resolve("models")
        : Path.of(modelsDir).toAbsolutePath().normalize();
  }
}
