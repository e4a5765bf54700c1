package ua.holos.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsTextTest {
  private static final String GSM =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./09:;<=>?¡AZÄÖÑÜ§¿azäöñüà";
  private static final String EXTENDED = "\f^{}\\[~]|€";
  private static final String WIDE = "абвгґєіїЇщьяЮ№«»–’😀👍🏽✓";

  private static SmsText of(String text) {
    return SmsText.of(text, DefaultAlphabet.GSM);
  }

  @ParameterizedTest
  @CsvSource({
    "a,1,1", "a,160,1", "a,161,2", "a,306,2", "a,307,3", "а,1,1", "а,70,1", "а,71,2", "а,134,2",
    "а,135,3", "а,201,3", "а,202,4", "€,80,1", "€,81,2", "😀,35,1", "😀,36,2"
  })
  void countsAsOperatorsDo(String letter, int times, int parts) {
    assertThat(of(letter.repeat(times)).parts()).hasSize(parts);
  }

  @Test
  void tearsNoSurrogatePairApart() {
    SmsText text = of("а".repeat(66) + "😀" + "а".repeat(20));
    assertThat(text.parts()).containsExactly("а".repeat(66), "😀" + "а".repeat(20));
  }

  @Test
  void tearsNoEscapedCharacterApart() {
    SmsText text = of("a".repeat(152) + "€" + "a".repeat(20));
    assertThat(text.parts()).containsExactly("a".repeat(152), "€" + "a".repeat(20));
    assertThat(text.bytes(text.parts().getLast())).startsWith(0x1B, 0x65);
  }

  @Test
  void writesTypographyPlainlyWhereThatSavesParts() {
    assertThat(of("It’s “done” – see №5…"))
        .isEqualTo(new SmsText(DefaultAlphabet.GSM, List.of("It's \"done\" - see No 5...")));
  }

  @Test
  void leavesTypographyWhereItSavesNothing() {
    assertThat(of("У під’їзді – «темно»…").text()).isEqualTo("У під’їзді – «темно»…");
  }

  @Test
  void staysInUcs2WherePlainTypographyWouldTakeMore() {
    assertThat(of("…".repeat(300)).alphabet()).isNull();
  }

  @Test
  void anSmscOfLatin1GetsLatin1() {
    SmsText text = SmsText.of("Pas @ 5 £", DefaultAlphabet.LATIN1);
    assertThat(text.dataCoding()).isZero();
    assertThat(text.bytes(text.text()))
        .isEqualTo("Pas @ 5 £".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(SmsText.of("5 €", DefaultAlphabet.LATIN1).alphabet()).isNull();
  }

  @Test
  void partsOfRandomTextsKeepTheLimitsAndMakeTheTextAgain() {
    Random random = new Random(17);
    for (int i = 0; i < 20_000; i++) {
      String text = random(random);
      SmsText sms = of(text);
      boolean several = sms.parts().size() > 1;
      for (String part : sms.parts()) {
        byte[] bytes = sms.bytes(part);
        assertThat(bytes.length)
            .isPositive()
            .isLessThanOrEqualTo(
                sms.alphabet() == null ? (several ? 134 : 140) : (several ? 153 : 160));
        assertThat(Character.isHighSurrogate(part.charAt(part.length() - 1))).isFalse();
        assertThat(Character.isLowSurrogate(part.charAt(0))).isFalse();
        assertThat(IncomingText.read(sms.dataCoding(), bytes, DefaultAlphabet.GSM)).isEqualTo(part);
      }
      assertThat(sms.text()).isEqualTo(sms.alphabet() == null ? text : PlainText.of(text));
    }
  }

  @Test
  void noTextOfTheLongestLengthTakesMorePartsThanAllowed() {
    Random random = new Random(18);
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder();
      while (text.length() < SmsText.LONGEST) {
        text.append(random(random));
      }
      text.setLength(SmsText.LONGEST);
      assertThat(of(text.toString()).parts().size()).isLessThanOrEqualTo(SmsText.MOST_PARTS);
    }
    assertThat(of("😀".repeat(SmsText.LONGEST / 2)).parts()).hasSize(SmsText.MOST_PARTS);
    assertThat(of("а".repeat(SmsText.LONGEST)).parts()).hasSize(SmsText.MOST_PARTS);
  }

  /// Of one alphabet or several.
  private static String random(Random random) {
    String letters =
        (random.nextBoolean() ? GSM : "")
            + (random.nextBoolean() ? EXTENDED : "")
            + (random.nextInt(3) == 0 ? WIDE : "")
            + "e";
    int[] points = letters.codePoints().toArray();
    return IntStream.range(0, 1 + random.nextInt(380))
        .mapToObj(_ -> Character.toString(points[random.nextInt(points.length)]))
        .collect(Collectors.joining());
  }
}
