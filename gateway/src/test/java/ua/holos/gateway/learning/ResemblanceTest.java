package ua.holos.gateway.learning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResemblanceTest {
  @Test
  void wordsWithOtherEndingsAndTypingErrorsResemble() {
    assertThat(Resemblance.between("на Прорізній 5", "вулиця Прорізна, 8")).isTrue();
    assertThat(Resemblance.between("хрещатеку 12", "вулиця Хрещатик, 12")).isTrue();
    assertThat(Resemblance.between("грещатик", "вулиця Хрещатик, 12")).isTrue();
  }

  @Test
  void anotherPlaceDoesNotResemble() {
    assertThat(Resemblance.between("вулиця Хрещатик 12", "вулиця Прорізна, 9")).isFalse();
    assertThat(Resemblance.between("25", "вулиця Прорізна, 25")).isFalse();
    assertThat(Resemblance.between("Прорізна 5", null)).isFalse();
  }
}
