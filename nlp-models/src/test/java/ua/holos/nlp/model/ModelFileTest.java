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

  private static final List<String> WORDS = List.of("вода", "ліфт", "тече", "стоїть", "кабіна");

  /// Water speaks for the first category, a lift for the second.
  private static CategoryEnsemble waterOrLift() {
    long[] fingerprints = WORDS.stream().mapToLong(Fingerprint::of).sorted().toArray();
    float[] worth = {1, 1, 1, 1, 1};
    float[] linear = new float[10];
    float[] hidden = new float[15];
    int water = Arrays.binarySearch(fingerprints, Fingerprint.of("вода"));
    int lift = Arrays.binarySearch(fingerprints, Fingerprint.of("ліфт"));
    linear[water * 2] = 4;
    linear[water * 2 + 1] = -4;
    linear[lift * 2 + 1] = 3;
    hidden[water * 3] = 2;
    hidden[lift * 3 + 2] = 2;
    return new CategoryEnsemble(
        List.of("cold-water", "elevator"),
        new FeatureRows(fingerprints, worth),
        List.of(
            new CategoryReader.Softmax(QuantisedRows.of(linear, 2, 1), new float[] {0.5f, 0}),
            new CategoryReader.OneVersusRest(QuantisedRows.of(linear, 2, 1), new float[] {0.5f, 0}),
            new CategoryReader.HiddenLayer(
                QuantisedRows.of(hidden, 3, 1),
                new float[] {0, 0, 0},
                new float[] {2, 0, 1, 0, 0, 0, 0, 3, 0},
                new float[] {0.1f, 0, 0.1f},
                new int[] {0, 1, 0})),
        0.65f,
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

    assertThat(water[0]).isGreaterThan(0.95);
    assertThat(lift[1]).isGreaterThan(0.85);
    assertThat(water[0] + water[1]).isCloseTo(1, within(1e-9));
  }

  @Test
  void anUnknownTextGetsWhatIsCommon() {
    double[] unknown = waterOrLift().eval(new String[] {"щось"});

    assertThat(unknown[0]).isBetween(0.55, 0.75);
  }

  @Test
  void aTextOfWhichLittleIsKnownMakesNobodySure() {
    CategoryEnsemble model = waterOrLift();

    assertThat(model.eval(new String[] {"вода", "the", "weather", "was", "fine"})[0])
        .isLessThan(model.eval(new String[] {"вода"})[0] - 0.1);
    assertThat(model.eval(new String[] {"вода", "тече", "пана"})[0])
        .isCloseTo(model.eval(new String[] {"вода", "тече"})[0], within(1e-12));
  }

  @Test
  void aReaderAloneSaysWhatItsWeightsSay() {
    CategoryEnsemble softmaxAlone =
        new CategoryEnsemble(
            List.of("cold-water", "elevator"),
            waterOrLift().features(),
            waterOrLift().readers().subList(0, 1),
            0,
            1f);

    assertThat(softmaxAlone.eval(new String[] {"вода"})[0])
        .isCloseTo(1 / (1 + Math.exp(-8.5)), within(1e-3));
    assertThat(softmaxAlone.eval(new String[] {"щось"})[0])
        .isCloseTo(1 / (1 + Math.exp(-0.5)), within(1e-4));
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
  void aModelOfAnEarlierFormIsRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
      zipped.write("HOL2 and what was in it".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    assertThatThrownBy(() -> ModelFile.read(new ByteArrayInputStream(bytes.toByteArray())))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("this version");
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
