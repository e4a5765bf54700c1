package ua.holos.nlp.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import opennlp.tools.ml.model.AbstractModel;
import opennlp.tools.ml.model.Context;

/// Several [CategoryReader]s over the same features; what they say is averaged (the geometric mean
/// of their probabilities). To OpenNLP it is a model like any other.
///
/// Thread safe.
public final class CategoryEnsemble extends AbstractModel {

  /// A reader that is quite sure of something wrong must not silence the others.
  private static final double LEAST = 1e-6;

  private final String[] outcomes;
  private final FeatureRows features;
  private final List<CategoryReader> readers;
  private final float familiar;
  private final float temperature;

  /// @param outcomes the categories' codes, in the order of the readers' probabilities
  /// @param familiar the share of a text's features that the model knows at least when the text is
  ///   of the kind that it was made of, 0 to 1
  /// @param temperature what scores are divided by before they become probabilities
  public CategoryEnsemble(
      List<String> outcomes,
      FeatureRows features,
      List<CategoryReader> readers,
      float familiar,
      float temperature) {
    this(features, sideBySide(readers), outcomes, familiar, temperature);
  }

  /// @param readers whose rows are side by side
  private CategoryEnsemble(
      FeatureRows features,
      List<CategoryReader> readers,
      List<String> outcomes,
      float familiar,
      float temperature) {
    super(new Context[0], new String[0], outcomes.toArray(String[]::new));
    this.modelType = ModelType.MaxentQn;
    this.outcomes = outcomes.toArray(String[]::new);
    this.features = features;
    this.readers = readers;
    this.familiar = familiar;
    this.temperature = temperature;
  }

  private static List<CategoryReader> sideBySide(List<CategoryReader> readers) {
    List<QuantisedRows> rows =
        QuantisedRows.sideBySide(readers.stream().map(CategoryReader::rows).toList());
    return IntStream.range(0, readers.size())
        .mapToObj(i -> readers.get(i).withRows(rows.get(i)))
        .toList();
  }

  /// The probabilities of the outcomes for a text's features; a feature may come more than once.
  @Override
  public double[] eval(String[] context) {
    return eval(context, new double[outcomes.length]);
  }

  /// The same; feature values of the caller's own are not part of this model and are ignored.
  @Override
  public double[] eval(String[] context, float[] values) {
    return eval(context);
  }

  @Override
  public double[] eval(String[] context, double[] probabilities) {
    int[] rows = features.rowsOf(context);
    float[] values = new float[rows.length];
    int known = 0;
    double squares = 0;
    for (int i = 0; i < rows.length; ) {
      int row = rows[i];
      int next = i + 1;
      while (next < rows.length && rows[next] == row) {
        next++;
      }
      float value = FeatureWeighting.value(next - i, features.worth(row));
      squares += (double) value * value;
      rows[known] = row;
      values[known++] = value;
      i = next;
    }
    float norm = squares == 0 ? 0f : (float) (familiarity(rows, context) / Math.sqrt(squares));
    Arrays.fill(probabilities, 0);
    double[] said = new double[outcomes.length];
    float[][] sums = new float[readers.size()][];
    for (int r = 0; r < sums.length; r++) {
      sums[r] = new float[readers.get(r).rows().width()];
    }
    for (int i = 0; i < known; i++) {
      for (int r = 0; r < sums.length; r++) {
        readers.get(r).rows().addTo(sums[r], rows[i], values[i] * norm);
      }
    }
    for (int r = 0; r < sums.length; r++) {
      readers.get(r).probabilities(sums[r], said);
      for (int k = 0; k < said.length; k++) {
        probabilities[k] += Math.log(said[k] + LEAST);
      }
    }
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] /= readers.size() * temperature;
    }
    Probabilities.softmax(probabilities);
    return probabilities;
  }

  /// How far a text is of the kind that the model was made of, 0 to 1. What little it knows of
  /// English, Polish or program text is chance: it may not make the readers sure.
  private double familiarity(int[] rows, String[] context) {
    double known = rows.length / (double) Math.max(1, context.length);
    return known >= familiar ? 1 : Math.pow(known / familiar, 2);
  }

  /// The same readers with another temperature.
  public CategoryEnsemble withTemperature(float newTemperature) {
    return new CategoryEnsemble(features, readers, List.of(outcomes), familiar, newTemperature);
  }

  /// The outcomes' names, in the order of [#eval].
  public List<String> outcomes() {
    return List.of(outcomes);
  }

  /// How many features it knows.
  public int featureCount() {
    return features.count();
  }

  /// The share of a text's features that the model knows at least when the text is of its kind.
  float familiar() {
    return familiar;
  }

  /// What scores are divided by before they become probabilities.
  public float temperature() {
    return temperature;
  }

  FeatureRows features() {
    return features;
  }

  List<CategoryReader> readers() {
    return readers;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
