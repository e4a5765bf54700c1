package ua.holos.channel.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

  @ParameterizedTest
  @CsvSource({
    "380441234567,+380441234567",
    "+38 (044) 123-45-67,+380441234567",
    "0441234567,+380441234567",
    "80441234567,+380441234567",
    "+48 22 123 45 67,+48221234567"
  })
  void readsUkrainianAndForeignForms(String written, String international) {
    assertThat(PhoneNumber.international(written)).contains(international);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "104", "немає", "0", "12345678901234567890"})
  void refusesWhatIsNone(String written) {
    assertThat(PhoneNumber.international(written)).isEmpty();
  }
}
