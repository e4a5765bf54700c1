package ua.holos.nlp.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AddressEvaluationTest {
  @TempDir Path folder;

  @Test
  void countsWhatIsRightMissedAndInvented() throws IOException {
    var streets =
        Files.writeString(
            folder.resolve("s.tsv"),
            "street_type\tname_uk\tgid\nвулиця\tМирна\tA\nвулиця\tТиха\tB\n");
    var labelled =
        Files.writeString(
            folder.resolve("l.jsonl"),
            """
            {"id":"1","text":"вул. Мирна, 5","category":"full","addresses":[{"kind":"full","gid":"A","houses":["5"],"primary":true,"start":0,"end":13}]}
            {"id":"2","text":"вул. Тиха, 7","category":"full","addresses":[{"kind":"full","gid":"A","houses":["7"],"primary":true,"start":0,"end":12}]}
            {"id":"3","text":"немає води","category":"none","addresses":[]}
            """);
    var printed = run(streets.toString(), "-", labelled.toString(), "--misses");
    assertThat(printed)
        .contains("primary full addresses:   F1 0.500")
        .contains("right 1, missed 1, invented 1")
        .contains("2 missed full: A [7]")
        .contains("0 of 1 (0.0 %)");
  }

  @Test
  void saysWhichLineIsNoJson() throws IOException {
    var file = Files.writeString(folder.resolve("x.jsonl"), "{\"id\":\"1\"}\nnot json\n");
    assertThatThrownBy(() -> LabelledText.read(file)).hasMessageContaining("x.jsonl, line 2");
  }

  private static String run(String... args) {
    var bytes = new ByteArrayOutputStream();
    AddressEvaluation.run(args, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
