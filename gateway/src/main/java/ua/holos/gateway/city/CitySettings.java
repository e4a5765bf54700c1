package ua.holos.gateway.city;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the city's files are.
///
/// @param cityDir folder of the city pack; when it isn't set, `config/city` if there is such a
///   folder, otherwise the demo city inside the jar
/// @param city the street register's files
@ConfigurationProperties("holos")
public record CitySettings(@Nullable String cityDir, @DefaultValue Register city) {

  /// The city's streets and houses.
  ///
  /// @param streets street register, tab-separated; the city pack's `streets.tsv` when not set
  /// @param houses known houses, tab-separated; none when not set
  public record Register(@Nullable String streets, @Nullable String houses) {}

  /// The street register that was chosen, empty for the city pack's own.
  public Optional<String> streets() {
    return given(city.streets());
  }

  /// The list of known houses, empty when the city has none.
  public Optional<String> houses() {
    return given(city.houses());
  }

  Optional<String> chosenFolder() {
    return given(cityDir);
  }

  private static Optional<String> given(@Nullable String value) {
    return Optional.ofNullable(value).filter(v -> !v.isBlank());
  }
}
