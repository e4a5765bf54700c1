package ua.holos.nlp.category;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ua.holos.nlp.text.PreparedText;

final class ReasonReaderTest {

  private static CategoryClassifier classifier;
  private static ReasonReader reader;

  @BeforeAll
  static void load() {
    classifier = CategoryClassifier.shipped();
    reader = new ReasonReader(classifier);
  }

  private static Reasons why(String text, String code) {
    return reader.read(PreparedText.of(text), List.of(code)).getFirst();
  }

  private static List<String> pro(String text, String code) {
    return why(text, code).pro().stream().map(Reason::text).toList();
  }

  private static List<String> contra(String text, String code) {
    return why(text, code).contra().stream().map(Reason::text).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hot-water         | Біля фонтана в домі 12 немає гарячої води другу добу    | немає гарячої води
          hot-water         | нимає гарячої вади вже три дні                          | гарячої
          elevator          | лифт нє робе шо дєлать, я з візочком на дев'ятому       | лифт
          elevator          | ЛIФТ СТОЇТЬ З ПОНЕДІЛКА                                 | ЛIФТ
          entrance-lighting | в подъезде перегорела лампочка, вечером страшно идти    | лампочка
          animals           | зграя бродячих собак ганяє дітей біля садочка           | собак
          waste             | мусор не вивозят уже неделю, контейнеры переполнены     | мусор
          gratitude         | хочу подякувати майстрам, зробили все швидко            | подякувати
          """)
  void namesTheWordsThatSpoke(String code, String text, String phrase) {
    assertThat(classifier.classify(PreparedText.of(text)).getFirst().code()).isEqualTo(code);
    assertThat(pro(text, code)).anyMatch(words -> words.contains(phrase));
  }

  @Test
  void theStrongestIsFirstAndWeightsAreSharesOfTheWhole() {
    String text =
        "Батареї ледь теплі, у кімнаті холодно, просимо перевірити опалення і тиск у стояку, а"
            + " платіжки приходять як за повне тепло";
    List<Reason> reasons = why(text, "heating").pro();

    assertThat(reasons).hasSizeBetween(2, 5);
    assertThat(reasons).isSortedAccordingTo(Comparator.comparing(Reason::weight).reversed());
    assertThat(reasons).allSatisfy(one -> assertThat(one.weight()).isBetween(0.01, 1.0));
    assertThat(reasons.stream().mapToDouble(Reason::weight).sum()).isBetween(0.3, 1.0);
    assertThat(reasons.getFirst().text()).containsAnyOf("Батареї", "опалення");
  }

  @Test
  void withoutTheseWordsTheCategoryIsNotThoughtOf() {
    String text =
        "на сходах між поверхами не горить лампочка, просили вже двічі, а майстер усе не йде";
    List<Reason> reasons = why(text, "entrance-lighting").pro();
    String rest = text;
    for (Reason reason : reasons) {
      rest = rest.replace(reason.text(), "");
    }

    assertThat(reasons).isNotEmpty();
    assertThat(rest).hasSizeGreaterThan(text.length() / 3);
    assertThat(classifier.classify(PreparedText.of(text)).getFirst().code())
        .isEqualTo("entrance-lighting");
    assertThat(classifier.classify(PreparedText.of(rest)).getFirst().code())
        .isNotEqualTo("entrance-lighting");
  }

  @Test
  void eachCategoryHasItsOwnWordsAndThoseOfTheOtherSpeakAgainstIt() {
    String text = "немає світла і води";
    List<Reasons> both = reader.read(PreparedText.of(text), List.of("electricity", "cold-water"));

    assertThat(both).extracting(Reasons::code).containsExactly("electricity", "cold-water");
    assertThat(both.getFirst().pro()).extracting(Reason::text).contains("немає світла");
    assertThat(both.getLast().contra()).extracting(Reason::text).contains("немає світла");
    assertThat(contra("світла немає, ліфт стоїть", "electricity")).contains("ліфт");
  }

  @Test
  void aWordThatIsWrittenTwiceIsFoundAndToldOnce() {
    String text = "ліфт поламався. Коли буде ліфт? Без ліфта важко, зробіть ліфт будь ласка";

    assertThat(pro(text, "elevator")).filteredOn(words -> words.contains("ліфт")).hasSize(1);
  }

  @Test
  void placesAreCountedInCodePointsAndHoldTheWordsAsWritten() {
    String text = "🥶🥶 Другий день НЕМА   гарячої‑води, а є лише ГАРЯЧА обіцянка 😡";
    int[] points = text.codePoints().toArray();
    List<Reason> reasons = why(text, "hot-water").pro();

    assertThat(reasons).isNotEmpty();
    for (Reason reason : reasons) {
      assertThat(new String(points, reason.start(), reason.end() - reason.start()))
          .isEqualTo(reason.text());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "👍",
        "12",
        "у мене проблема",
        "допоможіть",
        "доброго дня",
        "...",
        "\uD83D"
      })
  void sayNothingWhereNoWordSpoke(String text) {
    List<String> first =
        classifier.classify(PreparedText.of(text)).stream()
            .limit(3)
            .map(guess -> guess.code())
            .toList();

    assertThat(reader.read(PreparedText.of(text), first))
        .hasSize(3)
        .allSatisfy(reasons -> assertThat(reasons.pro()).isEmpty());
  }

  @Test
  void ofACategoryThatNobodyThinksOfOrKnowsNothingIsSaid() {
    assertThat(pro("ліфт не працює", "gratitude")).isEmpty();
    assertThat(why("ліфт не працює", "gondolas"))
        .isEqualTo(new Reasons("gondolas", List.of(), List.of()));
    assertThat(reader.read(PreparedText.of("ліфт не працює"), List.of())).isEmpty();
  }

  @Test
  void inAVeryLongTextTheirPassageIsFound() {
    String prologue =
        "Шановні, звертаюся до вас від імені громади, бо ми живемо тут давно й любимо це місце. ";
    String text = prologue.repeat(40) + "Зграя бродячих собак кидається на людей. " + prologue;

    assertThat(PreparedText.of(text).tokens().size()).isGreaterThan(600);
    String code = "animals";
    List<String> found =
        reader
            .read(PreparedText.of(text), List.of(code, "gas", "roads"))
            .getFirst()
            .contra()
            .stream()
            .map(Reason::text)
            .toList();
    assertThat(found).noneMatch(words -> words.contains("собак"));
    assertThat(pro("Зграя бродячих собак кидається на людей. " + prologue.repeat(9), code))
        .anyMatch(words -> words.contains("собак"));
    assertThat(pro(prologue.repeat(9) + "Зграя бродячих собак кидається на людей.", code))
        .anyMatch(words -> words.contains("собак"));
  }

  @Test
  void manyMayAskAtOnce() {
    PreparedText text = PreparedText.of("немає гарячої води, і батареї холодні");
    List<String> codes = List.of("hot-water", "heating");
    List<Reasons> alone = reader.read(text, codes);

    assertThat(IntStream.range(0, 200).parallel().mapToObj(i -> reader.read(text, codes)).toList())
        .isEqualTo(Collections.nCopies(200, alone));
    assertThat(Arrays.asList("hot-water", "heating"))
        .isEqualTo(alone.stream().map(Reasons::code).toList());
  }
}
