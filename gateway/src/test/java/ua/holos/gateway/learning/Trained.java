package ua.holos.gateway.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ua.holos.nlp.cli.HolosNlp;

/// Small models, trained as the IT team trains them.
final class Trained {
  private static final List<String> LIFT =
      List.of("ліфт не працює", "застряг ліфт у будинку", "лифт стоит второй день");
  private static final List<String> WASTE =
      List.of("не вивозять сміття", "переповнені контейнери зі сміттям", "мусор не вывозят");

  private Trained() {}

  /// Knows lifts and waste.
  static void good(Path into) throws IOException {
    train(into, "elevator", "waste", false);
  }

  /// Takes a third of the lifts for waste.
  static void bad(Path into) throws IOException {
    train(into, "elevator", "waste", true);
  }

  /// Knows a category that no city has.
  static void ofAnotherCity(Path into) throws IOException {
    train(into, "elevator", "gondolas", false);
  }

  /// A frozen set on which the good model is right.
  static void frozenSet(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, lines(120, "elevator", "waste", false));
  }

  private static void train(Path into, String first, String second, boolean mixedUp)
      throws IOException {
    Path work = Files.createTempDirectory("holos-train");
    Path corpus = work.resolve("corpus.tsv");
    Path categories = work.resolve("categories.tsv");
    Files.write(corpus, lines(60, first, second, mixedUp));
    Files.write(categories, List.of("code", first, second));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        HolosNlp.run(
            List.of(
                "train",
                "--corpus",
                corpus.toString(),
                "--dev",
                corpus.toString(),
                "--categories",
                categories.toString(),
                "--out",
                into.toString()),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    assertThat(code).as(() -> err.toString(StandardCharsets.UTF_8)).isZero();
  }

  private static List<String> lines(int days, String first, String second, boolean mixedUp) {
    List<String> lines = new ArrayList<>(List.of("date\tcategory\ttext"));
    for (int day = 0; day < days; day++) {
      String date = "2024-%02d-%02d".formatted(1 + day / 28, 1 + day % 28);
      boolean other = mixedUp && day % 3 == 0;
      lines.add(date + "\t" + (other ? second : first) + "\t" + LIFT.get(day % 3));
      lines.add(date + "\t" + second + "\t" + WASTE.get(day % 3));
    }
    return lines;
  }
}
