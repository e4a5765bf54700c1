package ua.holos.channel.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WellFormedTextTest {

  @Test
  void leavesGoodTextAlone() {
    String text = "Під’їзд 😀, ліфт";
    assertThat(WellFormedText.of(text)).isSameAs(text);
  }

  @Test
  void replacesHalfPairsAndDropsZeros() {
    assertThat(WellFormedText.of("а\uD83Dб\uDE00\u0000в\uD83D")).isEqualTo("а\uFFFDб\uFFFDв\uFFFD");
  }

  @Test
  void keepsAPairAfterAHalfOne() {
    assertThat(WellFormedText.of("\uD83D😀")).isEqualTo("\uFFFD😀");
  }
}
