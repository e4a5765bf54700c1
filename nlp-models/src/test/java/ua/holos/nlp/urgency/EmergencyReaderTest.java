package ua.holos.nlp.urgency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import ua.holos.nlp.phrase.LabelledLines;
import ua.holos.nlp.phrase.Utterance;

class EmergencyReaderTest {

  private static final String NONE = "none";

  private final EmergencyReader reader = new EmergencyReader();
  private final List<LabelledLines.Line> lines =
      LabelledLines.read(EmergencyReaderTest.class, "emergencies.tsv");

  private String service(LabelledLines.Line line) {
    return reader
        .read(Utterance.of(line.text()))
        .map(emergency -> emergency.service().code())
        .orElse(NONE);
  }

  @Test
  void recognisesDangersAndTheService() {
    var dangers = lines.stream().filter(line -> !line.label().equals(NONE)).toList();
    var outcome = LabelledLines.measure(dangers, this::service);
    assertThat(outcome.musts()).isEmpty();
    assertThat(outcome.rate()).as("%s", outcome.failures()).isGreaterThanOrEqualTo(0.97);
  }

  @Test
  void isSilentWhereNobodyIsInDanger() {
    var harmless = lines.stream().filter(line -> line.label().equals(NONE)).toList();
    var outcome = LabelledLines.measure(harmless, this::service);
    assertThat(outcome.musts()).isEmpty();
    assertThat(outcome.rate()).as("%s", outcome.failures()).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void tellsWhichWordsSpoke() {
    Utterance utterance = Utterance.of("Добрий день. Сильно пахне газом на сходах.");
    var emergency = reader.read(utterance).orElseThrow();
    assertThat(utterance.written(emergency.first(), emergency.last())).isEqualTo("пахне газом");
  }
}
