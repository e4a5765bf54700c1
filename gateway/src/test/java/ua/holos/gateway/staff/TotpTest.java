package ua.holos.gateway.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final byte[] RFC_SECRET =
      "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  /// RFC 6238, appendix B, the last six of its eight digits.
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void makesTheCodesOfTheStandard(long seconds, String code) {
    assertThat(Totp.code(RFC_SECRET, Instant.ofEpochSecond(seconds))).isEqualTo(code);
  }

  @Test
  void takesACodeThatIsOneStepOffAndNoOther() {
    Instant now = Instant.ofEpochSecond(1_111_111_111);
    long step = now.getEpochSecond() / 30;
    assertThat(Totp.step(RFC_SECRET, "050 471", now)).hasValue(step);
    assertThat(Totp.step(RFC_SECRET, "050471", now.minusSeconds(30))).hasValue(step);
    assertThat(Totp.step(RFC_SECRET, "050471", now.plusSeconds(30))).hasValue(step);
    assertThat(Totp.step(RFC_SECRET, "050471", now.plusSeconds(60))).isEmpty();
    assertThat(Totp.step(RFC_SECRET, "50471", now)).isEmpty();
    assertThat(Totp.step(RFC_SECRET, "", now)).isEmpty();
  }

  /// RFC 4648, section 10.
  @ParameterizedTest
  @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB"})
  void writesKeysAsTheStandardDoes(String text, String key) {
    assertThat(Totp.base32(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(key);
  }
}
