package ua.holos.nlp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.CategoryGuess;
import ua.holos.bot.understanding.Expectation;
import ua.holos.bot.understanding.Part;
import ua.holos.bot.understanding.Understanding;
import ua.holos.nlp.HolosUnderstander;
import ua.holos.nlp.category.Reason;
import ua.holos.nlp.category.Reasons;
import ua.holos.nlp.json.JsonReader;

/// Whatever is written, an answer comes, and it makes sense.
///
/// `-Dholos.fuzz.inputs=1000000` tries a million instead of some thousands and says how long the
/// worst took; `-Dholos.fuzz.seed=…` begins elsewhere. A failure names the input's number: the same
/// seed and number give the same text.
final class FuzzTest {

  private static final int INPUTS = Integer.getInteger("holos.fuzz.inputs", 10_000);
  private static final long SEED = Long.getLong("holos.fuzz.seed", 1551);
  private static final int WORST_SHOWN = 8;
  private static final int ASKED_TWICE = 100;
  private static final int ASKED_WHY = 50;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private record Timed(int number, int length, long nanos) {}

  private final HolosUnderstander understander =
      HolosUnderstander.load(Path.of("..", "config", "city", "streets.tsv"), null);
  private final FuzzInputs inputs = new FuzzInputs(SEED);
  private final PriorityQueue<Timed> worst =
      new PriorityQueue<>(Comparator.comparingLong(Timed::nanos));

  @Test
  void everyTextGetsAnAnswerThatMakesSense() {
    long start = System.nanoTime();
    List<String> failures =
        IntStream.range(0, INPUTS)
            .parallel()
            .mapToObj(this::failure)
            .filter(failure -> !failure.isEmpty())
            .limit(20)
            .toList();
    System.out.printf(
        Locale.ROOT,
        "%,d inputs in %.1f s; the slowest (CPU time):%n",
        INPUTS,
        (System.nanoTime() - start) / 1e9);
    worst.stream()
        .sorted(Comparator.comparingLong(Timed::nanos).reversed())
        .forEach(timed ->
            System.out.printf(
                Locale.ROOT,
                "  %.2f ms for %,d characters, number %d%n",
                timed.nanos / 1e6,
                timed.length,
                timed.number));

    assertThat(failures).isEmpty();
  }

  /// What is wrong with the answer to an input; empty when nothing is.
  private String failure(int number) {
    String text = inputs.text(number);
    Expectation expected = inputs.expectation(number);
    try {
      long before = THREADS.getCurrentThreadCpuTime();
      Understanding read = understander.understand(text, expected);
      remember(new Timed(number, text.length(), THREADS.getCurrentThreadCpuTime() - before));
      check(text, read);
      if (number % ASKED_WHY == 0) {
        checkWhy(text, read);
      }
      if (number % ASKED_TWICE == 0) {
        assertThat(understander.understand(text, expected)).isEqualTo(read);
      }
      return "";
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      StackTraceElement[] trace = e.getStackTrace();
      List<String> where = new ArrayList<>();
      for (int i = 0; i < Math.min(6, trace.length); i++) {
        where.add(trace[i].toString());
      }
      return "number %d (%s): %s at %s; text %s"
          .formatted(number, expected, e, where, FuzzInputs.escaped(text, 300));
    }
  }

  private void checkWhy(String text, Understanding read) {
    List<String> codes = read.categories().stream().map(CategoryGuess::code).toList();
    for (Reasons reasons : understander.why(text, codes)) {
      for (Reason reason : reasons.pro()) {
        int start = text.offsetByCodePoints(0, reason.start());
        int end = text.offsetByCodePoints(0, reason.end());
        assertThat(text.substring(start, end)).isEqualTo(reason.text()).isNotBlank();
        assertThat(reason.weight()).isBetween(0.0, 1.0);
      }
    }
  }

  private static void check(String text, Understanding read) {
    int length = text.codePointCount(0, text.length());
    double before = 1;
    for (CategoryGuess guess : read.categories()) {
      assertThat(guess.confidence()).isBetween(0.0, before);
      before = guess.confidence();
    }
    assertThat(read.intentConfidence()).isBetween(0.0, 1.0);
    int end = 0;
    for (AddressMention mention : read.addresses()) {
      assertThat(mention.confidence()).isBetween(0.0, 1.0);
      assertThat(mention.start()).isBetween(0, length);
      assertThat(mention.end()).isBetween(mention.start(), length);
    }
    assertThat(read.parts().size()).isNotEqualTo(1);
    for (Part part : read.parts()) {
      assertThat(part.start()).isBetween(end, length);
      assertThat(part.end()).isBetween(part.start() + 1, length);
      assertThat(part.categories()).isNotEmpty();
      end = part.end();
    }
    String line = UnderstandingJson.of(read);
    assertThat(line).doesNotContain("\n", "\r");
    assertThat(JsonReader.object(line))
        .containsKeys(
            "language",
            "intent",
            "urgency",
            "service",
            "categories",
            "addresses",
            "details",
            "parts");
  }

  private synchronized void remember(Timed timed) {
    worst.add(timed);
    if (worst.size() > WORST_SHOWN) {
      worst.remove();
    }
  }
}
