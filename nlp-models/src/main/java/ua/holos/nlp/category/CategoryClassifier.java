package ua.holos.nlp.category;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import opennlp.tools.doccat.DocumentCategorizerME;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.understanding.CategoryGuess;
import ua.holos.nlp.model.CategoryModel;
import ua.holos.nlp.model.ConfidenceCurve;
import ua.holos.nlp.model.ModelFile;
import ua.holos.nlp.text.PreparedText;

/// Says which service category a complaint belongs to, with OpenNLP's document categoriser.
///
/// Thread safe, without side effects.
public final class CategoryClassifier {

  /// Name of the model's file in a model folder.
  public static final String MODEL_FILE = "category.bin";

  private static final String SHIPPED = "/ua/holos/nlp/model/" + MODEL_FILE;

  private final DocumentCategorizerME categorizer;
  private final String[] codes;
  private final ConfidenceCurve curve;
  private final double certainFrom;

  public CategoryClassifier(CategoryModel model) {
    this.categorizer = new DocumentCategorizerME(model.toDoccatModel(new CategoryFeatures()));
    this.codes = model.classifier().outcomes().toArray(String[]::new);
    this.curve = model.curve();
    this.certainFrom = model.certainFrom();
  }

  /// The classifier that comes with Holos. Reads and unpacks its model: some tenths of a second.
  public static CategoryClassifier shipped() {
    return new CategoryClassifier(shippedModel());
  }

  /// The model that comes with Holos.
  public static CategoryModel shippedModel() {
    try (@Nullable InputStream in = CategoryClassifier.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new IllegalStateException(SHIPPED + " is missing from the class path");
      }
      return ModelFile.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(SHIPPED + " cannot be read", e);
    }
  }

  /// The model in a folder that `holos-nlp train` wrote.
  ///
  /// @throws IOException when there is none, or it is damaged
  public static CategoryModel modelIn(Path folder) throws IOException {
    try (InputStream in =
        new BufferedInputStream(Files.newInputStream(folder.resolve(MODEL_FILE)))) {
      return ModelFile.read(in);
    }
  }

  /// All categories, likeliest first; the confidences add up to 1. A text without a known word gets
  /// the categories by how common they are, with low confidence.
  public List<CategoryGuess> classify(PreparedText text) {
    return guesses(text.words());
  }

  /// The same for a part of a text.
  ///
  /// @param from first token
  /// @param to token after the last
  public List<CategoryGuess> classify(PreparedText text, int from, int to) {
    return guesses(text.words(from, to));
  }

  /// The same for a part of a text to which a word before it also applies, as «немає» does to
  /// «води» in «немає світла і води».
  List<CategoryGuess> classify(String before, PreparedText text, int from, int to) {
    String[] part = text.words(from, to);
    String[] words = new String[part.length + 1];
    words[0] = before;
    System.arraycopy(part, 0, words, 1, part.length);
    return guesses(words);
  }

  private List<CategoryGuess> guesses(String[] words) {
    double[] probabilities = categorizer.categorize(words);
    int best = 0;
    double second = 0;
    for (int k = 1; k < probabilities.length; k++) {
      if (probabilities[k] > probabilities[best]) {
        second = probabilities[best];
        best = k;
      } else {
        second = Math.max(second, probabilities[k]);
      }
    }
    // The first gets what its probability is worth, the others share the rest as they did.
    double said = probabilities[best];
    double worth = curve.at(said);
    double others = said < 1 ? (1 - worth) / (1 - said) : 0;
    if (second * others > worth) {
      worth = said;
      others = 1;
    }
    CategoryGuess[] guesses = new CategoryGuess[probabilities.length];
    for (int k = 0; k < guesses.length; k++) {
      guesses[k] = new CategoryGuess(codes[k], k == best ? worth : probabilities[k] * others);
    }
    Arrays.sort(guesses, (a, b) -> Double.compare(b.confidence(), a.confidence()));
    return List.of(guesses);
  }

  /// How likely the model itself holds some categories, 0 for one that it doesn't know. Without the
  /// curve, which may be too flat to show what a single word changes.
  double[] probabilities(String[] words, List<String> of) {
    double[] all = categorizer.categorize(words);
    List<String> known = Arrays.asList(codes);
    return of.stream()
        .mapToDouble(code -> known.contains(code) ? all[known.indexOf(code)] : 0)
        .toArray();
  }

  /// Whether the first guess may be taken without asking: at this confidence at most one in ten was
  /// wrong. Otherwise offer the first three.
  public boolean certain(List<CategoryGuess> guesses) {
    return !guesses.isEmpty() && guesses.getFirst().confidence() >= certainFrom;
  }

  /// The confidence from which [#certain] holds.
  public double certainFrom() {
    return certainFrom;
  }
}
