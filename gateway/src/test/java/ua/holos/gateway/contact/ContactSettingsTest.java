package ua.holos.gateway.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContactSettingsTest {
  @Test
  void smsGoesToNumbersThatBeginAsTheCitySays() {
    ContactSettings settings = new ContactSettings(List.of("+380", "+48"));
    assertThat(settings.allow("+380501234522")).isTrue();
    assertThat(settings.allow("+48600100200")).isTrue();
    assertThat(settings.allow("+2348012345678")).isFalse();
  }

  @Test
  void whatIsNoNumberIsToldByItsName() {
    assertThatThrownBy(() -> new ContactSettings(List.of("380")))
        .hasMessageContaining("holos.contacts.sms-prefixes: found \"380\"")
        .hasMessageContaining("+380");
  }
}
