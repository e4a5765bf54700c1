package ua.holos.nlp.details;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ua.holos.bot.understanding.Detail;
import ua.holos.bot.understanding.Expectation;
import ua.holos.nlp.phrase.LabelledLines;
import ua.holos.nlp.phrase.Utterance;

class DetailReaderTest {

  private final DetailReader reader = new DetailReader();

  private String read(LabelledLines.Line line) {
    Map<Detail, String> details =
        reader.read(Utterance.of(line.text()), Expectation.valueOf(line.expectation()));
    Map<String, String> sorted = new TreeMap<>();
    details.forEach((detail, value) -> sorted.put(detail.code(), value));
    return sorted.isEmpty()
        ? "-"
        : sorted.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(" | "));
  }

  private static LabelledLines.Line sorted(LabelledLines.Line line) {
    String label =
        line.label()
            .lines()
            .flatMap(all -> Arrays.stream(all.split(" \\| ")))
            .sorted()
            .collect(Collectors.joining(" | "));
    return new LabelledLines.Line(label, line.text(), line.must(), line.expectation());
  }

  @ParameterizedTest
  @ValueSource(strings = {"details.tsv", "more-details.tsv"})
  void readsWhatCategoriesAskFor(String file) {
    var lines =
        LabelledLines.read(DetailReaderTest.class, file).stream()
            .map(DetailReaderTest::sorted)
            .toList();
    var outcome = LabelledLines.measure(lines, this::read);
    assertThat(outcome.musts()).isEmpty();
    assertThat(outcome.rate()).as("%s", outcome.failures()).isGreaterThanOrEqualTo(0.95);
  }
}
