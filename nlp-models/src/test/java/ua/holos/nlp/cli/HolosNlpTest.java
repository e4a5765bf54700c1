package ua.holos.nlp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ua.holos.nlp.training.ModelCard;

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
        .startsWith("{\"count\":120,\"top1\":1.0000,\"top3\":1.0000,\"macro_f1\":1.0000,\"ece\":");
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
  void eachCommandHasItsOwnHelp() {
    assertThat(run("understand", "--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("--houses")
        .doesNotContain("--corpus");
  }

  @Test
  void writesAReportWithPicturesAndWithoutTexts() throws IOException {
    train("model");
    Path report = folder.resolve("report.html");

    int code =
        run(
            "evaluate",
            "--data",
            folder.resolve("appeals.tsv").toString(),
            "--model",
            folder.resolve("model").toString(),
            "--html",
            report.toString());

    assertThat(code).as(() -> err.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(report).content().contains("<svg", "elevator", "waste", "appeals.tsv");
    String page = Files.readString(report);
    for (String text : List.of("ліфт", "сміття", "<script", "href=", "src=", "url(")) {
      assertThat(page).doesNotContain(text);
    }
  }

  @Test
  void aDamagedModelIsRefusedWithAdvice() throws IOException {
    train("model");
    Path file = folder.resolve("model/category.bin");
    byte[] whole = Files.readAllBytes(file);
    for (int at : new int[] {0, 5, whole.length / 3, whole.length / 2, whole.length - 6}) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x55;
      Files.write(file, damaged);
      assertModelRefused();
    }
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertModelRefused();
    Files.write(file, new byte[0]);
    assertModelRefused();
  }

  @Test
  void aModelOfAnotherVersionIsRefusedWithAdvice() throws Exception {
    train("model");
    Path file = folder.resolve("model/category.bin");
    String before = ModelCard.sha256(file);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("HOL1 and whatever it had".getBytes(StandardCharsets.UTF_8));
    }
    Path card = folder.resolve("model/MODEL-CARD.md");
    Files.writeString(card, Files.readString(card).replace(before, ModelCard.sha256(file)));

    assertMistake(
        "train it again with this version",
        "evaluate",
        "--data",
        folder.resolve("appeals.tsv").toString(),
        "--model",
        folder.resolve("model").toString());
  }

  @Test
  void aCutGzipFileIsNamed() throws IOException {
    Path file = folder.resolve("cut.tsv.gz");
    Files.writeString(file, "category\ttext\n");
    assertMistake("cut.tsv.gz: no whole gzip file", "evaluate", "--data", file.toString());
  }

  private void assertModelRefused() {
    assertMistake(
        "is not the file that its MODEL-CARD.md names",
        "evaluate",
        "--data",
        folder.resolve("appeals.tsv").toString(),
        "--model",
        folder.resolve("model").toString());
  }

  @Test
  void wrongLinesAreNamed() throws IOException {
    Path file = folder.resolve("wrong.tsv");
    Files.writeString(file, "date\ttext\n2024-01-01\tтече кран\n");
    assertMistake("no column 'category'; found date, text", "evaluate", "--data", file.toString());
    Files.writeString(file, "category\ttext\nelevator\tліфт\nelevator\n");
    assertMistake("line 3 has 1 columns, expected 2", "evaluate", "--data", file.toString());
    Files.writeString(file, "category\ttext\nelevater\tліфт\n");
    assertMistake("line 2: unknown category 'elevater'", "evaluate", "--data", file.toString());

    Path labelled = folder.resolve("wrong.jsonl");
    Files.writeString(labelled, "{\"text\":\"пахне газом\"}\n");
    assertMistake(
        "wrong.jsonl, line 1: field 'emergency': expected true or false, found nothing",
        "evaluate",
        "--emergencies",
        labelled.toString());
    Files.writeString(labelled, "{\"text\":\"так\",\"intent\":\"yes\",\"lang\":\"uk\"}\nтак\n");
    assertMistake("line 2: not a JSON object", "evaluate", "--intents", labelled.toString());
  }

  @Test
  void dangersAndIntentsAreCounted() throws IOException {
    Path dangers = folder.resolve("dangers.jsonl");
    Files.writeString(
        dangers,
        """
        {"text":"сильно пахне газом","emergency":true,"service":"gas-104"}
        {"text":"не горить лампочка","emergency":false,"service":"none"}
        """);
    Path chat = folder.resolve("chat.jsonl");
    Files.writeString(
        chat,
        """
        {"text":"дякую вам","intent":"thanks","lang":"uk"}
        {"text":"спасибо большое","intent":"complaint","lang":"ru"}
        """);

    assertThat(run("evaluate", "--emergencies", dangers.toString(), "--intents", chat.toString()))
        .isZero();

    assertThat(out.toString(StandardCharsets.UTF_8).lines().toList().getLast())
        .contains("\"emergencies\":{\"count\":2,\"recall\":1.0000,\"precision\":1.0000")
        .contains("\"intents\":{\"count\":2,\"accuracy\":0.5000,\"language_accuracy\":1.0000");
    assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("спасибо");
    run("evaluate", "--intents", chat.toString(), "--misses");
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("is complaint, read thanks");
  }

  @Test
  void mistakesAreExplained() {
    assertMistake("unknown command 'trian'", "trian");
    assertMistake("--corpus is missing", "train");
    assertMistake("--data needs a value", "evaluate", "--data");
    assertMistake("unknown option '--date'", "evaluate", "--date", "x");
    assertMistake("nothing to measure", "evaluate");
    assertMistake("--streets is missing", "evaluate", "--addresses", "x.jsonl");
    assertMistake("none.tsv: no such file", "understand", "--streets", "none.tsv");
    assertMistake(
        "no such folder",
        "evaluate",
        "--data",
        "x.tsv",
        "--html",
        folder.resolve("no/report.html").toString());
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
