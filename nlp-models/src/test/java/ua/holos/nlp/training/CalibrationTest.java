package ua.holos.nlp.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ua.holos.nlp.model.ConfidenceCurve;

final class CalibrationTest {

  /// `count` guesses for outcome 0 with a confidence, of which a part is right.
  private static List<Calibration.Sample> guesses(int count, double confidence, double right) {
    List<Calibration.Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(
          new Calibration.Sample(
              new double[] {confidence, 1 - confidence}, i < count * right ? 0 : 1));
    }
    return samples;
  }

  @Test
  void tooSureAModelIsCooledDownToItsRealHitRate() {
    List<Calibration.Sample> samples = guesses(1000, 0.95, 0.8);

    double temperature = Calibration.temperature(samples);

    assertThat(temperature).isGreaterThan(1);
    assertThat(Calibration.tempered(samples.getFirst(), temperature)[0])
        .isCloseTo(0.8, within(0.005));
  }

  @Test
  void aModelThatIsRightAboutItselfIsLeftAlone() {
    assertThat(Calibration.temperature(guesses(1000, 0.8, 0.8))).isCloseTo(1, within(0.01));
  }

  @Test
  void certainIsWhereNoMoreThanTheAcceptedErrorIsWrong() {
    List<Calibration.Sample> samples = new ArrayList<>();
    samples.addAll(guesses(100, 0.95, 1.0));
    samples.addAll(guesses(100, 0.80, 0.9));
    samples.addAll(guesses(100, 0.60, 0.5));

    assertThat(Calibration.certainFrom(samples, 1, ConfidenceCurve.STRAIGHT, 0.05))
        .isCloseTo(0.80, within(1e-9));
    assertThat(Calibration.certainFrom(samples, 1, ConfidenceCurve.STRAIGHT, 0.0))
        .isCloseTo(0.95, within(1e-9));
    assertThat(Calibration.certainFrom(guesses(100, 0.9, 0.0), 1, ConfidenceCurve.STRAIGHT, 0.1))
        .isEqualTo(1);
  }

  @Test
  void theCurveSaysHowOftenSuchGuessesWereRight() {
    List<Calibration.Sample> samples = new ArrayList<>();
    samples.addAll(guesses(100, 0.55, 0.65));
    samples.addAll(guesses(100, 0.75, 0.60));
    samples.addAll(guesses(100, 0.98, 0.95));

    ConfidenceCurve curve = Calibration.curve(samples, 1, 100);

    assertThat(curve.at(0.65)).isCloseTo(0.625, within(1e-6));
    assertThat(curve.at(0.98)).isCloseTo(0.95, within(1e-6));
    assertThat(curve.at(0)).isZero();
    assertThat(curve.at(1)).isEqualTo(1);
    assertThat(curve.at(0.8)).isBetween(0.625, 0.95);
  }
}
