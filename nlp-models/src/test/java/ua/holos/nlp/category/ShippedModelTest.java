package ua.holos.nlp.category;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ua.holos.bot.understanding.CategoryGuess;
import ua.holos.bot.understanding.Part;
import ua.holos.nlp.text.PreparedText;

/// What the model that comes with Holos makes of sentences as people write them in a chat. None is
/// from the training data.
final class ShippedModelTest {

  private record Row(String labels, String text) {}

  private static CategoryClassifier classifier;
  private static PartSplitter splitter;

  @BeforeAll
  static void load() {
    classifier = CategoryClassifier.shipped();
    splitter = new PartSplitter(classifier);
  }

  private static List<Row> rows(String file) throws IOException {
    List<Row> rows = new ArrayList<>();
    InputStream in = Objects.requireNonNull(ShippedModelTest.class.getResourceAsStream(file));
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .skip(1)
          .map(line -> line.split("\t"))
          .forEach(cells -> rows.add(new Row(cells[0], cells[cells.length - 1])));
    }
    return rows;
  }

  private static List<CategoryGuess> classify(String text) {
    return classifier.classify(PreparedText.of(text));
  }

  @Test
  void chatComplaintsAreUnderstoodInBothLanguages() throws IOException {
    List<Row> rows = rows("chat-complaints.tsv");
    List<String> wrong = new ArrayList<>();
    List<String> notEvenOffered = new ArrayList<>();
    for (Row row : rows) {
      List<CategoryGuess> guesses = classify(row.text);
      if (!guesses.getFirst().code().equals(row.labels)) {
        wrong.add(row.labels + " <- " + guesses.subList(0, 3) + " " + row.text);
      }
      if (guesses.stream().limit(3).noneMatch(g -> g.code().equals(row.labels))) {
        notEvenOffered.add(row.labels + " <- " + guesses.subList(0, 3) + " " + row.text);
      }
    }

    assertThat(wrong)
        .as("nine of ten of %d are right", rows.size())
        .hasSizeLessThan(rows.size() / 10);
    assertThat(notEvenOffered)
        .as("of %d no more than one in twenty is missed among three", rows.size())
        .hasSizeLessThan(1 + rows.size() / 20);
  }

  @Test
  void whatIsTakenWithoutAskingIsHardlyEverWrong() throws IOException {
    List<String> surelyWrong = new ArrayList<>();
    int certain = 0;
    List<Row> rows = rows("chat-complaints.tsv");
    for (Row row : rows) {
      List<CategoryGuess> guesses = classify(row.text);
      if (classifier.certain(guesses)) {
        certain++;
        if (!guesses.getFirst().code().equals(row.labels)) {
          surelyWrong.add(row.labels + " <- " + guesses.getFirst() + " " + row.text);
        }
      }
    }

    assertThat(surelyWrong).hasSizeLessThanOrEqualTo(certain / 20);
    assertThat(certain).as("most are not asked about").isGreaterThan(rows.size() * 2 / 3);
  }

  @Test
  void whatSaysNothingIsNotGuessed() {
    for (String text : List.of("", "👍", "12", "ааа", "допоможіть", "у мене проблема", "hello")) {
      assertThat(classifier.certain(classify(text))).as(text).isFalse();
      assertThat(classify(text)).hasSizeGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void typingErrorsAndKeyboardsDoNotMatter() {
    assertThat(classify("НЕМАЄ ГАРЯЧОЇ ВОДИ").getFirst().code()).isEqualTo("hot-water");
    assertThat(classify("нимає гарячої вади").getFirst().code()).isEqualTo("hot-water");
    assertThat(classify("nemaie hariachoi vody").getFirst().code()).isEqualTo("hot-water");
    assertThat(classify("підїзд непрацює лiфт").getFirst().code()).isEqualTo("elevator");
  }

  @Test
  void confidencesAddUpAndFall() {
    List<CategoryGuess> guesses = classify("світло і вода");

    assertThat(guesses.stream().mapToDouble(CategoryGuess::confidence).sum())
        .isBetween(0.999, 1.001);
    assertThat(guesses)
        .isSortedAccordingTo((a, b) -> Double.compare(b.confidence(), a.confidence()));
  }

  @Test
  void manyThreadsGetTheSameAnswers() throws Exception {
    List<Row> rows = rows("chat-complaints.tsv");
    List<List<CategoryGuess>> alone = rows.stream().map(row -> classify(row.text)).toList();
    Callable<List<List<CategoryGuess>>> all =
        () -> rows.stream().map(row -> classify(row.text)).toList();

    try (var threads = Executors.newFixedThreadPool(8)) {
      for (Future<List<List<CategoryGuess>>> answers :
          threads.invokeAll(java.util.Collections.nCopies(32, all))) {
        assertThat(answers.get()).isEqualTo(alone);
      }
    }
  }

  @Test
  void severalComplaintsBecomeParts() throws IOException {
    List<String> missed = new ArrayList<>();
    List<Row> rows = rows("several-complaints.tsv");
    for (Row row : rows) {
      List<Part> parts = splitter.split(PreparedText.of(row.text));
      Set<String> found = new HashSet<>();
      parts.forEach(part -> found.add(part.categories().getFirst().code()));
      if (!found.equals(Set.of(row.labels.split(" ")))) {
        missed.add(row.labels + " <- " + found + " " + row.text);
      }
    }

    assertThat(missed).as("four of five are split").hasSizeLessThanOrEqualTo(rows.size() / 5);
  }

  @Test
  void oneComplaintStaysOne() throws IOException {
    List<String> torn = new ArrayList<>();
    List<Row> rows = rows("single-complaints.tsv");
    rows.addAll(rows("chat-complaints.tsv"));
    for (Row row : rows) {
      List<Part> parts = splitter.split(PreparedText.of(row.text));
      if (!parts.isEmpty()) {
        torn.add(parts + " " + row.text);
      }
    }

    assertThat(torn).as("of %d", rows.size()).hasSizeLessThanOrEqualTo(rows.size() / 25);
  }

  @Test
  void partsCoverTheMessageInCodePoints() {
    String text = "🥶 батареї холодні, і ще: ліфт не працює!";

    List<Part> parts = splitter.split(PreparedText.of(text));

    assertThat(parts).hasSize(2);
    assertThat(cut(text, parts.get(0))).isEqualTo("батареї холодні,");
    assertThat(cut(text, parts.get(1))).isEqualTo("і ще: ліфт не працює!");
  }

  private static String cut(String text, Part part) {
    return text.substring(
        text.offsetByCodePoints(0, part.start()), text.offsetByCodePoints(0, part.end()));
  }
}
