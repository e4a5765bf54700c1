package ua.holos.nlp.acceptance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.understanding.CategoryGuess;
import ua.holos.nlp.acceptance.Verdict.CategoryChange;
import ua.holos.nlp.acceptance.Verdict.Kind;
import ua.holos.nlp.acceptance.Verdict.Measure;
import ua.holos.nlp.acceptance.Verdict.Standing;
import ua.holos.nlp.category.CategoryClassifier;
import ua.holos.nlp.text.PreparedText;
import ua.holos.nlp.training.Appeal;
import ua.holos.nlp.training.AppealFile;
import ua.holos.nlp.training.InvalidInputException;

/// Compares a retrained model with the one in use on a frozen set of appeals that neither was
/// trained on, appeal by appeal, so that chance decides nothing.
///
/// The shares of right answers are compared by McNemar's exact test (McNemar 1947), macro-F1 and
/// the calibration error by a paired bootstrap (Efron, Tibshirani 1993, ch. 16), each one-sided at
/// a quarter of 5 %, since there are four; the categories by McNemar's test with Holm's correction
/// (Holm 1979). A loss that could be chance, but is greater than a city would shrug at, does not
/// pass either: the set is then too small to tell.
public final class AcceptanceGate {

  /// Fewer appeals than this tell nothing.
  public static final int FEWEST_APPEALS = 200;

  private static final double LEVEL = 0.05;
  private static final double LEVEL_OF_A_MEASURE = LEVEL / Kind.values().length;
  private static final int RESAMPLES = 2_000;
  private static final long SEED = 1;

  private AcceptanceGate() {}

  /// Reads the frozen set and compares.
  ///
  /// @param frozen appeals in the form that `holos-nlp train` takes
  /// @param progress told how many answers there are, of twice as many as appeals
  /// @throws InvalidInputException when the file is not as expected, has too few appeals, or
  ///   categories that neither model knows
  public static Verdict compare(
      Path frozen, CategoryClassifier old, CategoryClassifier retrained, IntConsumer progress)
      throws java.io.IOException, InvalidInputException {
    Set<String> known = new HashSet<>(categories(old));
    known.addAll(categories(retrained));
    List<Appeal> appeals = AppealFile.read(frozen, known);
    if (appeals.size() < FEWEST_APPEALS) {
      throw new InvalidInputException(
          "%s: %d appeals, expected at least %d: fewer can't tell a worse model from chance"
              .formatted(frozen, appeals.size(), FEWEST_APPEALS));
    }
    return compare(
        appeals,
        text -> old.classify(PreparedText.of(text)),
        text -> retrained.classify(PreparedText.of(text)),
        progress);
  }

  /// The codes of all categories that a model may name.
  public static Collection<String> categories(CategoryClassifier model) {
    return model.classify(PreparedText.of("")).stream().map(CategoryGuess::code).toList();
  }

  /// The categories that the retrained model can't name any more, in order: a frozen set without
  /// appeals of theirs doesn't miss them.
  public static List<String> lost(CategoryClassifier old, CategoryClassifier retrained) {
    Set<String> lost = new TreeSet<>(categories(old));
    lost.removeAll(categories(retrained));
    return List.copyOf(lost);
  }

  static Verdict compare(
      List<Appeal> appeals,
      Function<String, List<CategoryGuess>> old,
      Function<String, List<CategoryGuess>> retrained,
      IntConsumer progress) {
    Map<String, Integer> index = new LinkedHashMap<>();
    Answers before = Answers.of(appeals, old, index, progress);
    Answers after =
        Answers.of(appeals, retrained, index, done -> progress.accept(appeals.size() + done));
    int categories = index.size();
    int[] all = IntStream.range(0, appeals.size()).toArray();
    double f1Before = before.macroF1(all, categories);
    double f1After = after.macroF1(all, categories);
    double errorBefore = before.calibrationError(all);
    double errorAfter = after.calibrationError(all);
    Bootstrap bootstrap = Bootstrap.of(before, after, categories);
    List<Measure> measures =
        List.of(
            share(Kind.TOP_1, before::right, after::right, all.length),
            share(Kind.TOP_3, before::amongThree, after::amongThree, all.length),
            measure(
                Kind.MACRO_F1,
                f1Before,
                f1After,
                f1After - f1Before,
                bootstrap.f1Lost,
                bootstrap.f1Gained,
                0,
                0.02),
            measure(
                Kind.CALIBRATION_ERROR,
                errorBefore,
                errorAfter,
                errorBefore - errorAfter,
                bootstrap.errorLost,
                bootstrap.errorGained,
                0.005,
                0.01));
    return new Verdict(appeals.size(), measures, changes(before, after, index));
  }

