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
  void randomSecretsDiffer() {
    assertThat(SharedSecret.random().reveal()).isNotEqualTo(SharedSecret.random().reveal());
  }

  @Test
  void redactionTakesTheTokenOutOfMessages() {
    Redaction redaction = new Redaction("42:TOKEN");
    assertThat(redaction.of(new IOException("GET /bot42:TOKEN/getMe failed")))
        .isEqualTo("IOException: GET /bot***/getMe failed");
  }
}
