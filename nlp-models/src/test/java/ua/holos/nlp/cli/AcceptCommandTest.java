package ua.holos.nlp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AcceptCommandTest {
  private static final List<String> LIFT =
      List.of("ліфт не працює", "застряг ліфт у будинку", "лифт стоит второй день");
  private static final List<String> WASTE =
      List.of("не вивозять сміття", "переповнені контейнери", "мусор не вывозят");

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void trainTwoModels() throws IOException {
    Files.writeString(folder.resolve("categories.tsv"), "code\nelevator\nwaste\n");
    write("good.tsv", 60, false);
    write("mixed-up.tsv", 60, true);
    write("frozen.tsv", 150, false);
    assertThat(train("good.tsv", "good")).isZero();
    assertThat(train("mixed-up.tsv", "bad")).isZero();
  }

  private void write(String file, int days, boolean mixedUp) throws IOException {
    List<String> lines = new ArrayList<>(List.of("date\tcategory\ttext"));
    for (int day = 0; day < days; day++) {
      String date = "2024-%02d-%02d".formatted(1 + day / 28, 1 + day % 28);
      boolean other = mixedUp && day % 3 == 0;
      lines.add(date + (other ? "\twaste\t" : "\televator\t") + LIFT.get(day % 3));
      lines.add(date + "\twaste\t" + WASTE.get(day % 3));
    }
    Files.write(folder.resolve(file), lines);
  }

  private int train(String corpus, String into) {
    return run("train", "--corpus", corpus, "--categories", "categories.tsv", "--out", into);
  }

  private int run(String command, String... options) {
    out.reset();
    err.reset();
    List<String> arguments = new ArrayList<>(List.of(command));
    for (int i = 0; i < options.length; i += 2) {
      arguments.add(options[i]);
      arguments.add(folder.resolve(options[i + 1]).toString());
    }
    return HolosNlp.run(
        arguments,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String lastLine() {
    return out.toString(StandardCharsets.UTF_8).lines().toList().getLast();
  }

  @Test
  void endsWithZeroWhenTheRetrainedModelIsNotWorse() {
    assertThat(run("accept", "--old", "bad", "--new", "good", "--data", "frozen.tsv")).isZero();
    assertThat(lastLine()).startsWith("{\"accepted\":true,\"appeals\":300,\"top_1\"");
  }

  @Test
  void endsWithOneAndSaysWhereTheRetrainedModelIsWorse() {
    assertThat(run("accept", "--old", "good", "--new", "bad", "--data", "frozen.tsv")).isOne();
    assertThat(lastLine()).contains("\"accepted\":false", "\"worse_categories\":[\"elevator\"]");
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(
            "elevator: 50 of 150 appeals were right and are wrong now (mostly taken for waste)")
        .contains("NOT ACCEPTED");
  }

  @Test
  void aDamagedModelIsAMistakeThatIsExplained() throws IOException {
    Path model = folder.resolve("good/category.bin");
    byte[] bytes = Files.readAllBytes(model);
    bytes[bytes.length / 2] ^= 0x55;
    Files.write(model, bytes);
    assertThat(run("accept", "--old", "bad", "--new", "good", "--data", "frozen.tsv")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("category.bin is not the file that its MODEL-CARD.md names", "copy it again");
  }

  @Test
  void aFolderWithoutAModelIsAMistakeThatIsExplained() {
    assertThat(run("accept", "--new", "nowhere", "--data", "frozen.tsv")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("nowhere: no such folder");
    assertThat(run("accept", "--new", "good.tsv", "--data", "frozen.tsv")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("good.tsv is a file");
  }

  @Test
  void theAppealsThatAModelWasTrainedOnAreNoFrozenSet() {
    assertThat(run("accept", "--old", "bad", "--new", "good", "--data", "good.tsv")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("--new was trained on this very file", "expected appeals that it hasn't seen");
    assertThat(run("accept", "--old", "good", "--new", "bad", "--data", "good.tsv")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("--old was trained on");
  }

  @Test
  void tellsOfCategoriesThatTheRetrainedModelNeverNames() {
    run("accept", "--new", "good", "--data", "frozen.tsv");
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("The retrained model never names these categories", "heating, hot-water");
  }
}