  private static Measure share(Kind kind, IntPredicate before, IntPredicate after, int size) {
    int lost = 0;
    int gained = 0;
    int right = 0;
    for (int i = 0; i < size; i++) {
      right += before.test(i) ? 1 : 0;
      lost += before.test(i) && !after.test(i) ? 1 : 0;
      gained += !before.test(i) && after.test(i) ? 1 : 0;
    }
    double old = right / (double) size;
    double now = (right - lost + gained) / (double) size;
    return measure(
        kind,
        old,
        now,
        now - old,
        Chance.ofLoss(lost, gained),
        Chance.ofLoss(gained, lost),
        0,
        0.01);
  }

  /// @param gain how much better the retrained model is, negative when it is worse
  /// @param chanceOfLoss how likely so great a loss would be by chance
  /// @param chanceOfGain how likely so great a gain would be by chance
  /// @param negligible a loss up to here is none
  /// @param noticeable a loss from here on must be shown to be chance by a larger set
  private static Measure measure(
      Kind kind,
      double old,
      double retrained,
      double gain,
      double chanceOfLoss,
      double chanceOfGain,
      double negligible,
      double noticeable) {
    Standing standing;
    if (gain < -negligible && chanceOfLoss < LEVEL_OF_A_MEASURE) {
      standing = Standing.WORSE;
    } else if (gain <= -noticeable) {
      standing = Standing.UNPROVEN;
    } else if (gain > 0 && chanceOfGain < LEVEL_OF_A_MEASURE) {
      standing = Standing.BETTER;
    } else {
      standing = Standing.EQUAL;
    }
    return new Measure(kind, old, retrained, chanceOfLoss, standing);
  }

  private static List<CategoryChange> changes(
      Answers before, Answers after, Map<String, Integer> index) {
    int[] all = IntStream.range(0, before.size()).toArray();
    double[] f1Before = before.f1(all, index.size());
    double[] f1After = after.f1(all, index.size());
    Map<Integer, String> codes = new HashMap<>();
    index.forEach((code, number) -> codes.put(number, code));
    List<CategoryChange> changes = new ArrayList<>();
    index.forEach((code, number) -> {
      List<Integer> own = before.of(number);
      if (own.isEmpty()) {
        return;
      }
      int lost = 0;
      int gained = 0;
      Map<Integer, Integer> lostTo = new HashMap<>();
      for (int i : own) {
        if (before.right(i) && !after.right(i)) {
          lost++;
          lostTo.merge(after.guess(i), 1, Integer::sum);
        } else if (!before.right(i) && after.right(i)) {
          gained++;
        }
      }
      changes.add(
          new CategoryChange(
              code,
              own.size(),
              f1Before[number],
              f1After[number],
              lost,
              gained,
              Chance.ofLoss(lost, gained),
              false,
              most(lostTo, codes)));
    });
    changes.sort(
        Comparator.comparingDouble(CategoryChange::chance).thenComparing(CategoryChange::code));
    return holm(changes);
  }

  private static @Nullable String most(Map<Integer, Integer> lostTo, Map<Integer, String> codes) {
    return lostTo.entrySet().stream()
        .max(
            Map.Entry.<Integer, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(entry -> codes.get(entry.getKey()))
        .orElse(null);
  }

  /// Marks those that are worse beyond chance although so many categories are looked at.
  ///
  /// @param sorted the least likely by chance first
  private static List<CategoryChange> holm(List<CategoryChange> sorted) {
    List<CategoryChange> marked = new ArrayList<>(sorted.size());
    boolean still = true;
    for (int i = 0; i < sorted.size(); i++) {
      CategoryChange change = sorted.get(i);
      still &= change.chance() < LEVEL / (sorted.size() - i);
      marked.add(
          new CategoryChange(
              change.code(),
              change.count(),
              change.oldF1(),
              change.retrainedF1(),
              change.lost(),
              change.gained(),
              change.chance(),
              still,
              change.lostTo()));
    }
    return marked;
  }

  /// How often, among resamples of the set, the retrained model was not worse (`…Lost`), or not
  /// better (`…Gained`).
  private record Bootstrap(double f1Lost, double f1Gained, double errorLost, double errorGained) {

    static Bootstrap of(Answers before, Answers after, int categories) {
      SplittableRandom random = new SplittableRandom(SEED);
      int size = before.size();
      int[] chosen = new int[size];
      int f1NotLost = 0;
      int f1NotGained = 0;
      int errorNotLost = 0;
      int errorNotGained = 0;
      for (int sample = 0; sample < RESAMPLES; sample++) {
        for (int i = 0; i < size; i++) {
          chosen[i] = random.nextInt(size);
        }
        double f1 = after.macroF1(chosen, categories) - before.macroF1(chosen, categories);
        f1NotLost += f1 >= 0 ? 1 : 0;
        f1NotGained += f1 <= 0 ? 1 : 0;
        double error = after.calibrationError(chosen) - before.calibrationError(chosen);
        errorNotLost += error <= 0 ? 1 : 0;
        errorNotGained += error >= 0 ? 1 : 0;
      }
      return new Bootstrap(
          part(f1NotLost), part(f1NotGained), part(errorNotLost), part(errorNotGained));
    }

    private static double part(int samples) {
      return (samples + 1.0) / (RESAMPLES + 1.0);
    }
  }
}
