package ua.holos.nlp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ua.holos.bot.understanding.CategoryGuess;
import ua.holos.nlp.acceptance.Verdict.CategoryChange;
import ua.holos.nlp.acceptance.Verdict.Kind;
import ua.holos.nlp.acceptance.Verdict.Standing;
import ua.holos.nlp.category.CategoryClassifier;
import ua.holos.nlp.training.Appeal;
import ua.holos.nlp.training.InvalidInputException;

final class AcceptanceGateTest {
  private static final List<String> CODES = List.of("roads", "lifts", "waste", "water");

  /// Appeals whose text is their number; the category goes round, so that each is a quarter.
  private static List<Appeal> appeals(int count) {
    List<Appeal> appeals = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      appeals.add(new Appeal("", CODES.get(i % CODES.size()), Integer.toString(i)));
    }
    return appeals;
  }

  /// A model that is right where `right` says so, with a confidence; its second guess is right
  /// otherwise.
  private static Function<String, List<CategoryGuess>> model(IntPredicate right, double sure) {
    return text -> {
      int number = Integer.parseInt(text);
      String truth = CODES.get(number % CODES.size());
      String other = CODES.get((number + 1) % CODES.size());
      List<String> rest = CODES.stream().filter(c -> !c.equals(truth) && !c.equals(other)).toList();
      boolean hit = right.test(number);
      return List.of(
          new CategoryGuess(hit ? truth : other, sure),
          new CategoryGuess(hit ? other : truth, 1 - sure),
          new CategoryGuess(rest.get(0), 0),
          new CategoryGuess(rest.get(1), 0));
    };
  }

  private static Verdict compare(
      int count,
      Function<String, List<CategoryGuess>> old,
      Function<String, List<CategoryGuess>> retrained) {
    return AcceptanceGate.compare(appeals(count), old, retrained, _ -> {});
  }

  private static Standing standing(Verdict verdict, Kind kind) {
    return verdict.measures().stream()
        .filter(measure -> measure.kind() == kind)
        .findFirst()
        .orElseThrow()
        .standing();
  }

  @Test
  void theSameModelIsAccepted() {
    var same = model(i -> i % 5 != 0, 0.8);
    Verdict verdict = compare(1000, same, same);
    assertThat(verdict.accepted()).isTrue();
    assertThat(verdict.measures()).allMatch(measure -> measure.standing() == Standing.EQUAL);
    assertThat(verdict.categories()).allMatch(change -> change.lost() == 0 && !change.worse());
  }

  @Test
  void aBetterModelIsAcceptedAndCalledSo() {
    Verdict verdict = compare(2000, model(i -> i % 5 != 0, 0.8), model(i -> i % 9 != 0, 0.88));
    assertThat(verdict.accepted()).isTrue();
    assertThat(standing(verdict, Kind.TOP_1)).isEqualTo(Standing.BETTER);
    assertThat(standing(verdict, Kind.MACRO_F1)).isEqualTo(Standing.BETTER);
    assertThat(Report.text(verdict)).contains("top-1: 0.8885, was 0.8000. Better.", "ACCEPTED");
  }

  @Test
  void aWorseModelIsNotAccepted() {
    Verdict verdict = compare(2000, model(i -> i % 9 != 0, 0.88), model(i -> i % 5 != 0, 0.8));
    assertThat(verdict.accepted()).isFalse();
    assertThat(standing(verdict, Kind.TOP_1)).isEqualTo(Standing.WORSE);
    assertThat(Report.reasons(verdict).getLast()).startsWith("NOT ACCEPTED");
  }

  @Test
  void aLossThatIsChanceIsNoLoss() {
    // Each is right where the other is wrong, on 19 and 21 of 1,000.
    var old = model(i -> i % 53 != 1, 0.97);
    var retrained = model(i -> i % 47 != 2, 0.97);
    Verdict verdict = compare(1000, old, retrained);
    assertThat(verdict.measures().getFirst().retrained())
        .isLessThan(verdict.measures().getFirst().old());
    assertThat(verdict.accepted()).isTrue();
  }

  @Test
  void aVisibleLossOnASetThatIsTooSmallToTellIsNotWavedThrough() {
    var old = model(i -> i % 50 != 1, 0.97);
    var retrained = model(i -> i % 25 != 2, 0.97);
    Verdict verdict = compare(200, old, retrained);
    assertThat(standing(verdict, Kind.TOP_1)).isEqualTo(Standing.UNPROVEN);
    assertThat(verdict.accepted()).isFalse();
    assertThat(Report.text(verdict)).contains("take more appeals");
  }

  @Test
  void oneRuinedCategoryIsEnoughToRefuse() {
    // Better as a whole, but half of the lifts are lost.
    var old = model(i -> i % 4 == 1 || i % 10 != 0, 0.9);
    var retrained = model(i -> i % 4 != 1 || i % 8 != 1, 0.88);
    Verdict verdict = compare(4000, old, retrained);
    CategoryChange worst = verdict.categories().getFirst();
    assertThat(worst.code()).isEqualTo("lifts");
    assertThat(worst.worse()).isTrue();
    assertThat(worst.lostTo()).isEqualTo("waste");
    assertThat(verdict.categories()).filteredOn(CategoryChange::worse).hasSize(1);
    assertThat(verdict.accepted()).isFalse();
    assertThat(Report.text(verdict)).contains("lifts: 500 of 1000", "taken for waste");
    assertThat(Report.json(verdict)).contains("\"worse_categories\":[\"lifts\"]");
  }

  @Test
  void confidenceThatCanNoLongerBeBelievedIsWorse() {
    var old = model(i -> i % 5 != 0, 0.8);
    var boastful = model(i -> i % 5 != 0, 0.99);
    Verdict verdict = compare(1000, old, boastful);
    assertThat(standing(verdict, Kind.TOP_1)).isEqualTo(Standing.EQUAL);
    assertThat(standing(verdict, Kind.CALIBRATION_ERROR)).isEqualTo(Standing.WORSE);
    assertThat(verdict.accepted()).isFalse();
  }

  @Test
  void aCategoryThatOnlyTheRetrainedModelKnowsIsAGain() {
    List<Appeal> appeals = appeals(400);
    appeals.addAll(
        IntStream.range(0, 100).mapToObj(i -> new Appeal("", "shelters", "s" + i)).toList());
    var known = model(_ -> true, 0.95);
    Verdict verdict =
        AcceptanceGate.compare(
            appeals,
            text -> text.startsWith("s") ? known.apply("0") : known.apply(text),
            text ->
                text.startsWith("s")
                    ? List.of(new CategoryGuess("shelters", 0.95))
                    : known.apply(text),
            _ -> {});
    assertThat(verdict.accepted()).isTrue();
    assertThat(verdict.categories())
        .anySatisfy(change -> {
          assertThat(change.code()).isEqualTo("shelters");
          assertThat(change.gained()).isEqualTo(100);
          assertThat(change.oldF1()).isZero();
        });
  }

  @Test
  void mcNemarIsExact() {
    // Of ten that differ, nine or more on one side: (10 + 1) / 1024.
    assertThat(Chance.ofLoss(9, 1)).isEqualTo(11 / 1024.0, offset(1e-12));
    assertThat(Chance.ofLoss(0, 0)).isEqualTo(1);
    assertThat(Chance.ofLoss(0, 40)).isEqualTo(1, offset(1e-9));
    assertThat(Chance.ofLoss(3000, 2000)).isLessThan(1e-40);
    assertThat(Chance.ofLoss(2500, 2500)).isBetween(0.5, 0.51);
  }

  @Test
  void aSetThatIsTooSmallIsRefused(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("frozen.tsv");
    Files.writeString(file, "category\ttext\nroads\tяма на дорозі\n");
    CategoryClassifier shipped = CategoryClassifier.shipped();
    assertThatThrownBy(() -> AcceptanceGate.compare(file, shipped, shipped, _ -> {}))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("1 appeals, expected at least 200");
  }
}
