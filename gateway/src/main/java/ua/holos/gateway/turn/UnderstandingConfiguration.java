package ua.holos.gateway.turn;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import ua.holos.gateway.city.CityFolder;
import ua.holos.gateway.city.CitySettings;
import ua.holos.nlp.HolosUnderstander;

/// The reader of messages, with the city's streets. A register that can't be used stops the start;
/// a missing category model does not: the bot then offers its menu.
@Configuration(proxyBeanMethods = false)
class UnderstandingConfiguration {
  private static final Logger log = LoggerFactory.getLogger(UnderstandingConfiguration.class);

  /// The street register in the city pack.
  static final String STREETS = "streets.tsv";

  @Bean
  HolosUnderstander understander(CitySettings settings, CityFolder city) {
    Path houses =
        settings.houses().map(file -> readable("holos.city.houses", Path.of(file))).orElse(null);
    HolosUnderstander understander =
        settings
            .streets()
            .map(file ->
                HolosUnderstander.load(readable("holos.city.streets", Path.of(file)), houses))
            .orElseGet(() -> ofThePack(city.file(STREETS), city, houses));
    if (!understander.knowsCategories()) {
      log.warn("No category model: citizens choose the category from a menu");
    }
    return understander;
  }

  private static Path readable(String setting, Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new UnusableRegisterException(
          "%s is %s, which can't be read; expected a tab-separated file"
              .formatted(setting, file.toAbsolutePath().normalize()));
    }
    return file;
  }

  private static HolosUnderstander ofThePack(
      Resource streets, CityFolder city, @Nullable Path houses) {
    if (!streets.exists()) {
      throw new UnusableRegisterException(
          "%s is missing from the city pack in %s, and holos.city.streets is not set"
              .formatted(STREETS, city));
    }
    try {
      if (streets.isFile()) {
        return HolosUnderstander.load(streets.getFile().toPath(), houses);
      }
      Path copy = Files.createTempFile("holos-", "-" + STREETS);
      try (InputStream in = streets.getInputStream()) {
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        return HolosUnderstander.load(copy, houses);
      } finally {
        Files.delete(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
