package ua.holos.channel.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodySignatureTest {
  /// RFC 4231, test case 2.
  private static final byte[] BODY =
      "what do ya want for nothing?".getBytes(StandardCharsets.UTF_8);

  private static final String RIGHT =
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

  private final BodySignature signature = new BodySignature("Jefe");

  @Test
  void isTheOneOfTheStandard() {
    assertThat(signature.of(BODY)).isEqualTo(RIGHT);
    assertThat(signature.matches(RIGHT, BODY)).isTrue();
    assertThat(signature.matches(RIGHT.toUpperCase(Locale.ROOT), BODY)).isTrue();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "5bdc",
        "not hexadecimal",
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3844",
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec384300"
      })
  void refusesEveryOther(String presented) {
    assertThat(signature.matches(presented, BODY)).isFalse();
  }

  @Test
  void belongsToTheseBytesOnly() {
    assertThat(
            signature.matches(
                RIGHT, "what do ya want for nothing!".getBytes(StandardCharsets.UTF_8)))
        .isFalse();
  }

  @Test
  void needsASecretAndDoesNotPrintIt() {
    assertThatThrownBy(() -> new BodySignature("")).isInstanceOf(IllegalArgumentException.class);
    assertThat(signature.toString()).doesNotContain("Jefe");
  }
}
