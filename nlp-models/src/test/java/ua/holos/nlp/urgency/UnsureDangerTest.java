package ua.holos.nlp.urgency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import ua.holos.nlp.phrase.LabelledLines;
import ua.holos.nlp.phrase.Utterance;

class UnsureDangerTest {
  private static final String NONE = "none";

  private final EmergencyReader reader = new EmergencyReader();
  private final List<LabelledLines.Line> lines =
      LabelledLines.read(UnsureDangerTest.class, "unsure.tsv");

  private String service(LabelledLines.Line line) {
    return reader
        .find(Utterance.of(line.text()))
        .unsure()
        .map(danger -> danger.service().code())
        .orElse(NONE);
  }

  @Test
  void hearsWordsThatMayTellOfADanger() {
    var dangers = lines.stream().filter(line -> !line.label().equals(NONE)).toList();
    var outcome = LabelledLines.measure(dangers, this::service);
    assertThat(outcome.rate()).as("%s", outcome.failures()).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void leavesOrdinaryComplaintsAlone() {
    var harmless = lines.stream().filter(line -> line.label().equals(NONE)).toList();
    var outcome = LabelledLines.measure(harmless, this::service);
    assertThat(outcome.rate()).as("%s", outcome.failures()).isGreaterThanOrEqualTo(0.95);
  }

  /// The project's own harmless calls: at most one in a hundred may go before everybody else.
  @Test
  void isHardlyEverWrongAboutHarmlessCalls() {
    var harmless =
        LabelledLines.read(EmergencyReaderTest.class, "emergencies.tsv").stream()
            .filter(line -> line.label().equals(NONE))
            .toList();
    var outcome = LabelledLines.measure(harmless, this::service);
    assertThat(outcome.rate()).as("%s", outcome.failures()).isGreaterThanOrEqualTo(0.99);
  }

  @Test
  void aSureDangerIsNotUnsureToo() {
    var found = reader.find(Utterance.of("щось гупнуло, дуже страшно, сильно пахне газом"));
    assertThat(found.sure()).isPresent();
    assertThat(found.unsure()).isEmpty();
  }
}
