package ua.holos.nlp.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PreparedTextTest {

  @Test
  void splitsIntoWordsInLowerCaseWithTheirPlaces() {
    PreparedText text = PreparedText.of("Немає СВІТЛА, буд. 12-А!");

    assertThat(text.words()).containsExactly("немає", "світла", "буд", "12", "а");
    Token light = text.tokens().get(1);
    assertThat(text.original().substring(light.start(), light.end())).isEqualTo("СВІТЛА");
  }

  @Test
  void everyApostropheIsTheSameAndBelongsToTheWord() {
    assertThat(PreparedText.of("під'їзд під’їзд підʼїзд під`їзд").words()).containsOnly("під'їзд");
    assertThat(PreparedText.of("'лапки' кінець'").words()).containsExactly("лапки", "кінець");
  }

  @Test
  void lettersTypedAsTwoMarksAreComposed() {
    assertThat(PreparedText.of("и\u0306огурт кии\u0306ти і\u0308жак во\u0301да").words())
        .containsExactly("йогурт", "кийти", "їжак", "вода");
  }

  @Test
  void aTextWithoutWordsHasNoTokens() {
    assertThat(PreparedText.of("").tokens()).isEmpty();
    assertThat(PreparedText.of("👍🏻 … !!!").tokens()).isEmpty();
    assertThat(PreparedText.of("'").tokens()).isEmpty();
  }

  @Test
  void knowsWordsWithDigits() {
    assertThat(PreparedText.of("кв12 вода").tokens().stream().map(Token::hasDigit))
        .containsExactly(true, false);
  }
}
