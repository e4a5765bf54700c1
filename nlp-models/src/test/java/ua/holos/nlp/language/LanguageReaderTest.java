package ua.holos.nlp.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ua.holos.nlp.phrase.LabelledLines;
import ua.holos.nlp.phrase.Utterance;

class LanguageReaderTest {

  private final LanguageReader reader = new LanguageReader();

  @Test
  void tellsUkrainianRussianAndTheirMixApart() {
    var outcome =
        LabelledLines.measure(
            LabelledLines.read(LanguageReaderTest.class, "languages.tsv"),
            line -> reader.read(Utterance.of(line.text())).name());
    assertThat(outcome.musts()).isEmpty();
    assertThat(outcome.rate()).as("%s", outcome.failures()).isGreaterThanOrEqualTo(0.95);
  }
}
