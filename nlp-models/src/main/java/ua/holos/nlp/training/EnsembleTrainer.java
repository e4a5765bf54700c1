package ua.holos.nlp.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import opennlp.tools.ml.AbstractTrainer;
import opennlp.tools.ml.EventTrainer;
import opennlp.tools.ml.model.DataIndexer;
import opennlp.tools.ml.model.Event;
import opennlp.tools.util.ObjectStream;
import opennlp.tools.util.TrainingParameters;
import org.jspecify.annotations.Nullable;
import ua.holos.nlp.model.CategoryEnsemble;
import ua.holos.nlp.model.CategoryReader;
import ua.holos.nlp.model.FeatureRows;
import ua.holos.nlp.model.FeatureWeighting;
import ua.holos.nlp.model.Fingerprint;

/// Trains a [CategoryEnsemble]: chooses and weighs features, leaves out appeals whose label the
/// others contradict, and fits three readers that make different mistakes. It is an OpenNLP
/// trainer; OpenNLP's own take hours for 200,000 features, weigh none of them, and keep their
/// names.
///
/// Repeatable: the same events and parameters give the same model.
final class EnsembleTrainer extends AbstractTrainer implements EventTrainer {

  static final String ALGORITHM = "HOLOS_ENSEMBLE";

  /// How many features to keep, most telling first.
  static final String FEATURES = "Features";

  /// Strength of the pull of linear weights towards zero.
  static final String L2 = "L2";

  /// Hidden units of the network.
  static final String UNITS = "Units";

  /// How many appeals a type must have to be learnt by itself.
  static final String FEWEST_OF_TYPE = "FewestOfType";

  static final String SEED = "Seed";

  /// The share of appeals that may be less familiar than the model's least, before the allowance.
  private static final double UNFAMILIAR = 0.001;

  /// New appeals have words that those of training had not.
  private static final float ALLOWANCE = 0.9f;

  private static final double LINEAR_RATE = 4;
  private static final double LINEAR_DROPOUT = 0.3;
  private static final double NETWORK_RATE = 0.05;
  private static final double NETWORK_DROPOUT = 0.5;
  private static final double HIDDEN_DROPOUT = 0.3;

  private final Consumer<String> progress;

  /// @param progress is told what is being done, for people to read
  EnsembleTrainer(TrainingParameters parameters, Consumer<String> progress) {
    super(parameters);
    this.progress = progress;
  }

  /// What was read, before features are chosen.
  private static final class Collection {
    final FeatureTable table = new FeatureTable();
    final List<String> categories = new ArrayList<>();
    final List<int[]> contexts = new ArrayList<>();
    final List<Integer> labels = new ArrayList<>();

    /// Everything about each event but its context, which would take too much memory as strings.
    final List<WeightedEvent> events = new ArrayList<>();

    int category(String code) {
      int category = categories.indexOf(code);
      if (category < 0) {
        category = categories.size();
        categories.add(code);
      }
      return category;
    }

    void add(WeightedEvent event) {
      String[] context = event.getContext();
      int[] features = new int[context.length];
      for (int i = 0; i < context.length; i++) {
        features[i] = table.add(Fingerprint.of(context[i]));
      }
      Arrays.sort(features);
      contexts.add(features);
      labels.add(category(event.getOutcome()));
      events.add(
          new WeightedEvent(
              event.getOutcome(),
              event.type(),
              new String[0],
              event.weight(),
              event.appeal(),
              event.whole()));
    }

    FeatureSelection select(int cutoff, int most) {
      int[] whole = IntStream.range(0, events.size()).filter(i -> events.get(i).whole()).toArray();
      return FeatureSelection.of(
          Arrays.stream(whole).mapToObj(contexts::get).toList(),
          Arrays.stream(whole).map(labels::get).toArray(),
          categories.size(),
          table.fingerprints(),
          cutoff,
          most);
    }
  }

  @Override
  public CategoryEnsemble train(ObjectStream<Event> events) throws IOException {
    Collection read = new Collection();
    @Nullable Event event;
    int number = 0;
    while ((event = events.read()) != null) {
      read.add(WeightedEvent.of(event, number++));
    }
    FeatureSelection selection =
        read.select(getCutoff(), trainingParameters.getIntParameter(FEATURES, 200_000));
    Outputs outputs =
        Outputs.of(
            read.categories, read.events, trainingParameters.getIntParameter(FEWEST_OF_TYPE, 150));
    float familiar = familiar(read, selection);
    List<Document> documents = new ArrayList<>(read.events.size());
    for (int i = 0; i < read.events.size(); i++) {
      documents.add(
          document(
              read.events.get(i), read.labels.get(i), outputs, read.contexts.get(i), selection));
      read.contexts.set(i, new int[0]);
    }
    progress.accept(
        "%,d features, %d categories, %d of their types"
            .formatted(
                selection.size(),
                read.categories.size(),
                outputs.categoryOf().length - read.categories.size()));
    List<CategoryReader> readers =
        fit(documents, read.categories.size(), outputs.categoryOf(), selection.size());
    return new CategoryEnsemble(
        read.categories,
        new FeatureRows(selection.fingerprints(), selection.worth()),
        readers,
        familiar,
        1f);
  }

