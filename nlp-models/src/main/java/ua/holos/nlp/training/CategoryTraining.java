package ua.holos.nlp.training;

import java.io.IOException;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import opennlp.tools.doccat.DocumentCategorizerEventStream;
import opennlp.tools.doccat.DocumentCategorizerME;
import opennlp.tools.doccat.DocumentSample;
import opennlp.tools.util.ObjectStream;
import opennlp.tools.util.TrainingParameters;
import org.jspecify.annotations.Nullable;
import ua.holos.nlp.category.CategoryFeatures;
import ua.holos.nlp.model.CategoryModel;
import ua.holos.nlp.model.LinearModel;
import ua.holos.nlp.text.PreparedText;

/// Makes a category classifier from past appeals: trains on the older ones, calibrates confidence
/// on the newest, then trains again on all of them.
public final class CategoryTraining {

  /// What may be chosen. The defaults are those of the shipped model.
  ///
  /// @param seed of the order in which appeals are read
  /// @param passes over the appeals
  /// @param features to keep at most
  /// @param fewestDocuments that a feature must occur in to be kept
  /// @param heldOut part of the appeals, the newest, that calibrate confidence: 0 to 1
  /// @param acceptedError how many of the categories taken without asking may be wrong: 0 to 1
  public record Settings(
      int seed,
      int passes,
      int features,
      int fewestDocuments,
      double heldOut,
      double acceptedError) {
    public static final Settings DEFAULT = new Settings(1, 8, 300_000, 8, 0.08, 0.10);

    /// The same with another seed.
    public Settings withSeed(int newSeed) {
      return new Settings(newSeed, passes, features, fewestDocuments, heldOut, acceptedError);
    }
  }

  private final Settings settings;
  private final Consumer<String> progress;
  private final CategoryFeatures features = new CategoryFeatures();

  /// @param progress is told what is being done, for people to read
  public CategoryTraining(Settings settings, Consumer<String> progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /// Trains a model. The same appeals and settings give the same model.
  ///
  /// @param origin goes into the model as it is: file names, checksums
  public CategoryModel train(List<Appeal> appeals, Map<String, String> origin)
      throws IOException, InvalidInputException {
    List<Appeal> sorted = appeals.stream().sorted(Comparator.comparing(Appeal::date)).toList();
    int older = (int) Math.round(sorted.size() * (1 - settings.heldOut));
    if (older < 1 || older == sorted.size()) {
      throw new InvalidInputException(
          "%d appeals are too few to hold some back for calibration".formatted(sorted.size()));
    }
    progress.accept("training on the older %,d of %,d".formatted(older, sorted.size()));
    LinearModel first = fit(sorted.subList(0, older));
    List<Calibration.Sample> unseen = samples(first, sorted.subList(older, sorted.size()));
    double temperature = Calibration.temperature(unseen);
    double certainFrom = Calibration.certainFrom(unseen, temperature, settings.acceptedError);
    progress.accept(
        "calibrated on %,d: temperature %.3f, certain from %.3f"
            .formatted(unseen.size(), temperature, certainFrom));
    progress.accept("training on all %,d".formatted(sorted.size()));
    LinearModel all = fit(sorted).withTemperature((float) temperature);

    Map<String, String> trainedOn = new TreeMap<>(origin);
    trainedOn.put("appeals", Integer.toString(sorted.size()));
    trainedOn.put("from", sorted.getFirst().date());
    trainedOn.put("to", sorted.getLast().date());
    trainedOn.put("settings", settings.toString());
    trainedOn.put("features", Integer.toString(all.featureCount()));
    trainedOn.put("opennlp", opennlp.tools.util.Version.currentVersion().toString());
    return new CategoryModel(all, certainFrom, trainedOn);
  }

  private LinearModel fit(List<Appeal> appeals) throws IOException {
    TrainingParameters parameters = new TrainingParameters();
    parameters.put(TrainingParameters.ALGORITHM_PARAM, SoftmaxTrainer.ALGORITHM);
    parameters.put(TrainingParameters.CUTOFF_PARAM, settings.fewestDocuments);
    parameters.put(TrainingParameters.ITERATIONS_PARAM, settings.passes);
    parameters.put(SoftmaxTrainer.FEATURES, settings.features);
    parameters.put(SoftmaxTrainer.SEED, settings.seed);
    return new SoftmaxTrainer(parameters)
        .train(new DocumentCategorizerEventStream(new Samples(appeals), features));
  }

  private List<Calibration.Sample> samples(LinearModel model, List<Appeal> appeals) {
    DocumentCategorizerME categorizer =
        new DocumentCategorizerME(new CategoryModel(model, 1, Map.of()).toDoccatModel(features));
    return appeals.stream()
        .filter(appeal -> model.getIndex(appeal.category()) >= 0)
        .map(appeal ->
            new Calibration.Sample(
                categorizer.categorize(PreparedText.of(appeal.text()).words()),
                model.getIndex(appeal.category())))
        .toList();
  }

  private static final class Samples implements ObjectStream<DocumentSample> {
    private final List<Appeal> appeals;
    private Iterator<Appeal> rest;

    private Samples(List<Appeal> appeals) {
      this.appeals = appeals;
      this.rest = appeals.iterator();
    }

    @Override
    public @Nullable DocumentSample read() {
      if (!rest.hasNext()) {
        return null;
      }
      Appeal appeal = rest.next();
      return new DocumentSample(appeal.category(), PreparedText.of(appeal.text()).words());
    }

    @Override
    public void reset() {
      rest = appeals.iterator();
    }
  }
}
