package ua.holos.nlp.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ua.holos.nlp.category.CategoryClassifier;
import ua.holos.nlp.evaluation.CategoryEvaluation;
import ua.holos.nlp.model.CategoryModel;
import ua.holos.nlp.model.ModelFile;
import ua.holos.nlp.training.Appeal;
import ua.holos.nlp.training.AppealFile;
import ua.holos.nlp.training.CategoryTraining;
import ua.holos.nlp.training.InvalidInputException;
import ua.holos.nlp.training.ModelCard;
import ua.holos.nlp.training.RawAppealFolder;

/// `train`: makes a model folder from a city's past appeals.
final class TrainCommand implements Command {

  @Override
  public String name() {
    return "train";
  }

  @Override
  public String help() {
    return """
    train --corpus FILE --categories FILE --out DIR [--dev FILE] [--types FILE]
              [--examples FILE] [--seed N]
        Trains the category classifier on past appeals and writes the model and its card.
        --corpus      tab-separated, UTF-8, .gz or plain, with a header line; columns
                      category and text, and date (ISO 8601), by which the newest are
                      held back for calibration; raw_type, where operators file under
                      finer types, is learnt as well
        --categories  tab-separated with a header line; the first column is code
        --out         folder for category.bin and MODEL-CARD.md; made when missing
        --dev         appeals of the same form to measure the result on
        --examples    more texts of the same form, such as corrections: each is learnt
                      several times, and confidence is not calibrated on them
        --types       when --corpus is a folder of raw appeals: tab-separated, which
                      category each of their types is
        --seed        of the order of reading, default 1: the same seed, corpus and
                      version give the same model, byte for byte\
    """;
  }

  private static List<Appeal> appeals(
      Path corpus, Options options, Set<String> known, PrintStream progress)
      throws IOException, InvalidInputException {
    if (!Files.isDirectory(corpus)) {
      return AppealFile.read(corpus, known);
    }
    if (!options.has("types")) {
      throw new InvalidInputException(
          "%s is a folder; expected a file, or a folder of raw appeals together with --types"
              .formatted(corpus));
    }
    RawAppealFolder.Contents contents =
        RawAppealFolder.read(
            corpus,
            RawAppealFolder.types(options.path("types"), known),
            done -> {
              if (done % 10_000 == 0) {
                progress.printf("%,d files read%n", done);
              }
            });
    progress.printf(
        "left out: %,d repeated, %,d without text or of a type that is not in the types file%n",
        contents.repeated(), contents.untyped());
    return contents.appeals();
  }

  @Override
  public void run(List<String> arguments, PrintStream out, PrintStream progress)
      throws IOException, InvalidInputException {
    Options options =
        Options.parse(
            arguments, Set.of("corpus", "categories", "out", "dev", "types", "examples", "seed"));
    Path corpus = options.path("corpus");
    Path categoriesFile = options.path("categories");
    Path folder = options.path("out");
    Optional<Path> dev = options.optionalPath("dev");
    CategoryTraining.Settings defaults = CategoryTraining.Settings.DEFAULT;
    CategoryTraining.Settings settings = defaults.withSeed(options.number("seed", defaults.seed()));

    long start = System.nanoTime();
    List<String> codes = AppealFile.categories(categoriesFile);
    Set<String> known = new HashSet<>(codes);
    List<Appeal> appeals = appeals(corpus, options, known, progress);
    Optional<Path> examples = options.optionalPath("examples");
    List<Appeal> written =
        examples.isPresent() ? AppealFile.read(examples.get(), known) : List.of();
    List<Appeal> unseen = dev.isPresent() ? AppealFile.read(dev.get(), known) : List.of();
    Files.createDirectories(folder);
    progress.printf("%,d appeals in %d categories%n", appeals.size(), codes.size());

    Map<String, String> origin = new HashMap<>();
    origin.put("categories.sha256", ModelCard.sha256(categoriesFile));
    if (Files.isRegularFile(corpus)) {
      origin.put("corpus.sha256", ModelCard.sha256(corpus));
    }
    if (examples.isPresent()) {
      origin.put("examples.sha256", ModelCard.sha256(examples.get()));
    }
    CategoryModel model =
        new CategoryTraining(settings, progress::println).train(appeals, written, origin);
    Path file = folder.resolve(CategoryClassifier.MODEL_FILE);
    try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(file))) {
      ModelFile.write(model, bytes);
    }
    out.printf(
        "wrote %s: %,d bytes, %,d features, %d s%n",
        file,
        Files.size(file),
        model.classifier().featureCount(),
        (System.nanoTime() - start) / 1_000_000_000);

    List<String> missing = new ArrayList<>(codes);
    missing.removeAll(model.classifier().outcomes());
    if (!missing.isEmpty()) {
      progress.println("no appeals, so never guessed: " + String.join(", ", missing));
    }
    Optional<CategoryEvaluation> evaluation = Optional.empty();
    if (!unseen.isEmpty()) {
      // What was written is measured, not what is in memory.
      CategoryModel readBack = CategoryClassifier.modelIn(folder);
      evaluation = Optional.of(CategoryEvaluation.of(new CategoryClassifier(readBack), unseen));
      out.print(evaluation.get().table());
    }
    Files.writeString(
        folder.resolve("MODEL-CARD.md"),
        ModelCard.of(model, file, evaluation.map(CategoryEvaluation::table)));
    evaluation.ifPresent(figures -> out.println(figures.json()));
  }
}
