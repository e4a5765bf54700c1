package ua.holos.nlp.category;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Map;
import org.junit.jupiter.api.Test;
import ua.holos.nlp.text.PreparedText;

final class CategoryFeaturesTest {

  private final CategoryFeatures features = new CategoryFeatures();

  private Collection<String> of(String text) {
    return features.extractFeatures(PreparedText.of(text).words(), Map.of());
  }

  @Test
  void aWordGivesItselfAndItsPieces() {
    assertThat(of("люк"))
        .containsExactlyInAnyOrder("=люк", "^лю", "люк", "юк$", "^люк", "люк$", "^люк$", "1:люк");
  }

  @Test
  void stemsAreSeenInPairsAndTriples() {
    assertThat(of("немає гарячої води"))
        .contains("немае гаряч", "гаряч води", "немае_води", "немае гаряч води");
  }

  @Test
  void whatIsAskedForIsToldFromWhatIsWrong() {
    assertThat(of("сміття лежить прошу вивезти баки")).contains("?:вивез", "?:баки");
    assertThat(of("сміття лежить прошу вивезти баки")).doesNotContain("?:смитт", "?:лежит");
  }

  @Test
  void theBeginningOfATextIsKnownAsSuch() {
    String text = "слово ".repeat(20) + "ліхтар";

    assertThat(of("ліхтар")).contains("1:лихта");
    assertThat(of(text)).contains("=лихтар").doesNotContain("1:лихта");
  }

  @Test
  void numbersLeaveNoTrace() {
    assertThat(of("12 кв45 0501234567")).isEmpty();
    assertThat(of("вода 12 тече")).containsExactlyInAnyOrderElementsOf(of("вода тече"));
  }

  @Test
  void ukrainianRussianAndTypingErrorsShareFeatures() {
    assertThat(of("під'їзд")).containsExactlyElementsOf(of("ПІДЇЗД"));
    assertThat(of("гаряча вода")).containsAnyElementsOf(of("горячая вада"));
    assertThat(of("voda")).containsExactlyElementsOf(of("вода"));
  }

  @Test
  void anEndlessRunOfLettersCostsLittle() {
    assertThat(of("а".repeat(10_000))).hasSizeLessThan(200);
  }

  @Test
  void rememberedWordsGiveTheSameFeatures() {
    Collection<String> first = of("не горять ліхтарі на вулиці");
    for (int i = 0; i < 50_000; i++) {
      of("слово" + Character.toString('а' + i % 32) + Character.toString('а' + i / 32 % 32));
    }
    assertThat(of("не горять ліхтарі на вулиці")).containsExactlyElementsOf(first);
  }
}
