package ua.holos.nlp.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ua.holos.nlp.model.CategoryEnsemble;
import ua.holos.nlp.model.CategoryReader;
import ua.holos.nlp.model.FeatureRows;
import ua.holos.nlp.model.Fingerprint;

final class HiddenLayerFitTest {

  private static final List<String> WORDS = List.of("тече", "гаряча");
  private static final float SIDE_BY_SIDE = (float) Math.sqrt(0.5);

  private static CategoryEnsemble asked(CategoryReader reader) {
    long[] fingerprints = WORDS.stream().mapToLong(Fingerprint::of).sorted().toArray();
    return new CategoryEnsemble(
        List.of("either", "both"),
        new FeatureRows(fingerprints, new float[] {1, 1}),
        List.of(reader),
        0,
        1f);
  }

  /// One word or the other is one thing, both together another: no weight for each word says that.
  private static List<Document> eitherOrBoth() {
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      documents.add(
          switch (i % 3) {
            case 0 -> new Document(0, 0, new int[] {0}, new float[] {1}, 1, i, true);
            case 1 -> new Document(0, 0, new int[] {1}, new float[] {1}, 1, i, true);
            default ->
                new Document(
                    1, 2, new int[] {0, 1}, new float[] {SIDE_BY_SIDE, SIDE_BY_SIDE}, 1, i, true);
          });
    }
    return documents;
  }

  @Test
  void wordsThatMeanSomethingElseTogetherAreLearnt() {
    CategoryEnsemble ensemble =
        asked(
            HiddenLayerFit.of(
                eitherOrBoth(),
                new int[] {0, 1, 1},
                2,
                new HiddenLayerFit.Settings(32, 40, 0.1, 0, 0, 5)));

    assertThat(ensemble.eval(new String[] {"тече"})[0]).isGreaterThan(0.8);
    assertThat(ensemble.eval(new String[] {"гаряча"})[0]).isGreaterThan(0.8);
    assertThat(ensemble.eval(new String[] {"тече", "гаряча"})[1]).isGreaterThan(0.8);
  }
}
