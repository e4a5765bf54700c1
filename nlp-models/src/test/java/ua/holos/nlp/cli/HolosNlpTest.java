package ua.holos.nlp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HolosNlpTest {

  private static final List<String> LIFT =
      List.of("ліфт не працює", "застряг ліфт у будинку", "лифт стоит второй день");
  private static final List<String> WASTE =
      List.of("не вивозять сміття", "переповнені контейнери зі сміттям", "мусор не вывозят");

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void writeAppeals() throws IOException {
    StringBuilder appeals = new StringBuilder("date\tcategory\ttext\n");
    for (int day = 0; day < 60; day++) {
      String date = "2024-%02d-%02d".formatted(1 + day / 28, 1 + day % 28);
      appeals.append(date).append("\televator\t").append(LIFT.get(day % 3)).append('\n');
      appeals.append(date).append("\twaste\t").append(WASTE.get(day % 3)).append('\n');
    }
    Files.writeString(folder.resolve("appeals.tsv"), appeals);
    Files.writeString(
        folder.resolve("categories.tsv"), "code\tname\nelevator\tЛіфт\nwaste\tСміття\n");
  }

  private int run(String... arguments) {
    out.reset();
    err.reset();
    return HolosNlp.run(
        List.of(arguments),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private int train(String into) {
    return run(
        "train",
        "--corpus",
        folder.resolve("appeals.tsv").toString(),
        "--dev",
        folder.resolve("appeals.tsv").toString(),
        "--categories",
        folder.resolve("categories.tsv").toString(),
        "--out",
        folder.resolve(into).toString());
  }

  @Test
  void trainsAModelThatEvaluateCanUse() throws IOException {
    assertThat(train("model")).as(() -> err.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(folder.resolve("model/MODEL-CARD.md")).content().contains("corpus.sha256", "sha256");

    int code =
        run(
            "evaluate",
            "--data",
            folder.resolve("appeals.tsv").toString(),
            "--model",
            folder.resolve("model").toString());

    assertThat(code).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8).lines().toList().getLast())
        .startsWith("{\"appeals\":120,\"all\":{\"count\":120,\"top1\":1.0000");
  }

  @Test
  void trainingTwiceGivesTheSameBytes() throws IOException {
    train("one");
    train("two");

    assertThat(folder.resolve("one/category.bin"))
        .hasSameBinaryContentAs(folder.resolve("two/category.bin"));
  }

  @Test
  void helpNamesEveryCommand() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("train --corpus", "evaluate --data");
  }

  @Test
  void mistakesAreExplained() {
    assertMistake("unknown command 'trian'", "trian");
    assertMistake("--corpus is missing", "train");
    assertMistake("--data needs a value", "evaluate", "--data");
    assertMistake("unknown option '--date'", "evaluate", "--date", "x");
    assertMistake("nowhere.tsv: no such file", "evaluate", "--data", "nowhere.tsv");
    assertMistake(
        "no category.bin in it",
        "evaluate",
        "--data",
        folder.resolve("appeals.tsv").toString(),
        "--model",
        folder.toString());
  }

  private void assertMistake(String message, String... arguments) {
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains(message);
  }
}
