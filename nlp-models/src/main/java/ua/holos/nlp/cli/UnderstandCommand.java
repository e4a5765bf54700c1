package ua.holos.nlp.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.understanding.Expectation;
import ua.holos.nlp.HolosUnderstander;
import ua.holos.nlp.address.InvalidRegisterException;
import ua.holos.nlp.category.CategoryClassifier;
import ua.holos.nlp.training.InvalidInputException;

/// `understand`: reads texts from standard input and writes what was read out of each.
final class UnderstandCommand implements Command {

  /// The demo city's streets, when the command is run in the project's folder.
  private static final Path USUAL_STREETS = Path.of("config", "city", "streets.tsv");

  private final InputStream in;

  UnderstandCommand(InputStream in) {
    this.in = in;
  }

  @Override
  public String name() {
    return "understand";
  }

  @Override
  public String help() {
    return """
    understand [--streets FILE] [--houses FILE] [--model DIR] [--expected WHAT]
        Reads a text per line from standard input (UTF-8, a line break within a text written \\n)
        and writes one JSON object per line: language, intent, urgency, categories, addresses,
        details, parts. Places in a text are counted in code points.
        --streets     street register, tab-separated; config/city/streets.tsv when there is one
        --houses      known houses, tab-separated
        --model       a folder that train wrote; without it the shipped model
        --expected    what was asked before: anything, category, street, house, entrance, detail,
                      confirmation or phone; anything when not given\
    """;
  }

  @Override
  public void run(List<String> arguments, PrintStream out, PrintStream progress)
      throws IOException, InvalidInputException {
    Options options = Options.parse(arguments, Set.of("streets", "houses", "model", "expected"));
    Expectation expected = expectation(options);
    HolosUnderstander understander = understander(options);
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String text = line.replace("\\n", "\n");
      out.print(UnderstandingJson.of(understander.understand(text, expected)) + "\n");
    }
    out.flush();
  }

  private static HolosUnderstander understander(Options options)
      throws IOException, InvalidInputException {
    CategoryClassifier classifier = classifier(options);
    Path streets = options.optionalPath("streets").orElse(usualStreets());
    Path houses = options.optionalPath("houses").orElse(null);
    if (streets == null) {
      if (houses != null) {
        throw new InvalidInputException("--houses needs --streets: houses belong to streets");
      }
      return HolosUnderstander.withoutStreets(classifier);
    }
    for (Path file : houses == null ? List.of(streets) : List.of(streets, houses)) {
      if (!Files.isReadable(file)) {
        throw new InvalidInputException(file + " cannot be read");
      }
    }
    try {
      return HolosUnderstander.load(streets, houses, classifier);
    } catch (InvalidRegisterException e) {
      throw new InvalidInputException(String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable Path usualStreets() {
    return Files.isReadable(USUAL_STREETS) ? USUAL_STREETS : null;
  }

  private static @Nullable CategoryClassifier classifier(Options options)
      throws IOException, InvalidInputException {
    Optional<Path> folder = options.optionalPath("model");
    return folder.isPresent()
        ? new CategoryClassifier(CategoryClassifier.modelIn(folder.get()))
        : HolosUnderstander.shippedClassifier();
  }

  private static Expectation expectation(Options options) throws InvalidInputException {
    Optional<String> given = options.optionalText("expected");
    if (given.isEmpty()) {
      return Expectation.ANYTHING;
    }
    try {
      return Expectation.valueOf(given.get().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "--expected %s: expected one of anything, category, street, house, entrance, detail, confirmation, phone"
              .formatted(given.get()));
    }
  }
}
