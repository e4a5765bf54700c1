package ua.holos.nlp.training;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import ua.holos.nlp.model.CategoryReader;
import ua.holos.nlp.model.QuantisedRows;

/// Fits a network with one hidden layer of rectified units, whose outputs are the operators' types,
/// by AdaGrad (Duchi et al. 2011) with one memory per feature, and dropout of features and of
/// hidden units.
final class HiddenLayerFit {

  private static final float FIRST_SQUARES = 1e-8f;

  private final int units;
  private final int[] categoryOf;
  private final int outputs;
  private final Settings settings;
  private final SplittableRandom random;

  private final float[] weights;
  private final float[] squares;
  private final float[] bias;
  private final float[] biasSquares;

  /// Unit after unit, one for each output.
  private final float[] outputWeights;

  private final float[] outputSquares;
  private final float[] outputBias;
  private final float[] outputBiasSquares;

  /// @param units of the hidden layer
  /// @param passes over the documents
  /// @param rate of learning in the beginning
  /// @param dropout share of a text's features that are left out
  /// @param hiddenDropout share of the hidden units that are left out
  record Settings(
      int units, int passes, double rate, double dropout, double hiddenDropout, long seed) {}

  private HiddenLayerFit(int features, int[] categoryOf, Settings settings) {
    this.settings = settings;
    this.units = settings.units;
    this.categoryOf = categoryOf;
    this.outputs = categoryOf.length;
    this.random = new SplittableRandom(settings.seed);
    this.weights = new float[features * units];
    this.squares = filled(features);
    this.bias = new float[units];
    this.biasSquares = filled(units);
    this.outputWeights = new float[units * outputs];
    this.outputSquares = filled(units * outputs);
    this.outputBias = new float[outputs];
    this.outputBiasSquares = filled(outputs);
    double width = 1 / Math.sqrt(units);
    SplittableRandom start = random.split();
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (start.nextGaussian() * width);
    }
    for (int i = 0; i < outputWeights.length; i++) {
      outputWeights[i] = (float) (start.nextGaussian() * width);
    }
  }

  private static float[] filled(int length) {
    float[] values = new float[length];
    Arrays.fill(values, FIRST_SQUARES);
    return values;
  }

  /// @param categoryOf each output's category
  static CategoryReader of(
      List<Document> documents, int[] categoryOf, int features, Settings settings) {
    HiddenLayerFit fit = new HiddenLayerFit(features, categoryOf, settings);
    fit.descend(documents);
    return new CategoryReader.HiddenLayer(
        QuantisedRows.of(fit.weights, fit.units, 1),
        fit.bias,
        fit.outputWeights,
        fit.outputBias,
        categoryOf);
  }

  private void descend(List<Document> documents) {
    Order order = new Order(documents.size(), random.split());
    Dropout kept = new Dropout(settings.dropout, random.split());
    SplittableRandom coin = random.split();
    float hiddenRaise = (float) (1 / (1 - settings.hiddenDropout));
    float[] active = new float[units];
    float[] hiddenGradient = new float[units];
    float[] scores = new float[outputs];
    long step = 0;
    double steps = (double) documents.size() * settings.passes;
    for (int pass = 0; pass < settings.passes; pass++) {
      for (int index : order.next()) {
        Document document = documents.get(index);
        float rate = (float) (settings.rate * (1 - step++ / steps));
        kept.read(document);
        activate(kept, active);
        for (int unit = 0; unit < units; unit++) {
          boolean stays = active[unit] > 0 && coin.nextDouble() >= settings.hiddenDropout;
          active[unit] = stays ? active[unit] * hiddenRaise : 0;
        }
        System.arraycopy(outputBias, 0, scores, 0, outputs);
        for (int unit = 0; unit < units; unit++) {
          if (active[unit] > 0) {
            add(scores, outputWeights, unit * outputs, active[unit]);
          }
        }
        Softmax.inPlace(scores, outputs);
        scores[document.output()] -= 1;
        for (int k = 0; k < outputs; k++) {
          scores[k] *= document.weight();
        }
        learnOutputs(scores, active, hiddenGradient, hiddenRaise, rate);
        learnFeatures(kept, hiddenGradient, rate);
      }
    }
  }

  private void activate(Dropout kept, float[] active) {
    System.arraycopy(bias, 0, active, 0, units);
    for (int i = 0; i < kept.count(); i++) {
      add(active, weights, kept.rows()[i] * units, kept.values()[i]);
    }
  }

  private static void add(float[] sums, float[] from, int at, float factor) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += factor * from[at + i];
    }
  }

  /// Moves the outputs' weights, and says what the hidden units did wrong; units that were left out
  /// or silent did nothing.
  private void learnOutputs(
      float[] gradient, float[] active, float[] hiddenGradient, float hiddenRaise, float rate) {
    for (int unit = 0; unit < units; unit++) {
      float blame = 0;
      if (active[unit] > 0) {
        int from = unit * outputs;
        for (int k = 0; k < outputs; k++) {
          blame += gradient[k] * outputWeights[from + k];
        }
        adapt(outputWeights, outputSquares, from, gradient, active[unit], rate);
      }
      hiddenGradient[unit] = blame * hiddenRaise;
    }
    adapt(outputBias, outputBiasSquares, 0, gradient, 1, rate);
  }

  private static void adapt(
      float[] weights, float[] squares, int from, float[] gradient, float factor, float rate) {
    for (int k = 0; k < gradient.length; k++) {
      float change = gradient[k] * factor;
      squares[from + k] += change * change;
      weights[from + k] -= rate * change / (float) Math.sqrt(squares[from + k]);
    }
  }

  private void learnFeatures(Dropout kept, float[] gradient, float rate) {
    float length = 0;
    for (float change : gradient) {
      length += change * change;
    }
    if (length == 0) {
      return;
    }
    adapt(bias, biasSquares, 0, gradient, 1, rate);
    float mean = length / units;
    for (int i = 0; i < kept.count(); i++) {
      int row = kept.rows()[i];
      float value = kept.values()[i];
      squares[row] += value * value * mean;
      add(weights, row * units, gradient, -rate * value / (float) Math.sqrt(squares[row]));
    }
  }

  private static void add(float[] sums, int at, float[] values, float factor) {
    for (int i = 0; i < values.length; i++) {
      sums[at + i] += factor * values[i];
    }
  }
}
