package ua.holos.nlp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ua.holos.nlp.HolosUnderstander;
import ua.holos.nlp.acceptance.TrainedModel;
import ua.holos.nlp.acceptance.UnusableModelException;
import ua.holos.nlp.address.InvalidRegisterException;
import ua.holos.nlp.address.StreetRegister;
import ua.holos.nlp.category.CategoryClassifier;
import ua.holos.nlp.training.InvalidInputException;

/// The options by which a city's streets, houses and model are given: `--streets`, `--houses`,
/// `--model`.
final class CityOptions {

  static final Set<String> NAMES = Set.of("streets", "houses", "model");

  /// The demo city's streets, when the command is run in the project's folder.
  private static final Path USUAL_STREETS = Path.of("config", "city", "streets.tsv");

  private CityOptions() {}

  /// The model of the folder given, or the shipped one.
  ///
  /// @throws InvalidInputException when the folder has no model that can be used
  static CategoryClassifier classifier(Options options) throws IOException, InvalidInputException {
    Optional<Path> given = options.optionalPath("model");
    if (given.isEmpty()) {
      return CategoryClassifier.shipped();
    }
    return trained("model", given.get()).classifier();
  }

  /// The model of a folder that an option gives.
  ///
  /// @throws InvalidInputException when the folder has no model that can be used
  static TrainedModel trained(String option, Path folder) throws InvalidInputException {
    try {
      return TrainedModel.open(folder);
    } catch (UnusableModelException e) {
      throw new InvalidInputException("--%s %s".formatted(option, e.getMessage()));
    }
  }

  /// Who understands texts of the city given; without streets addresses are not read.
  static HolosUnderstander understander(Options options) throws IOException, InvalidInputException {
    CategoryClassifier classifier = classifier(options);
    Path streets = options.optionalPath("streets").orElse(usualStreets());
    Path houses = options.optionalPath("houses").orElse(null);
    if (streets == null) {
      if (houses != null) {
        throw new InvalidInputException("--houses needs --streets: houses belong to streets");
      }
      return HolosUnderstander.withoutStreets(classifier);
    }
    mustBeReadable(streets, houses);
    try {
      return HolosUnderstander.load(streets, houses, classifier);
    } catch (InvalidRegisterException e) {
      throw new InvalidInputException(String.valueOf(e.getMessage()));
    }
  }

  /// The street register given.
  static StreetRegister register(Options options) throws InvalidInputException {
    Path streets = options.path("streets");
    Path houses = options.optionalPath("houses").orElse(null);
    mustBeReadable(streets, houses);
    try {
      return StreetRegister.load(streets, houses);
    } catch (InvalidRegisterException e) {
      throw new InvalidInputException(String.valueOf(e.getMessage()));
    }
  }

  private static void mustBeReadable(Path streets, @Nullable Path houses)
      throws InvalidInputException {
    for (Path file : houses == null ? List.of(streets) : List.of(streets, houses)) {
      if (!Files.isRegularFile(file)) {
        throw new InvalidInputException(file + ": no such file");
      }
      if (!Files.isReadable(file)) {
        throw new InvalidInputException(file + ": this user may not read it");
      }
    }
  }

  private static @Nullable Path usualStreets() {
    return Files.isReadable(USUAL_STREETS) ? USUAL_STREETS : null;
  }
}
