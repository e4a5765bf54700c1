package ua.holos.gateway.settings;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where this installation is, for itself and for others.
///
/// @param dataDir folder for everything that Holos itself stores: the bundled Redis, the H2 file,
///   media, generated secrets
/// @param publicUrl the address under which others reach it, such as `https://chat.city.example`;
///   empty: this machine only
@ConfigurationProperties("holos")
public record InstallationSettings(
    @DefaultValue("./data") String dataDir, @DefaultValue("") String publicUrl) {

  /// The folder, absolute.
  public Path folder() {
    return Path.of(dataDir).toAbsolutePath().normalize();
  }
}
