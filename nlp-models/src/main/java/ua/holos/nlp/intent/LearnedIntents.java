package ua.holos.nlp.intent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import ua.holos.bot.understanding.Intent;
import ua.holos.nlp.phrase.Utterance;
import ua.holos.nlp.phrase.Word;

/// What people mean who write like the examples: a multinomial logistic regression over words,
/// pairs of words and groups of letters. It reads what no rule reads for sure. Learns anew at every
/// start from `examples.tsv`, in half a second and always to the same weights, so a city may add
/// lines of its own. Immutable, thread safe.
///
/// Step sizes after Duchi, Hazan and Singer, Adaptive Subgradient Methods, JMLR 12 (2011).
final class LearnedIntents {

  private static final int ROUNDS = 12;
  private static final double STEP = 0.25;

  /// A feature of a single example is more often a name than a sign.
  private static final int LEAST_EXAMPLES = 2;

  /// Words that are read; longer messages have more to say than these examples.
  private static final int LONGEST = 14;

  private static final int SHORTEST_GROUP = 2;
  private static final int LONGEST_GROUP = 5;
  private static final int LONGEST_WORD = 24;
  private static final int STEM = 4;

  /// A gradient this small changes nothing that matters.
  private static final double NEGLIGIBLE = 0.02;

  /// Begin the hashes of the kinds of features.
  private static final int WORD = 17;

  private static final int FIRST_WORD = 19;
  private static final int LAST_WORD = 23;
  private static final int PAIR = 29;
  private static final int PAIR_OF_STEMS = 31;
  private static final int PAIR_ACROSS = 37;
  private static final int GROUP = 41;
  private static final int LENGTH = 43;

  private final List<Intent> intents = new ArrayList<>();

  /// Open addressing: the hash of a feature (never 0), and its number.
  private final int[] hashes = new int[1 << 16];

  private final int[] numbers = new int[hashes.length];
  private int features;

  /// A row for each feature.
  private final float[] weights;

