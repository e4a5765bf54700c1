package ua.holos.gateway.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import ua.holos.gateway.learning.ModelCardFigures.Figure;

class ModelCardFiguresTest {
  @Test
  void readsTheFiguresOffTheShippedCard() throws Exception {
    assertThat(ModelCardFigures.of(Files.readString(Path.of("../nlp-models/MODEL-CARD.md"))))
        .extracting(Figure::name)
        .contains("Перша здогадка правильна", "Правильна серед трьох", "Похибка впевненості");
  }

  @Test
  void sharesAreToldInPercentAndACardWithoutFiguresHasNone() {
    assertThat(
            ModelCardFigures.of(
                "| appeals | count | top-1 |\n|---|---|---|\n| all | 12 | 0.8113 |"))
        .extracting(Figure::value)
        .containsExactly("12", "81,1 %");
    assertThat(ModelCardFigures.of("# Card\n| what | value |\n|---|---|\n| all | b |\n")).isEmpty();
  }
}
