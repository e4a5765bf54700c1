package ua.holos.nlp.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class ModelFileTest {

  private static LinearModel waterOrLift() {
    long[] fingerprints = {
      Fingerprint.of("вода"), Fingerprint.of("ліфт"), Fingerprint.of("тече"), 3, Long.MIN_VALUE + 1
    };
    Arrays.sort(fingerprints);
    byte[] weights = new byte[10];
    int water = Arrays.binarySearch(fingerprints, Fingerprint.of("вода"));
    int lift = Arrays.binarySearch(fingerprints, Fingerprint.of("ліфт"));
    weights[water * 2] = 127;
    weights[water * 2 + 1] = -127;
    weights[lift * 2 + 1] = 100;
    return new LinearModel(
        List.of("cold-water", "elevator"),
        fingerprints,
        new float[] {1, 1, 1, 1, 1},
        new float[] {0.03125f, 0.03125f, 0.03125f, 0.03125f, 0.03125f},
        weights,
        new float[] {0.5f, 0f},
        1f);
  }

  private static byte[] written(CategoryModel model) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ModelFile.write(model, bytes);
    return bytes.toByteArray();
  }

  @Test
  void whatIsReadBackJudgesTheSame() throws IOException {
    CategoryModel model =
        new CategoryModel(
            waterOrLift().withTemperature(1.5f),
            new ConfidenceCurve(List.of(new ConfidenceCurve.Point(0.5f, 0.6f))),
            0.7,
            Map.of("seed", "1"));

    CategoryModel read = ModelFile.read(new ByteArrayInputStream(written(model)));

    assertThat(read.certainFrom()).isEqualTo(0.7);
    assertThat(read.curve()).isEqualTo(model.curve());
    assertThat(read.trainedOn()).containsExactly(Map.entry("seed", "1"));
    assertThat(read.classifier().outcomes()).containsExactly("cold-water", "elevator");
    for (String[] text :
        List.of(new String[] {"вода"}, new String[] {"ліфт", "ліфт", "тече"}, new String[] {})) {
      assertThat(read.classifier().eval(text)).isEqualTo(model.classifier().eval(text));
    }
    assertThat(written(read)).isEqualTo(written(model));
  }

  @Test
  void probabilitiesFollowTheWeights() {
    double[] water = waterOrLift().eval(new String[] {"вода"});
    double[] lift = waterOrLift().eval(new String[] {"ліфт"});

    assertThat(water[0]).isGreaterThan(0.99);
    assertThat(lift[1]).isGreaterThan(0.9);
    assertThat(water[0] + water[1]).isCloseTo(1, within(1e-9));
  }

  @Test
  void anUnknownTextGetsWhatIsCommon() {
    double[] unknown = waterOrLift().eval(new String[] {"щось"});

    assertThat(unknown[0]).isCloseTo(1 / (1 + Math.exp(-0.5)), within(1e-6));
  }

  @Test
  void higherTemperatureIsLessSure() {
    String[] lift = {"ліфт"};

    assertThat(waterOrLift().withTemperature(3).eval(lift)[1])
        .isBetween(0.5, waterOrLift().eval(lift)[1]);
  }

  @Test
  void anotherFileIsRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
      zipped.write("not a model".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    assertThatThrownBy(() -> ModelFile.read(new ByteArrayInputStream(bytes.toByteArray())))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("not a category model");
  }

  @Test
  void aCutFileIsRefused() throws IOException {
    byte[] whole =
        written(new CategoryModel(waterOrLift(), ConfidenceCurve.STRAIGHT, 0.7, Map.of()));

    assertThatThrownBy(
            () -> ModelFile.read(new ByteArrayInputStream(Arrays.copyOf(whole, whole.length - 20))))
        .isInstanceOf(EOFException.class);
  }
}
