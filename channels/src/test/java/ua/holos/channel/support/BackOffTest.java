package ua.holos.channel.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackOffTest {
  private final BackOff backOff =
      new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(60), new Random(7));

  @Test
  void doublesUpToTheLongestAndShortensByAtMostAHalf() {
    long[] expected = {1, 2, 4, 8, 16, 32, 60, 60, 60};
    for (int failures = 1; failures <= expected.length; failures++) {
      long millis = expected[failures - 1] * 1000;
      assertThat(backOff.after(failures).toMillis()).isBetween(millis / 2, millis);
    }
    assertThat(backOff.after(1_000_000).toMillis()).isBetween(30_000L, 60_000L);
  }

  @Test
  void sendsThoseWhoFailedTogetherBackAtDifferentTimes() {
    assertThat(backOff.after(5)).isNotEqualTo(backOff.after(5));
  }
}
