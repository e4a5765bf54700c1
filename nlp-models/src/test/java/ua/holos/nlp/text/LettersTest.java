package ua.holos.nlp.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LettersTest {

  @ParameterizedTest
  @CsvSource({
    "світло, свитло",
    "свытло, свитло",
    "під'їзд, пидизд",
    "підїзд, пидизд",
    "подъезд, подезд",
    "подьезд, подезд",
    "ёлка, елка",
    "ґанок, ганок"
  })
  void spellsBothLanguagesAlike(String word, String folded) {
    assertThat(Letters.fold(word)).isEqualTo(folded);
  }

  @ParameterizedTest
  @CsvSource({
    "voda, вода",
    "svitlo, свитло",
    "smittya, смиття",
    "yama, яма",
    "shchytok, щиток",
    "khreshchatyk, хрещатик",
    "liftu, лифту",
    "chystyt, чистит"
  })
  void readsLatinLettersAsCyrillic(String word, String folded) {
    assertThat(Letters.fold(word)).isEqualTo(folded);
  }

  @Test
  void aLatinLetterInACyrillicWordIsTheOneItLooksLike() {
    assertThat(Letters.fold("вoдa")).isEqualTo("вода");
    assertThat(Letters.fold("лiфт")).isEqualTo("лифт");
  }
}
