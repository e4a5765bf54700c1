package ua.holos.nlp.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import opennlp.tools.ml.AbstractTrainer;
import opennlp.tools.ml.EventTrainer;
import opennlp.tools.ml.model.DataIndexer;
import opennlp.tools.ml.model.Event;
import opennlp.tools.util.ObjectStream;
import opennlp.tools.util.TrainingParameters;
import org.jspecify.annotations.Nullable;
import ua.holos.nlp.model.FeatureWeighting;
import ua.holos.nlp.model.Fingerprint;
import ua.holos.nlp.model.LinearModel;

/// Trains a maximum entropy model (multinomial logistic regression) by stochastic gradient descent
/// with a learning rate that falls to zero. It is an OpenNLP trainer; OpenNLP's own reach the same
/// kind of model, but take hours for 300,000 features, know no tf-idf, and keep feature names.
///
/// Repeatable: the same events and parameters give the same model.
final class SoftmaxTrainer extends AbstractTrainer implements EventTrainer {

  static final String ALGORITHM = "SOFTMAX_SGD";

  /// How many features to keep, most telling first.
  static final String FEATURES = "Features";

  /// Strength of the pull of weights towards zero.
  static final String L2 = "L2";

  static final String LEARNING_RATE = "LearningRate";
  static final String SEED = "Seed";

  /// The learning rate of the categories' own biases, relative to that of the features.
  private static final double BIAS_RATE = 0.1;

  SoftmaxTrainer(TrainingParameters parameters) {
    super(parameters);
  }

  /// @param rows index of the features in each document, ascending
  /// @param values of the same features, of length one
  /// @param weight how much it moves the model
  private record Document(int outcome, int[] rows, float[] values, float weight) {}

  @Override
  public LinearModel train(ObjectStream<Event> events) throws IOException {
    FeatureTable table = new FeatureTable();
    List<String> outcomes = new ArrayList<>();
    List<int[]> contexts = new ArrayList<>();
    List<Boolean> whole = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    List<Float> weights = new ArrayList<>();
    @Nullable Event event;
    while ((event = events.read()) != null) {
      int outcome = outcomes.indexOf(event.getOutcome());
      if (outcome < 0) {
        outcome = outcomes.size();
        outcomes.add(event.getOutcome());
      }
      String[] context = event.getContext();
      int[] features = new int[context.length];
      for (int i = 0; i < context.length; i++) {
        features[i] = table.add(Fingerprint.of(context[i]));
      }
      Arrays.sort(features);
      contexts.add(features);
      whole.add(WeightedEvent.isDocument(event));
      labels.add(outcome);
      weights.add(WeightedEvent.weightOf(event));
    }
    int[] labelArray = labels.stream().mapToInt(Integer::intValue).toArray();
    FeatureSelection selection =
        FeatureSelection.of(
            IntStream.range(0, contexts.size()).filter(whole::get).mapToObj(contexts::get).toList(),
            IntStream.range(0, labelArray.length)
                .filter(whole::get)
                .map(i -> labelArray[i])
                .toArray(),
            outcomes.size(),
            table.fingerprints(),
            getCutoff(),
            trainingParameters.getIntParameter(FEATURES, 300_000));
    List<Document> documents = new ArrayList<>(contexts.size());
    for (int i = 0; i < contexts.size(); i++) {
      documents.add(document(labelArray[i], weights.get(i), contexts.get(i), selection));
      contexts.set(i, new int[0]);
    }
    return descend(documents, outcomes, selection);
  }

  @Override
  public LinearModel train(DataIndexer indexer) {
    throw new UnsupportedOperationException(
        "trains from events: an index has already merged and cut what the weighting needs");
  }

  private static Document document(
      int outcome, float weight, int[] features, FeatureSelection selection) {
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
        float value = FeatureWeighting.value(next - i, selection.idf()[row]);
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
    return new Document(outcome, Arrays.copyOf(rows, count), scaled, weight);
  }

  private LinearModel descend(
      List<Document> documents, List<String> outcomes, FeatureSelection selection) {
    int count = outcomes.size();
    float[] weights = new float[selection.size() * count];
    float[] bias = new float[count];
    double scale = 1;
    double l2 = trainingParameters.getDoubleParameter(L2, 3e-6);
    double startingRate = trainingParameters.getDoubleParameter(LEARNING_RATE, 4);
    int passes = getIterations();
    int size = documents.size();
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    Random random = new Random(trainingParameters.getIntParameter(SEED, 1));
    long step = 0;
    long steps = (long) size * passes;
    float[] scores = new float[count];
    for (int pass = 0; pass < passes; pass++) {
      shuffle(order, random);
      for (int index : order) {
        Document document = documents.get(index);
        double rate = startingRate * (1 - step++ / (double) steps) * document.weight;
        Arrays.fill(scores, 0f);
        for (int i = 0; i < document.rows.length; i++) {
          addRow(scores, weights, document.rows[i] * count, document.values[i]);
        }
        gradient(scores, bias, (float) scale, document.outcome);
        scale *= 1 - rate * l2;
        float factor = (float) (-rate / scale);
        for (int i = 0; i < document.rows.length; i++) {
          addTo(weights, document.rows[i] * count, scores, factor * document.values[i]);
        }
        for (int k = 0; k < count; k++) {
          bias[k] -= (float) (BIAS_RATE * rate * scores[k]);
        }
      }
    }
    return quantised(outcomes, selection, weights, (float) scale, bias);
  }

  private static void shuffle(int[] order, Random random) {
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
  }

  private static void addRow(float[] scores, float[] weights, int from, float factor) {
    for (int k = 0; k < scores.length; k++) {
      scores[k] += factor * weights[from + k];
    }
  }

  private static void addTo(float[] weights, int from, float[] gradient, float factor) {
    for (int k = 0; k < gradient.length; k++) {
      weights[from + k] += factor * gradient[k];
    }
  }

  /// Turns raw scores into the gradient of the log loss: probability minus truth.
  private static void gradient(float[] scores, float[] bias, float scale, int truth) {
    float highest = Float.NEGATIVE_INFINITY;
    for (int k = 0; k < scores.length; k++) {
      scores[k] = scores[k] * scale + bias[k];
      highest = Math.max(highest, scores[k]);
    }
    float sum = 0;
    for (int k = 0; k < scores.length; k++) {
      scores[k] = (float) Math.exp(scores[k] - highest);
      sum += scores[k];
    }
    for (int k = 0; k < scores.length; k++) {
      scores[k] /= sum;
    }
    scores[truth] -= 1;
  }

  /// Rounds each feature's weights to whole numbers from -127 to 127.
  private static LinearModel quantised(
      List<String> outcomes,
      FeatureSelection selection,
      float[] weights,
      float scale,
      float[] bias) {
    int count = outcomes.size();
    byte[] small = new byte[weights.length];
    float[] scales = new float[selection.size()];
    for (int row = 0; row < selection.size(); row++) {
      float largest = 0;
      for (int k = 0; k < count; k++) {
        largest = Math.max(largest, Math.abs(weights[row * count + k]));
      }
      if (largest == 0) {
        continue;
      }
      for (int k = 0; k < count; k++) {
        small[row * count + k] = (byte) Math.round(weights[row * count + k] / largest * 127);
      }
      scales[row] = largest * scale / 127;
    }
    return new LinearModel(
        outcomes, selection.fingerprints(), selection.idf(), scales, small, bias, 1f);
  }
}