  private final float[] bias;

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
    for (String line : lines) {
      int tab = line.indexOf('\t');
      if (tab > 0 && !line.startsWith("#")) {
        examples.add(hashes(Utterance.of(line.substring(tab + 1))));
        codes.add(line.substring(0, tab));
      }
    }
    List<String> known = List.copyOf(new TreeSet<>(codes));
    known.forEach(code -> intents.add(new Intent(code)));
    bias = new float[known.size()];
    number(examples);
    weights = new float[features * known.size()];
    learn(
        examples.stream().map(this::known).toArray(int[][]::new),
        codes.stream().mapToInt(known::indexOf).toArray());
  }

  /// Gives numbers to the hashes that enough examples have.
  private void number(List<int[]> examples) {
    int[] all = examples.stream().flatMapToInt(Arrays::stream).sorted().toArray();
    int from = 0;
    while (from < all.length) {
      int to = from;
      while (to < all.length && all[to] == all[from]) {
        to++;
      }
      if (to - from >= LEAST_EXAMPLES && features < hashes.length / 2) {
        int slot = slot(all[from]);
        hashes[slot] = all[from];
        numbers[slot] = features++;
      }
      from = to;
    }
  }

  private int slot(int hash) {
    int slot = (hash * 0x9E3779B9) >>> 16;
    while (hashes[slot] != 0 && hashes[slot] != hash) {
      slot = (slot + 1) & (hashes.length - 1);
    }
    return slot;
  }

  private int[] known(int[] all) {
    int[] known = new int[all.length];
    int count = 0;
    for (int hash : all) {
      int slot = slot(hash);
      if (hashes[slot] == hash) {
        known[count++] = numbers[slot];
      }
    }
    return Arrays.copyOf(known, count);
  }

  private void learn(int[][] examples, int[] labels) {
    float[] gathered = new float[features];
    Arrays.fill(gathered, 1e-4f);
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
        learn(examples[example], labels[example], gathered);
      }
    }
  }

  private void learn(int[] example, int label, float[] gathered) {
    float[] gradient = probabilities(example);
    gradient[label] -= 1;
    if (Math.abs(gradient[label]) < NEGLIGIBLE) {
      return;
    }
    float scale = scale(example);
    float squares = 0;
    for (int k = 0; k < gradient.length; k++) {
      bias[k] -= 0.02f * gradient[k];
      gradient[k] *= scale;
      squares += gradient[k] * gradient[k];
    }
    for (int feature : example) {
      gathered[feature] += squares;
      float step = (float) (STEP / Math.sqrt(gathered[feature]));
      int row = feature * gradient.length;
      for (int k = 0; k < gradient.length; k++) {
        weights[row + k] -= step * gradient[k];
      }
    }
  }

  private static float scale(int[] example) {
    return (float) (1 / Math.sqrt(Math.max(1, example.length)));
  }

  private float[] probabilities(int[] example) {
    float[] sums = new float[bias.length];
    for (int feature : example) {
      int row = feature * sums.length;
      for (int k = 0; k < sums.length; k++) {
        sums[k] += weights[row + k];
      }
    }
    float scale = scale(example);
    float greatest = Float.NEGATIVE_INFINITY;
    for (int k = 0; k < sums.length; k++) {
      sums[k] = sums[k] * scale + bias[k];
      greatest = Math.max(greatest, sums[k]);
    }
    float total = 0;
    for (int k = 0; k < sums.length; k++) {
      sums[k] = (float) Math.exp(sums[k] - greatest);
      total += sums[k];
    }
    for (int k = 0; k < sums.length; k++) {
      sums[k] /= total;
    }
    return sums;
  }

  /// The likeliest intent; of a long message the beginning is read.
  Guess read(Utterance utterance) {
    float[] likely = probabilities(known(hashes(utterance)));
    int best = 0;
    for (int k = 1; k < likely.length; k++) {
      best = likely[k] > likely[best] ? k : best;
    }
    return new Guess(intents.get(best), likely[best]);
  }

  /// Hashes of a message's words, neighbours and letter groups, each once.
  private static int[] hashes(Utterance utterance) {
    List<Word> words = utterance.words();
    int read = Math.min(words.size(), LONGEST);
    Hashes all = new Hashes();
    for (int w = 0; w < read; w++) {
      String word = token(words.get(w));
      all.add(hash(WORD, word, word.length()));
      if (w == 0) {
        all.add(hash(FIRST_WORD, word, word.length()));
      } else {
        String before = token(words.get(w - 1));
        all.add(hash(hash(PAIR, before, before.length()), word, word.length()));
        all.add(hash(hash(PAIR_OF_STEMS, before, STEM), word, STEM));
      }
      if (w == read - 1) {
        all.add(hash(LAST_WORD, word, word.length()));
      }
      if (w > 1) {
        all.add(hash(hash(PAIR_ACROSS, token(words.get(w - 2)), STEM), word, STEM));
      }
      groups(word, all);
    }
    all.add(LENGTH * 1_000_003 + Math.min(12, words.size()));
    return all.distinct();
  }

  private static void groups(String word, Hashes all) {
    int length = word.length() + 2;
    for (int start = 0; start < length - 1; start++) {
      int hash = GROUP;
      for (int end = start; end < Math.min(length, start + LONGEST_GROUP); end++) {
        char letter = end == 0 ? '^' : end == length - 1 ? '$' : word.charAt(end - 1);
        hash = hash * 1_000_003 + letter;
        if (end - start + 1 >= SHORTEST_GROUP) {
          all.add(hash);
        }
      }
    }
  }

  private static int hash(int kind, String word, int longest) {
    int hash = kind * 1_000_003;
    for (int i = 0; i < Math.min(longest, word.length()); i++) {
      hash = hash * 1_000_003 + word.charAt(i);
    }
    return hash;
  }

  private static String token(Word word) {
    String folded = word.number() ? "0" : word.folded();
    return folded.substring(0, Math.min(folded.length(), LONGEST_WORD));
  }

  /// A growing list of hashes.
  private static final class Hashes {
    private int[] values = new int[128];
    private int count;

    void add(int hash) {
      if (count == values.length) {
        values = Arrays.copyOf(values, count * 2);
      }
      values[count++] = hash == 0 ? 1 : hash;
    }

    int[] distinct() {
      Arrays.sort(values, 0, count);
      int kept = 0;
      for (int i = 0; i < count; i++) {
        if (i == 0 || values[i] != values[i - 1]) {
          values[kept++] = values[i];
        }
      }
      return Arrays.copyOf(values, kept);
    }
  }
}
