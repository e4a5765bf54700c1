package ua.holos.gateway.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

  @ParameterizedTest
  @CsvSource({
    "elevenchars, short",
    "олена.петренко, login",
    "Олена Петренко 1, login",
    "password2026!, obvious",
    "ПарольПароль12, obvious",
    "qwertyuiop123, obvious",
    "123456789012, obvious",
    "aaaaaaaaaaaa, obvious",
    "adminadminadmin, obvious"
  })
  void refusesWhatIsGuessedFirst(String password, String mistake) {
    assertThat(PasswordRules.mistake(password, "олена.петренко")).contains(mistake);
  }

  @Test
  void refusesWhatBcryptWouldCutOff() {
    assertThat(PasswordRules.mistake("їжачок ".repeat(7), "olena")).contains("long");
    assertThat(PasswordRules.mistake("абвгґдеєжзиіїйклмнопрстуфхцчшщьюяабв", "olena")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"вісім журавлів летять", "correct horse battery", "k3vh-9wmt-2qxp-c7ea"})
  void takesWhatIsLong(String password) {
    assertThat(PasswordRules.mistake(password, "olena")).isEmpty();
  }

  @Test
  void aOneTimePasswordIsGoodEnoughAndNeverTheSame() {
    Passwords passwords = new Passwords(4, new SecureRandom());
    String one = passwords.oneTime();
    assertThat(PasswordRules.mistake(one, "admin")).isEmpty();
    assertThat(passwords.oneTime()).isNotEqualTo(one);
  }

  @Test
  void noPasswordFitsAnAccountWithoutOneNorATooLongOne() {
    Passwords passwords = new Passwords(4, new SecureRandom());
    String own = "x".repeat(72);
    assertThat(passwords.matches(own, passwords.hash(own))).isTrue();
    assertThat(passwords.matches(own + "y", passwords.hash(own))).isFalse();
    assertThat(passwords.matches("", null)).isFalse();
  }
}
