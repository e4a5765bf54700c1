package ua.holos.nlp.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ua.holos.nlp.acceptance.AcceptanceGate;
import ua.holos.nlp.acceptance.Report;
import ua.holos.nlp.acceptance.TrainedModel;
import ua.holos.nlp.acceptance.Verdict;
import ua.holos.nlp.category.CategoryClassifier;
import ua.holos.nlp.training.InvalidInputException;

/// `accept`: says whether a retrained model may take the place of the one in use.
final class AcceptCommand implements Command {

  @Override
  public String name() {
    return "accept";
  }

  @Override
  public String help() {
    return """
    accept --new DIR --data FILE [--old DIR]
        Compares a retrained model with the one in use on a frozen set: top-1, top-3,
        macro-F1, calibration error and each category, by paired tests, so that chance
        decides nothing. Says what is worse and where. The last line is the same as JSON.
        Ends with 0 when the retrained model is not worse, with 1 when it is.
        --new         the folder that train wrote
        --data        the frozen set: appeals in the form that train takes, which neither
                      model was trained on
        --old         the folder of the model in use; without it the shipped model\
    """;
  }

  @Override
  public void run(List<String> arguments, PrintStream out, PrintStream progress)
      throws IOException, InvalidInputException {
    execute(arguments, out, progress);
  }

  @Override
  public int execute(List<String> arguments, PrintStream out, PrintStream progress)
      throws IOException, InvalidInputException {
    Options options = Options.parse(arguments, Set.of("old", "new", "data"));
    Path data = options.path("data");
    CategoryClassifier retrained = unseen("new", options.path("new"), data);
    Optional<Path> old = options.optionalPath("old");
    CategoryClassifier inUse =
        old.isPresent() ? unseen("old", old.get(), data) : CategoryClassifier.shipped();
    Verdict verdict =
        AcceptanceGate.compare(data, inUse, retrained, done -> progress.printf("%,d read%n", done));
    out.print(Report.text(verdict));
    List<String> lost = AcceptanceGate.lost(inUse, retrained);
    if (!lost.isEmpty()) {
      out.println(
          "The retrained model never names these categories, which the one in use does: "
              + String.join(", ", lost));
    }
    out.println(Report.json(verdict));
    return verdict.accepted() ? 0 : 1;
  }

  private static CategoryClassifier unseen(String option, Path folder, Path data)
      throws IOException, InvalidInputException {
    TrainedModel model = CityOptions.trained(option, folder);
    if (Files.isRegularFile(data) && TrainedModel.trainedOn(model.card(), data)) {
      throw new InvalidInputException(
          "--data %s: --%s was trained on this very file; expected appeals that it hasn't seen"
              .formatted(data, option));
    }
    return model.classifier();
  }
}