  /// The share of its features that nearly every appeal has among those that were kept.
  private static float familiar(Collection read, FeatureSelection selection) {
    double[] shares =
        IntStream.range(0, read.events.size())
            .filter(i -> read.events.get(i).whole() && read.contexts.get(i).length > 0)
            .mapToDouble(i ->
                Arrays.stream(read.contexts.get(i))
                        .filter(feature -> selection.rowOf(feature) >= 0)
                        .count()
                    / (double) read.contexts.get(i).length)
            .sorted()
            .toArray();
    return shares.length == 0 ? 0 : ALLOWANCE * (float) shares[(int) (UNFAMILIAR * shares.length)];
  }

  @Override
  public CategoryEnsemble train(DataIndexer indexer) {
    throw new UnsupportedOperationException(
        "trains from events: an index has already merged and cut what the weighting needs");
  }

  private List<CategoryReader> fit(
      List<Document> all, int categories, int[] categoryOf, int features) {
    long seed = trainingParameters.getIntParameter(SEED, 1);
    BitSet contradicted = ContradictedLabels.of(all, categories, features, linear(seed));
    progress.accept(
        "left out: %,d whose label the others contradict".formatted(contradicted.cardinality()));
    List<Document> documents =
        all.stream()
            .filter(document -> document.appeal() < 0 || !contradicted.get(document.appeal()))
            .toList();
    List<CategoryReader> readers = new ArrayList<>();
    for (LinearFit.Loss loss : LinearFit.Loss.values()) {
      readers.add(
          LinearFit.of(loss, documents, categories, features, linear(seed + readers.size()))
              .reader());
      progress.accept("reader %d of 3 is trained".formatted(readers.size()));
    }
    readers.add(
        HiddenLayerFit.of(
            documents,
            categoryOf,
            features,
            new HiddenLayerFit.Settings(
                trainingParameters.getIntParameter(UNITS, 64),
                getIterations(),
                NETWORK_RATE,
                NETWORK_DROPOUT,
                HIDDEN_DROPOUT,
                seed + readers.size())));
    progress.accept("reader 3 of 3 is trained");
    return readers;
  }

  private LinearFit.Settings linear(long seed) {
    return new LinearFit.Settings(
        getIterations(),
        LINEAR_RATE,
        trainingParameters.getDoubleParameter(L2, 1.5e-6),
        LINEAR_DROPOUT,
        seed);
  }

  /// What the network's outputs stand for: first the categories, then those of their types that
  /// have enough appeals.
  ///
  /// @param categoryOf each output's category
  /// @param ofType the output of a type within a category
  private record Outputs(int[] categoryOf, Map<String, Integer> ofType) {

    private static String key(String category, String type) {
      return category + '\t' + type;
    }

    static Outputs of(List<String> categories, List<WeightedEvent> events, int fewest) {
      Map<String, Integer> counts = new TreeMap<>();
      for (WeightedEvent event : events) {
        if (event.whole() && !event.type().isEmpty()) {
          counts.merge(key(event.getOutcome(), event.type()), 1, Integer::sum);
        }
      }
      counts.values().removeIf(count -> count < fewest);
      int[] categoryOf = new int[categories.size() + counts.size()];
      Arrays.setAll(categoryOf, i -> i);
      int output = categories.size();
      for (Map.Entry<String, Integer> type : counts.entrySet()) {
        String category = type.getKey().substring(0, type.getKey().indexOf('\t'));
        categoryOf[output] = categories.indexOf(category);
        type.setValue(output++);
      }
      return new Outputs(categoryOf, counts);
    }

    int of(WeightedEvent event, int category) {
      return ofType.getOrDefault(key(event.getOutcome(), event.type()), category);
    }
  }

  private static Document document(
      WeightedEvent event,
      int category,
      Outputs outputs,
      int[] features,
      FeatureSelection selection) {
    int[] rows = new int[features.length];
    float[] values = new float[features.length];
    int count = 0;
    double squares = 0;
    for (int i = 0; i < features.length; ) {
      int next = i + 1;
      while (next < features.length && features[next] == features[i]) {
        next++;
      }
      int row = selection.rowOf(features[i]);
      if (row >= 0) {
        float value = FeatureWeighting.value(next - i, selection.worth()[row]);
        rows[count] = row;
        values[count++] = value;
        squares += (double) value * value;
      }
      i = next;
    }
    float norm = squares == 0 ? 0 : (float) (1 / Math.sqrt(squares));
    float[] scaled = new float[count];
    for (int i = 0; i < count; i++) {
      scaled[i] = values[i] * norm;
    }
    return new Document(
        category,
        outputs.of(event, category),
        Arrays.copyOf(rows, count),
        scaled,
        event.weight(),
        event.appeal(),
        event.whole());
  }
}
