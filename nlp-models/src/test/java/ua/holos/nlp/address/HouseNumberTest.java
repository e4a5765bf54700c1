package ua.holos.nlp.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HouseNumberTest {

  @ParameterizedTest
  @CsvSource({
    "25, 25",
    "25а, 25А",
    "25-А, 25А",
    "25 А, 25А",
    "25 «а», 25А",
    "25A, 25А",
    "44-б, 44Б",
    "40/2, 40/2",
    "13а/5, 13А/5",
    "89.А, 89А",
    "1в, 1В",
  })
  void isWrittenAsTheCityWritesIt(String written, String house) {
    assertThat(HouseNumber.normalised(written)).isEqualTo(house);
  }

  @ParameterizedTest
  @CsvSource({
    "25 в підвалі, 25",
    "25 і 27, 25",
    "4 с 11.08, 4",
    "5-й, 5",
    "25 у дворі, 25",
    "25 є яма, 25",
    "25 м², 25",
    "25 а не 27, 25",
    "25 а там темно, 25",
    "25 А. Бойко, 25А",
    "25 К. Бойко, 25",
  })
  void leavesWordsOfOneLetterAlone(String text, String house) {
    assertThat(HouseNumber.at(Tokens.of(text), 0))
        .extracting(HouseNumber.Found::house)
        .isEqualTo(house);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "25 а поламано лавку    | 25А",
        "25 А. Ще одна лавка    | 25А",
        "25- г, кв. 4           | 25Г",
        "25-А-Подільський район | 25А",
        "25 є, кв. 4            | 25Є",
      })
  void hasItsLetter(String text, String house) {
    assertThat(HouseNumber.at(Tokens.of(text), 0))
        .extracting(HouseNumber.Found::house)
        .isEqualTo(house);
  }

  @Test
  void isNoPhoneAndNoIndex() {
    assertThat(HouseNumber.at(Tokens.of("0671234567"), 0)).isNull();
    assertThat(HouseNumber.at(Tokens.of("01001"), 0)).isNull();
  }
}
