package ua.holos.nlp.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ua.holos.nlp.category.CategoryClassifier;
import ua.holos.nlp.evaluation.CategoryEvaluation;
import ua.holos.nlp.model.CategoryModel;
import ua.holos.nlp.training.AppealFile;
import ua.holos.nlp.training.InvalidInputException;

/// `evaluate`: measures a model on appeals whose category is known.
final class EvaluateCommand implements Command {

  @Override
  public String name() {
    return "evaluate";
  }

  @Override
  public String help() {
    return """
    evaluate --data FILE [--model DIR]
        Measures the category classifier: top-1, top-3, macro-F1, calibration error, by
        category, by language, on short texts. The last line is the same as JSON.
        --data        appeals in the form that train takes
        --model       a folder that train wrote; without it the shipped model\
    """;
  }

  @Override
  public void run(List<String> arguments, PrintStream out, PrintStream progress)
      throws IOException, InvalidInputException {
    Options options = Options.parse(arguments, Set.of("data", "model"));
    Path data = options.path("data");
    Optional<Path> folder = options.optionalPath("model");
    if (folder.isPresent()
        && !Files.isRegularFile(folder.get().resolve(CategoryClassifier.MODEL_FILE))) {
      throw new InvalidInputException(
          "--model %s: no %s in it; expected a folder that train wrote"
              .formatted(folder.get(), CategoryClassifier.MODEL_FILE));
    }
    CategoryModel model =
        folder.isPresent()
            ? CategoryClassifier.modelIn(folder.get())
            : CategoryClassifier.shippedModel();
    CategoryEvaluation evaluation =
        CategoryEvaluation.of(
            new CategoryClassifier(model),
            AppealFile.read(data, new HashSet<>(model.classifier().outcomes())));
    out.print(evaluation.table());
    out.println(evaluation.json());
  }
}
