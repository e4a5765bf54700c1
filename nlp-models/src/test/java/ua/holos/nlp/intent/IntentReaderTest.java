package ua.holos.nlp.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import ua.holos.bot.understanding.Expectation;
import ua.holos.bot.understanding.Intent;
import ua.holos.nlp.phrase.LabelledLines;
import ua.holos.nlp.phrase.Utterance;
import ua.holos.nlp.urgency.EmergencyReader;

class IntentReaderTest {

  private static final double LOWEST_RATE = 0.97;

  private final IntentReader reader = new IntentReader();
  private final EmergencyReader emergencies = new EmergencyReader();

  private String read(LabelledLines.Line line) {
    Utterance utterance = Utterance.of(line.text());
    var emergency = emergencies.read(utterance).map(EmergencyReader.Emergency::service);
    return reader
        .read(
            utterance,
            new IntentContext(
                Expectation.valueOf(line.expectation()),
                emergency.orElse(null),
                new BitSet(),
                false,
                0,
                null,
                0))
        .intent()
        .code();
  }

  @Test
  void readsWhatPeopleWant() {
    var outcome =
        LabelledLines.measure(
            LabelledLines.read(IntentReaderTest.class, "intents.tsv"), this::read);
    assertThat(outcome.musts()).isEmpty();
    assertThat(outcome.rate()).as("%s", outcome.failures()).isGreaterThanOrEqualTo(LOWEST_RATE);
  }

  @Test
  void aMessageThatIsMostlyAnAddressIsAnAddress() {
    BitSet both = new BitSet();
    both.set(0, 2);
    var context = new IntentContext(Expectation.ANYTHING, null, both, true, 0, null, 0);
    assertThat(reader.read(Utterance.of("Хрещатик 25"), context).intent())
        .isEqualTo(Intent.ADDRESS_ONLY);
  }

  @Test
  void complaintsInPartsAreSeveralProblems() {
    var context =
        new IntentContext(Expectation.ANYTHING, null, new BitSet(), false, 2, "elevator", 0.8);
    assertThat(reader.read(Utterance.of("не працює ліфт і не вивозять сміття"), context).intent())
        .isEqualTo(Intent.SEVERAL_PROBLEMS);
  }

  @Test
  void saysNothingOfNothing() {
    assertThat(reader.read(Utterance.of(" \u0000 "), IntentContext.NONE).confidence()).isZero();
  }
}
