package ua.holos.channel.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextSplitterTest {
  private static final String[] PIECES = {
    "а",
    "ї",
    "слово",
    ". ",
    "! ",
    "\n",
    "\n\n",
    " ",
    "  ",
    "😀",
    "👨‍👩‍👧",
    "е\u0301",
    "\u0301",
    "http://a.b/",
    "…",
    "\t",
    "Кінець речення? ",
    "довгедовгедовгедовгеслово"
  };

  @Test
  void leavesAShortTextWhole() {
    assertThat(TextSplitter.split("Гарячої води немає.", 4096))
        .containsExactly("Гарячої води немає.");
  }

  @Test
  void givesNothingForABlankText() {
    assertThat(TextSplitter.split(" \n\t ", 10)).isEmpty();
  }

  @Test
  void splitsBetweenSentencesRatherThanWords() {
    assertThat(TextSplitter.split("Перше речення тут. Друге трохи довше за перше.", 30))
        .containsExactly("Перше речення тут.", "Друге трохи довше за перше.");
  }

  @Test
  void splitsBetweenParagraphsRatherThanSentences() {
    assertThat(TextSplitter.split("Один абзац.\n\nДва. Третє речення.", 20))
        .containsExactly("Один абзац.", "Два. Третє речення.");
  }

  @Test
  void splitsBetweenWordsWhenASentenceIsTooLong() {
    assertThat(TextSplitter.split("одне два три чотири", 13))
        .containsExactly("одне два три", "чотири");
  }

  @Test
  void neverTearsASurrogatePair() {
    assertThat(TextSplitter.split("😀".repeat(5), 5)).containsExactly("😀😀", "😀😀", "😀");
  }

  @Test
  void refusesALimitInWhichNoPairFits() {
    assertThatThrownBy(() -> TextSplitter.split("а", 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /// 20,000 random texts; the seed makes a failure repeatable.
  @Test
  void keepsEveryVisibleCharacterInOrderAndEveryLimit() {
    Random random = new Random(20261122);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(60);
      for (int i = 0; i < length; i++) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      int limit = 2 + random.nextInt(40);

      List<String> parts = TextSplitter.split(text.toString(), limit);

      assertThat(visible(String.join("", parts))).isEqualTo(visible(text.toString()));
      for (String part : parts) {
        assertThat(part.length()).isLessThanOrEqualTo(limit);
        assertThat(part).isNotBlank();
        assertThat(Character.isLowSurrogate(part.charAt(0))).isFalse();
        assertThat(Character.isHighSurrogate(part.charAt(part.length() - 1))).isFalse();
      }
    }
  }

  private static String visible(String text) {
    return text.codePoints()
        .filter(c -> !Character.isWhitespace(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
