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

  /// Everything that a city bot's caller may be in, in the words of a hurry.
  @Test
  void missesHardlyAnyPersonInDangerAndIsHardlyEverAlarmedForNothing() {
    var calls = LabelledLines.read(EmergencyReaderTest.class, "people-in-danger.tsv");
    var dangers = calls.stream().filter(line -> !line.label().equals(NONE)).toList();
    var harmless = calls.stream().filter(line -> line.label().equals(NONE)).toList();
    var found = LabelledLines.measure(dangers, this::service);
    var silent = LabelledLines.measure(harmless, this::service);
    assertThat(found.rate()).as("%s", found.failures()).isGreaterThanOrEqualTo(0.98);
    assertThat(silent.rate()).as("%s", silent.failures()).isGreaterThanOrEqualTo(0.96);
  }

  @Test
  void anIfAfterTheDangerDoesNotSilenceIt() {
    assertThat(reader.read(Utterance.of("Люк відкритий, якщо не закрити, хтось впаде")))
        .isPresent();
    assertThat(reader.read(Utterance.of("А якщо прорве трубу, куди дзвонити?"))).isEmpty();
  }

  @Test
  void whatIsNotMendedYetIsStillADanger() {
    assertThat(reader.read(Utterance.of("Люк відкритий, яму біля нього так і не усунули")))
        .isPresent();
    assertThat(reader.read(Utterance.of("Люк був відкритий, але його вже полагодили"))).isEmpty();
    assertThat(reader.read(Utterance.of("Прорвало трубу на вулиці, дзвоню, щоб полагодили")))
        .isPresent();
  }

  @Test
  void tellsWhichWordsSpoke() {
    Utterance utterance = Utterance.of("Добрий день. Сильно пахне газом на сходах.");
    var emergency = reader.read(utterance).orElseThrow();
    assertThat(utterance.written(emergency.first(), emergency.last())).isEqualTo("пахне газом");
  }
}
