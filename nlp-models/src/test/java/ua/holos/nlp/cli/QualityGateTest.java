package ua.holos.nlp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import ua.holos.nlp.json.JsonReader;

/// What is understood doesn't get worse: the shipped model and all readers, measured by the command
/// that everybody measures with, against the limits in `quality-gate.txt`.
///
/// The labelled appeals may not be copied into the project. They are looked for in a folder
/// `shared` beside it, or where `-Dholos.shared-data=FOLDER` or `HOLOS_SHARED_DATA` says.
final class QualityGateTest {

  private static final Path RESOURCES = Path.of("src", "test", "resources", "ua", "holos", "nlp");

  private record Limit(String name, boolean least, double value) {

    void check(Map<String, @Nullable Object> measured) {
      double found = value(measured);
      if (least) {
        assertThat(found).as(name).isGreaterThanOrEqualTo(value);
      } else {
        assertThat(found).as(name).isLessThanOrEqualTo(value);
      }
    }

    private double value(Map<String, @Nullable Object> measured) {
      @Nullable Object found = measured;
      for (String field : name.split("\\.")) {
        found = found instanceof Map<?, ?> fields ? fields.get(field) : null;
      }
      if (found instanceof Double number) {
        return number;
      }
      throw new AssertionError(name + " is not measured");
    }
  }

  private static List<Limit> limits(String section) throws IOException {
    List<Limit> limits = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(RESOURCES.resolve("cli/quality-gate.txt"))) {
      if (line.startsWith("[")) {
        inside = line.equals("[" + section + "]");
      } else if (inside && !line.isBlank() && !line.startsWith("#")) {
        String[] cells = line.split("\\s+");
        assertThat(cells).as(line).hasSize(3);
        assertThat(cells[1]).as(line).isIn(">=", "<=");
        limits.add(new Limit(cells[0], cells[1].equals(">="), Double.parseDouble(cells[2])));
      }
    }
    assertThat(limits).as(section).isNotEmpty();
    return limits;
  }

  private static Map<String, @Nullable Object> evaluate(Object... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> words = new ArrayList<>(List.of("evaluate"));
    for (Object argument : arguments) {
      words.add(argument.toString());
    }
    int code =
        HolosNlp.run(
            words,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    assertThat(code).as(() -> err.toString(StandardCharsets.UTF_8)).isZero();
    String line = out.toString(StandardCharsets.UTF_8).lines().toList().getLast();
    System.out.println(line);
    return JsonReader.object(line);
  }

  private static Stream<DynamicTest> tests(String section, Map<String, @Nullable Object> measured)
      throws IOException {
    return limits(section).stream()
        .map(limit ->
            DynamicTest.dynamicTest(
                limit.name + (limit.least ? " >= " : " <= ") + limit.value,
                () -> limit.check(measured)));
  }

  @TestFactory
  Stream<DynamicTest> onTextsOfOurOwn() throws IOException {
    return tests(
        "own",
        evaluate(
            "--data",
            RESOURCES.resolve("category/chat-complaints.tsv"),
            "--addresses",
            RESOURCES.resolve("address/addresses.jsonl"),
            "--streets",
            Path.of("..", "config", "city", "streets.tsv")));
  }

  @TestFactory
  Stream<DynamicTest> onRealAppeals() throws IOException {
    Path data = sharedData();
    Path appeals = data.resolve("corpus/dev.tsv.gz");
    assumeTrue(
        Files.isRegularFile(appeals),
        () ->
            "The quality gate on real appeals is skipped: there is no %s. Give the folder with -Dholos.shared-data=FOLDER"
                .formatted(appeals.toAbsolutePath().normalize()));
    return tests(
        "shared",
        evaluate(
            "--data",
            appeals,
            "--addresses",
            data.resolve("gazetteer/gold-dev.jsonl"),
            "--streets",
            data.resolve("gazetteer/kyiv-streets.tsv"),
            "--houses",
            data.resolve("gazetteer/kyiv-houses.tsv"),
            "--emergencies",
            data.resolve("goldsets/emergency-dev.jsonl"),
            "--intents",
            data.resolve("goldsets/chat-dev.jsonl")));
  }

  @Test
  void aLimitThatIsNotReachedFails() {
    Map<String, @Nullable Object> measured = JsonReader.object("{\"a\":{\"b\":0.5}}");

    new Limit("a.b", true, 0.5).check(measured);
    new Limit("a.b", false, 0.5).check(measured);
    for (Limit limit :
        List.of(
            new Limit("a.b", true, 0.51),
            new Limit("a.b", false, 0.49),
            new Limit("a.c", true, 0))) {
      assertThat(fails(limit, measured)).as("%s", limit).isTrue();
    }
  }

  private static boolean fails(Limit limit, Map<String, @Nullable Object> measured) {
    try {
      limit.check(measured);
      return false;
    } catch (AssertionError expected) {
      return true;
    }
  }

  private static Path sharedData() {
    return Optional.ofNullable(System.getProperty("holos.shared-data"))
        .or(() -> Optional.ofNullable(System.getenv("HOLOS_SHARED_DATA")))
        .map(Path::of)
        .orElse(Path.of("..", "..", "shared"));
  }
}
