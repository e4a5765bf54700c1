package ua.holos.nlp.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ua.holos.nlp.address.AddressReader;
import ua.holos.nlp.address.StreetRegister;
import ua.holos.nlp.training.InvalidInputException;

final class AddressEvaluationTest {
  @TempDir Path folder;

  private AddressEvaluation measure(String labelled) throws IOException, InvalidInputException {
    Path streets =
        Files.writeString(
            folder.resolve("s.tsv"),
            "street_type\tname_uk\tgid\nвулиця\tМирна\tA\nвулиця\tТиха\tB\n");
    return AddressEvaluation.of(
        new AddressReader(StreetRegister.load(streets)),
        Files.writeString(folder.resolve("l.jsonl"), labelled));
  }

  @Test
  void countsWhatIsRightMissedAndInvented() throws Exception {
    AddressEvaluation evaluation =
        measure(
            """
            {"id":"1","text":"вул. Мирна, 5","category":"full","addresses":[{"kind":"full","gid":"A","houses":["5"],"primary":true,"start":0,"end":13}]}
            {"id":"2","text":"вул. Тиха, 7","category":"full","addresses":[{"kind":"full","gid":"A","houses":["7"],"primary":true,"start":0,"end":12}]}
            {"id":"3","text":"немає води","category":"none","addresses":[]}
            {"id":"4","text":"вода на вул. Тихій","category":"none","addresses":[]}
            """);

    assertThat(evaluation.full().f1()).isEqualTo(0.5);
    assertThat(evaluation.full().toString()).contains("right 1, missed 1, invented 1");
    assertThat(evaluation.streets().recall()).isEqualTo(0.5);
    assertThat(evaluation.streets().precision()).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(evaluation.falseAlarmRate()).isEqualTo(0.5);
    assertThat(evaluation.misses()).anyMatch(miss -> miss.startsWith("2 missed full: A [7]"));
  }

  @Test
  void theSameAddressTwiceIsNoMistake() throws Exception {
    AddressEvaluation evaluation =
        measure(
            """
            {"text":"вул. Мирна, 5. Так, саме на вулиці Мирній 5.","category":"full","addresses":[{"kind":"full","gid":"A","houses":["5"],"primary":true,"start":0,"end":13,"repeats":[[28,43]]}]}
            """);

    assertThat(evaluation.full().f1()).isEqualTo(1);
    assertThat(evaluation.streets().f1()).isEqualTo(1);
  }

  @Test
  void saysWhichLineIsNotAsExpected() {
    assertThatThrownBy(() ->
            measure(
                "{\"id\":\"1\",\"text\":\"\",\"category\":\"none\",\"addresses\":[]}\nnot json\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("l.jsonl, line 2");
    assertThatThrownBy(() -> measure("{\"text\":\"a\",\"category\":\"none\"}\n"))
        .hasMessageContaining("line 1: field 'addresses': expected a list, found nothing");
  }
}
