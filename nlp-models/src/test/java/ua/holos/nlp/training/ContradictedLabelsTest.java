package ua.holos.nlp.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ContradictedLabelsTest {

  private static final LinearFit.Settings SETTINGS = new LinearFit.Settings(5, 4, 1e-6, 0, 1);

  /// An appeal with one telling feature.
  private static Document appeal(int number, int feature, int category) {
    return new Document(category, category, new int[] {feature}, new float[] {1}, 1, number, true);
  }

  @Test
  void theOneAppealThatAllOthersContradictIsFound() {
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      documents.add(appeal(i, i % 2, i % 2));
    }
    documents.set(37, appeal(37, 1, 0));

    assertThat(ContradictedLabels.of(documents, 2, 2, SETTINGS).stream().toArray())
        .containsExactly(37);
  }

  @Test
  void wordsThatMayMeanEitherContradictNobody() {
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      documents.add(appeal(i, 0, i / 4 % 2));
    }

    assertThat(ContradictedLabels.of(documents, 2, 1, SETTINGS).isEmpty()).isTrue();
  }

  @Test
  void textsWrittenForTrainingAreNeverLeftOut() {
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      documents.add(appeal(i, i % 2, i % 2));
    }
    documents.add(
        new Document(0, 0, new int[] {1}, new float[] {1}, 1, WeightedEvent.NO_APPEAL, false));

    assertThat(ContradictedLabels.of(documents, 2, 2, SETTINGS).isEmpty()).isTrue();
  }
}
