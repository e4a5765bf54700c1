package ua.holos.channel.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SecretsTest {

  @Test
  void aSharedSecretMatchesItselfOnly() {
    SharedSecret secret = new SharedSecret("right-one");
    assertThat(secret.matches("right-one")).isTrue();
    assertThat(secret.matches("right-onf")).isFalse();
    assertThat(secret.matches("right")).isFalse();
    assertThat(secret.matches("")).isFalse();
    assertThat(secret.matches(null)).isFalse();
  }

  @Test
  void aSharedSecretIsNotPrinted() {
    assertThat(new SharedSecret("right-one")).hasToString("SharedSecret[***]");
  }

  @Test
  void aDerivedSecretIsTheSameEverywhereAndDoesNotTellWhatItIsMadeOf() {
    String derived = SharedSecret.derived("42:TOKEN", "/webhook/telegram").reveal();
    assertThat(derived)
        .isEqualTo(SharedSecret.derived("42:TOKEN", "/webhook/telegram").reveal())
        .isNotEqualTo(SharedSecret.derived("43:TOKEN", "/webhook/telegram").reveal())
        .isNotEqualTo(SharedSecret.derived("42:TOKEN", "/webhook/viber").reveal())
        .matches("[0-9a-f]{64}")
        .doesNotContain("TOKEN");
  }

  @Test
  void redactionTakesTheTokenOutOfMessages() {
    Redaction redaction = new Redaction("42:TOKEN");
    assertThat(redaction.of(new IOException("GET /bot42:TOKEN/getMe failed")))
        .isEqualTo("IOException: GET /bot***/getMe failed");
  }
}
