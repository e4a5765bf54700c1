package ua.holos.nlp.training;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import ua.holos.nlp.model.CategoryReader;
import ua.holos.nlp.model.QuantisedRows;

/// Fits a weight for each feature and category by stochastic gradient descent, with a learning rate
/// that falls to zero and a pull of the weights towards zero.
///
/// How fast a weight moves depends on how much more often its category's appeals have its feature
/// than the others' (the naive Bayes log-count ratio of Wang and Manning 2012): what says nothing
/// about a category hardly gets a say in it.
final class LinearFit {

  /// What is made small.
  enum Loss {
    /// The categories compete for a text: multinomial logistic regression.
    SOFTMAX,
    /// Each category is told from all others: a logistic regression of its own.
    ONE_VERSUS_REST
  }

  /// The learning rate of the categories' own biases, relative to that of the features.
  private static final double BIAS_RATE = 0.1;

  /// As many features of a kind as each side is thought to have had beforehand.
  private static final double SEEN_BEFORE = 0.5;

  private static final double SIZE_BEFORE = 50;

  /// What a weight moves at least.
  private static final double LEAST_SPEED = 0.05;

  private final Loss loss;
  private final int categories;
  private final float[] weights;
  private final float[] bias;
  private double scale = 1;

  private LinearFit(Loss loss, int categories, int features) {
    this.loss = loss;
    this.categories = categories;
    this.weights = new float[features * categories];
    this.bias = new float[categories];
  }

  /// @param passes over the documents
  /// @param rate of learning in the beginning
  /// @param l2 strength of the pull of weights towards zero
  /// @param dropout share of a text's features that are left out
  record Settings(int passes, double rate, double l2, double dropout, long seed) {}

  static LinearFit of(
      Loss loss, List<Document> documents, int categories, int features, Settings settings) {
    LinearFit fit = new LinearFit(loss, categories, features);
    fit.descend(documents, fit.speeds(documents), settings);
    return fit;
  }

  /// How fast each weight moves.
  private float[] speeds(List<Document> documents) {
    float[] with = new float[weights.length];
    double[] sizes = new double[categories];
    double all = 0;
    for (Document document : documents) {
      if (document.whole()) {
        sizes[document.category()]++;
        all++;
        for (int row : document.rows()) {
          with[row * categories + document.category()]++;
        }
      }
    }
    for (int from = 0; from < with.length; from += categories) {
      double containing = 0;
      for (int k = 0; k < categories; k++) {
        containing += with[from + k];
      }
      for (int k = 0; k < categories; k++) {
        double here = (with[from + k] + SEEN_BEFORE) / (sizes[k] + SIZE_BEFORE);
        double elsewhere =
            (containing - with[from + k] + SEEN_BEFORE) / (all - sizes[k] + SIZE_BEFORE);
        with[from + k] = (float) (Math.abs(Math.log(here / elsewhere)) / 2 + LEAST_SPEED);
      }
    }
    return with;
  }

  private void descend(List<Document> documents, float[] speeds, Settings settings) {
    SplittableRandom random = new SplittableRandom(settings.seed);
    Order order = new Order(documents.size(), random.split());
    Dropout kept = new Dropout(settings.dropout, random.split());
    float[] scores = new float[categories];
    long step = 0;
    double steps = (double) documents.size() * settings.passes;
    for (int pass = 0; pass < settings.passes; pass++) {
      for (int index : order.next()) {
        Document document = documents.get(index);
        double rate = settings.rate * (1 - step++ / steps) * document.weight();
        kept.read(document);
        score(kept.rows(), kept.values(), kept.count(), scores);
        gradient(scores, document.category());
        scale *= 1 - rate * settings.l2;
        float factor = (float) (-rate / scale);
        for (int i = 0; i < kept.count(); i++) {
          move(kept.rows()[i] * categories, scores, speeds, factor * kept.values()[i]);
        }
        for (int k = 0; k < categories; k++) {
          bias[k] -= (float) (BIAS_RATE * rate * scores[k]);
        }
      }
    }
  }

  private void score(int[] rows, float[] values, int count, float[] scores) {
    Arrays.fill(scores, 0f);
    for (int i = 0; i < count; i++) {
      int from = rows[i] * categories;
      float value = values[i];
      for (int k = 0; k < scores.length; k++) {
        scores[k] += value * weights[from + k];
      }
    }
    for (int k = 0; k < scores.length; k++) {
      scores[k] = scores[k] * (float) scale + bias[k];
    }
  }

  /// Turns scores into the gradient of the loss: probability minus truth.
  private void gradient(float[] scores, int truth) {
    switch (loss) {
      case SOFTMAX -> Softmax.inPlace(scores, scores.length);
      case ONE_VERSUS_REST -> {
        for (int k = 0; k < scores.length; k++) {
          scores[k] = (float) (1 / (1 + Math.exp(-scores[k])));
        }
      }
    }
    scores[truth] -= 1;
  }

  private void move(int from, float[] gradient, float[] speeds, float factor) {
    for (int k = 0; k < gradient.length; k++) {
      weights[from + k] += factor * gradient[k] * speeds[from + k];
    }
  }

  /// The probabilities of a document's categories; for [Loss#SOFTMAX].
  float[] probabilities(Document document) {
    float[] scores = new float[categories];
    score(document.rows(), document.values(), document.rows().length, scores);
    Softmax.inPlace(scores, categories);
    return scores;
  }

  /// What was learnt, rounded for use.
  CategoryReader reader() {
    QuantisedRows rows = QuantisedRows.of(weights, categories, (float) scale);
    return switch (loss) {
      case SOFTMAX -> new CategoryReader.Softmax(rows, bias);
      case ONE_VERSUS_REST -> new CategoryReader.OneVersusRest(rows, bias);
    };
  }
}
