package ua.holos.nlp.training;

import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import opennlp.tools.doccat.DocumentCategorizerME;
import opennlp.tools.ml.model.Event;
import opennlp.tools.util.ObjectStream;
import opennlp.tools.util.TrainingParameters;
import org.jspecify.annotations.Nullable;
import ua.holos.nlp.category.CategoryFeatures;
import ua.holos.nlp.model.CategoryEnsemble;
import ua.holos.nlp.model.CategoryModel;
import ua.holos.nlp.model.ConfidenceCurve;
import ua.holos.nlp.text.PreparedText;

/// Makes a category classifier from past appeals: trains on the older ones, calibrates confidence
/// on the newest, then trains again on all of them.
public final class CategoryTraining {

  /// What may be chosen. The defaults are those of the shipped model.
  ///
  /// @param seed of the order in which appeals are read
  /// @param passes over the appeals
  /// @param l2 strength of the pull of weights towards zero
  /// @param features to keep at most
  /// @param fewestDocuments that a feature must occur in to be kept
  /// @param units of the network's hidden layer
  /// @param fewestOfType appeals that a type must have to be learnt by itself
  /// @param halfLifeDays after how many days an appeal counts half, 0 for never
  /// @param sentenceWeight of a long appeal's first sentence, learnt beside it, 0 for none
  /// @param exampleRepeats how often each example that was written for training is read in a pass
  /// @param heldOut part of the appeals, the newest, that calibrate confidence: 0 to 1
  /// @param acceptedError how many of the categories taken without asking may be wrong: 0 to 1
  public record Settings(
      int seed,
      int passes,
      double l2,
      int features,
      int fewestDocuments,
      int units,
      int fewestOfType,
      int halfLifeDays,
      double sentenceWeight,
      int exampleRepeats,
      double heldOut,
      double acceptedError) {
    public static final Settings DEFAULT =
        new Settings(1, 5, 1.5e-6, 200_000, 8, 64, 150, 365, 0.3, 6, 0.08, 0.10);

    /// The same with another seed.
    public Settings withSeed(int newSeed) {
      return new Settings(
          newSeed,
          passes,
          l2,
          features,
          fewestDocuments,
          units,
          fewestOfType,
          halfLifeDays,
          sentenceWeight,
          exampleRepeats,
          heldOut,
          acceptedError);
    }
  }

  /// How many held-back appeals make a point of the confidence curve.
  private static final int CALIBRATION_GROUP = 300;

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
  ///
  /// @param written examples made for training, in the manner of a chat; not used for calibration
  public CategoryModel train(List<Appeal> appeals, List<Appeal> written, Map<String, String> origin)
      throws IOException, InvalidInputException {
    List<Appeal> sorted = appeals.stream().sorted(Comparator.comparing(Appeal::date)).toList();
    int older = (int) Math.round(sorted.size() * (1 - settings.heldOut));
    if (older < 1 || older == sorted.size()) {
      throw new InvalidInputException(
          "%d appeals are too few to hold some back for calibration".formatted(sorted.size()));
    }
    progress.accept("training on the older %,d of %,d".formatted(older, sorted.size()));
    CategoryEnsemble first = fit(sorted.subList(0, older), written);
    List<Calibration.Sample> unseen = samples(first, sorted.subList(older, sorted.size()));
    double temperature = Calibration.temperature(unseen);
    ConfidenceCurve curve = Calibration.curve(unseen, temperature, CALIBRATION_GROUP);
    double certainFrom =
        Calibration.certainFrom(unseen, temperature, curve, settings.acceptedError);
    progress.accept(
        "calibrated on %,d: temperature %.3f, certain from %.3f"
            .formatted(unseen.size(), temperature, certainFrom));
    progress.accept("training on all %,d".formatted(sorted.size()));
    CategoryEnsemble all = fit(sorted, written).withTemperature((float) temperature);

    Map<String, String> trainedOn = new TreeMap<>(origin);
    trainedOn.put("examples written for training", Integer.toString(written.size()));
    trainedOn.put("appeals", Integer.toString(sorted.size()));
    trainedOn.put("from", sorted.getFirst().date());
    trainedOn.put("to", sorted.getLast().date());
    trainedOn.put("settings", settings.toString());
    trainedOn.put("features", Integer.toString(all.featureCount()));
    trainedOn.put("opennlp", opennlp.tools.util.Version.currentVersion().toString());
    return new CategoryModel(all, curve, certainFrom, trainedOn);
  }

  private CategoryEnsemble fit(List<Appeal> appeals, List<Appeal> written) throws IOException {
    TrainingParameters parameters = new TrainingParameters();
    parameters.put(TrainingParameters.ALGORITHM_PARAM, EnsembleTrainer.ALGORITHM);
    parameters.put(TrainingParameters.CUTOFF_PARAM, settings.fewestDocuments);
    parameters.put(TrainingParameters.ITERATIONS_PARAM, settings.passes);
    parameters.put(EnsembleTrainer.FEATURES, settings.features);
    parameters.put(EnsembleTrainer.L2, settings.l2);
    parameters.put(EnsembleTrainer.UNITS, settings.units);
    parameters.put(EnsembleTrainer.FEWEST_OF_TYPE, settings.fewestOfType);
    parameters.put(EnsembleTrainer.SEED, settings.seed);
    List<TrainingExample> examples =
        new TrainingExamples(settings.halfLifeDays, settings.sentenceWeight).of(appeals);
    for (Appeal example : written) {
      examples.addAll(
          Collections.nCopies(
              settings.exampleRepeats,
              new TrainingExample(
                  example.category(), "", example.text(), 1, WeightedEvent.NO_APPEAL, false)));
    }
    return new EnsembleTrainer(parameters, progress).train(new Events(examples, features));
  }

  private List<Calibration.Sample> samples(CategoryEnsemble model, List<Appeal> appeals) {
    DocumentCategorizerME categorizer =
        new DocumentCategorizerME(
            new CategoryModel(model, ConfidenceCurve.STRAIGHT, 1, Map.of())
                .toDoccatModel(features));
    return appeals.stream()
        .filter(appeal -> model.getIndex(appeal.category()) >= 0)
        .map(appeal ->
            new Calibration.Sample(
                categorizer.categorize(PreparedText.of(appeal.text()).words()),
                model.getIndex(appeal.category())))
        .toList();
  }

  /// What the trainer reads: the features of each example, made when asked for.
  private static final class Events implements ObjectStream<Event> {
    private final List<TrainingExample> examples;
    private final CategoryFeatures features;
    private Iterator<TrainingExample> rest;

    private Events(List<TrainingExample> examples, CategoryFeatures features) {
      this.examples = examples;
      this.features = features;
      this.rest = examples.iterator();
    }

    @Override
    public @Nullable Event read() {
      if (!rest.hasNext()) {
        return null;
      }
      TrainingExample example = rest.next();
      String[] words = PreparedText.of(example.text()).words();
      String[] context = features.extractFeatures(words, Map.of()).toArray(String[]::new);
      return new WeightedEvent(
          example.category(),
          example.type(),
          context,
          example.weight(),
          example.appeal(),
          example.whole());
    }

    @Override
    public void reset() {
      rest = examples.iterator();
    }
  }
}
