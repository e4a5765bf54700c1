package ua.holos.nlp.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FeatureWeightingTest {

  private static final double[] SIZES = {100, 100, 200};

  private static float worth(int... with) {
    int containing = 0;
    for (int count : with) {
      containing += count;
    }
    return FeatureWeighting.worth(with, 0, SIZES, containing, 400);
  }

  @Test
  void aFeatureOfOneCategoryIsWorthMoreThanOneOfAll() {
    assertThat(worth(20, 0, 0)).isGreaterThan(2 * worth(5, 5, 10));
  }

  @Test
  void whatWasSeenTwiceSaysLittle() {
    assertThat(worth(40, 0, 0)).isGreaterThan(worth(2, 0, 0));
  }

  @Test
  void aFeatureThatSaysNothingIsStillThere() {
    assertThat(worth(100, 100, 200)).isPositive();
  }

  @Test
  void aCategoryWithoutAppealsDisturbsNothing() {
    assertThat(FeatureWeighting.worth(new int[] {3, 0}, 0, new double[] {10, 0}, 3, 10)).isFinite();
  }

  @Test
  void aFeatureThatComesOftenCountsForMoreButNotForManyTimesMore() {
    assertThat(FeatureWeighting.value(10, 1)).isBetween(3f, 4f);
    assertThat(FeatureWeighting.value(1, 0.7f)).isEqualTo(0.7f);
  }
}
