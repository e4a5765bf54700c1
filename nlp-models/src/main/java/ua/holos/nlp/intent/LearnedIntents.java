package ua.holos.nlp.intent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import ua.holos.bot.understanding.Intent;
import ua.holos.nlp.phrase.Utterance;
import ua.holos.nlp.phrase.Word;

/// What people mean who write like the examples: a multinomial logistic regression over words,
/// pairs of words and groups of letters. It reads what no rule reads for sure. Learns anew at every
/// start from `examples.tsv`, in some hundredths of a second and always to the same weights, so a
/// city may add lines of its own. Immutable, thread safe.
///
/// Step sizes after Duchi, Hazan and Singer, Adaptive Subgradient Methods, JMLR 12 (2011).
final class LearnedIntents {

  private static final int ROUNDS = 10;
  private static final double STEP = 0.25;

  /// A feature of a single example is more often a name than a sign.
  private static final int LEAST_EXAMPLES = 2;

  /// Words that are read; longer messages have more to say than these examples.
  private static final int LONGEST = 14;

  private static final int SHORTEST_GROUP = 2;
  private static final int LONGEST_GROUP = 5;
  private static final int LONGEST_WORD = 24;

  private final List<Intent> intents = new ArrayList<>();
  private final Map<Integer, float[]> weights = new HashMap<>();
  private final double[] bias;

  /// @param intent the likeliest
  /// @param probability of that intent, 0 to 1
  record Guess(Intent intent, double probability) {}

  /// @throws IllegalStateException when the examples that come with Holos are missing
  static LearnedIntents shipped() {
    try (InputStream in = LearnedIntents.class.getResourceAsStream("examples.tsv")) {
      if (in == null) {
        throw new IllegalStateException("examples.tsv is missing");
      }
      List<String> lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().toList();
      return new LearnedIntents(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param lines intent, tab, text; lines that begin with `#` say nothing
  LearnedIntents(List<String> lines) {
    List<int[]> examples = new ArrayList<>();
    List<String> codes = new ArrayList<>();
    Map<Integer, Integer> counts = new HashMap<>();
    for (String line : lines) {
      int tab = line.indexOf('\t');
      if (tab > 0 && !line.startsWith("#")) {
        int[] own = features(Utterance.of(line.substring(tab + 1)));
        for (int feature : own) {
          counts.merge(feature, 1, Integer::sum);
        }
        examples.add(own);
        codes.add(line.substring(0, tab));
      }
    }
    List<String> known = List.copyOf(new TreeSet<>(codes));
    known.forEach(code -> intents.add(new Intent(code)));
    bias = new double[known.size()];
    counts.forEach((feature, count) -> {
      if (count >= LEAST_EXAMPLES) {
        weights.put(feature, new float[known.size()]);
      }
    });
    learn(examples, codes.stream().mapToInt(known::indexOf).toArray());
  }

  private void learn(List<int[]> examples, int[] labels) {
    List<float[][]> rows = new ArrayList<>();
    List<double[][]> steps = new ArrayList<>();
    Map<Integer, double[]> gathered = new HashMap<>();
    for (int[] features : examples) {
      int[] known = Arrays.stream(features).filter(weights::containsKey).toArray();
      rows.add(Arrays.stream(known).mapToObj(this::row).toArray(float[][]::new));
      steps.add(
          Arrays.stream(known)
              .mapToObj(f -> gathered.computeIfAbsent(f, k -> new double[] {1e-4}))
              .toArray(double[][]::new));
    }
    int[] order = new int[labels.length];
    Arrays.setAll(order, i -> i);
    SplittableRandom random = new SplittableRandom(1);
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = order.length - 1; i > 0; i--) {
        int other = random.nextInt(i + 1);
        int swapped = order[i];
        order[i] = order[other];
        order[other] = swapped;
      }
      for (int example : order) {
        learn(rows.get(example), steps.get(example), labels[example]);
      }
    }
  }

  private float[] row(int feature) {
    float[] row = weights.get(feature);
    if (row == null) {
      throw new IllegalStateException("a feature without weights");
    }
    return row;
  }

  private void learn(float[][] rows, double[][] gathered, int label) {
    double scale = 1 / Math.sqrt(Math.max(1, rows.length));
    double[] gradient = probabilities(rows, scale);
    gradient[label] -= 1;
    double squares = 0;
    for (int k = 0; k < gradient.length; k++) {
      bias[k] -= 0.02 * gradient[k];
      gradient[k] *= scale;
      squares += gradient[k] * gradient[k];
    }
    for (int r = 0; r < rows.length; r++) {
      gathered[r][0] += squares;
      double step = STEP / Math.sqrt(gathered[r][0]);
      for (int k = 0; k < gradient.length; k++) {
        rows[r][k] -= (float) (step * gradient[k]);
      }
    }
  }

  private double[] probabilities(float[][] rows, double scale) {
    double[] sums = new double[bias.length];
    for (float[] row : rows) {
      for (int k = 0; k < sums.length; k++) {
        sums[k] += row[k];
      }
    }
    double greatest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < sums.length; k++) {
      sums[k] = sums[k] * scale + bias[k];
      greatest = Math.max(greatest, sums[k]);
    }
    double total = 0;
    for (int k = 0; k < sums.length; k++) {
      sums[k] = Math.exp(sums[k] - greatest);
      total += sums[k];
    }
    for (int k = 0; k < sums.length; k++) {
      sums[k] /= total;
    }
    return sums;
  }

