package ua.holos.nlp.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpellingTest {

  @ParameterizedTest
  @CsvSource({
    "Хрещатик, Хрещатику",
    "Прорізна, прорізної",
    "Прорізна, Прорізній",
    "Саксаганського, Саксаганский",
    "Саксаганського, Саксаганском",
    "Шевченка, Шевченко",
    "Героїв, Героям",
    "Лук'янівська, Лукянівська",
    "Лук'янівська, Лукʼянівській",
    "Воробйова, Воробьёва",
    "Корольова, Королёва",
    "Пугачова, Пугачева",
    "Богатирська, Богатырская",
    "Saksahanskoho, Саксаганського",
    "Khreshchatyk, Хрещатик",
  })
  void oneStemForAllFormsOfAName(String one, String other) {
    assertThat(Spelling.stems(Spelling.fold(one)))
        .containsAnyOf(Spelling.stems(Spelling.fold(other)));
  }

  @ParameterizedTest
  @CsvSource({"Володимирська, Володимира", "Пушкінська, Пушкіна", "Мирна, Миру", "Лісова, Леся"})
  void differentNamesStayDifferent(String one, String other) {
    assertThat(Spelling.stems(Spelling.fold(one)))
        .doesNotContainAnyElementsOf(java.util.List.of(Spelling.stems(Spelling.fold(other))));
  }

  @Test
  void anniversariesAreOneWord() {
    assertThat(Spelling.fold("Сорокаріччя")).isEqualTo("40р");
    assertThat(NameWords.of("40-летия Октября").getFirst()).isEqualTo("40р");
  }

  @Test
  void soundAlikeAndNeighbouringKeysAreSmallerErrors() {
    double alike = SpellingDistance.between("урливск", "урлавск", 9);
    assertThat(SpellingDistance.between("хрещатик", "хрищатик", 9))
        .isLessThan(SpellingDistance.between("хрещатик", "хрещамик", 9));
    assertThat(SpellingDistance.between("прорезн", "прорезн", 9)).isZero();
    assertThat(SpellingDistance.between("сагадачн", "сагаидачн", 9)).isLessThan(1);
    assertThat(alike).isPositive();
    assertThat(SpellingDistance.between("а", "зовсим инше", 1)).isGreaterThan(1);
  }

  @Test
  void shortWordsForgiveNothing() {
    assertThat(SpellingDistance.tolerance(3)).isZero();
    assertThat(SpellingDistance.tolerance(5)).isLessThan(SpellingDistance.tolerance(10));
  }
}
