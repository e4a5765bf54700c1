package ua.holos.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownKeyTest {

  @Test
  void aPhoneNumberIsNotShown() {
    assertThat(ShownKey.of("tel:+380441234567:12:0"))
        .matches("tel:[0-9a-f-]{36}:12:0")
        .doesNotContain("380441234567");
  }

  @Test
  void otherKeysAreShownAsTheyAre() {
    assertThat(ShownKey.of("telegram:4711:12:0")).isEqualTo("telegram:4711:12:0");
  }
}