  /// The likeliest intent; of a long message the beginning is read.
  Guess read(Utterance utterance) {
    List<float[]> rows = new ArrayList<>();
    for (int feature : features(utterance)) {
      float[] row = weights.get(feature);
      if (row != null) {
        rows.add(row);
      }
    }
    double[] likely =
        probabilities(rows.toArray(float[][]::new), 1 / Math.sqrt(Math.max(1, rows.size())));
    int best = 0;
    for (int k = 1; k < likely.length; k++) {
      best = likely[k] > likely[best] ? k : best;
    }
    return new Guess(intents.get(best), likely[best]);
  }

  /// Hashes of a message's words, neighbours and letter groups, each once.
  private static int[] features(Utterance utterance) {
    List<Word> words = utterance.words();
    int read = Math.min(words.size(), LONGEST);
    int[] all = new int[64];
    int count = 0;
    for (int w = 0; w < read; w++) {
      String word = token(words.get(w));
      String framed = "^" + word + "$";
      all = with(all, count++, ("w:" + word).hashCode());
      if (w == 0) {
        all = with(all, count++, ("f:" + word).hashCode());
      } else {
        String before = token(words.get(w - 1));
        all = with(all, count++, ("b:" + before + "_" + word).hashCode());
        all = with(all, count++, ("p:" + stem(before) + "_" + stem(word)).hashCode());
      }
      if (w == read - 1) {
        all = with(all, count++, ("l:" + word).hashCode());
      }
      if (w > 1) {
        String second = token(words.get(w - 2));
        all = with(all, count++, ("q:" + stem(second) + "_" + stem(word)).hashCode());
      }
      for (int size = SHORTEST_GROUP; size <= LONGEST_GROUP; size++) {
        for (int start = 0; start + size <= framed.length(); start++) {
          all = with(all, count++, framed.substring(start, start + size).hashCode());
        }
      }
    }
    all = with(all, count++, ("n:" + Math.min(12, words.size())).hashCode());
    return Arrays.stream(all, 0, count).distinct().toArray();
  }

  private static int[] with(int[] list, int at, int value) {
    int[] longer = at < list.length ? list : Arrays.copyOf(list, list.length * 2);
    longer[at] = value;
    return longer;
  }

  private static String token(Word word) {
    String folded = word.number() ? "0" : word.folded();
    return folded.substring(0, Math.min(folded.length(), LONGEST_WORD));
  }

  private static String stem(String word) {
    return word.substring(0, Math.min(4, word.length()));
  }
}
