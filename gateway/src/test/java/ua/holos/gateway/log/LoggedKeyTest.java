package ua.holos.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoggedKeyTest {

  @ParameterizedTest
  @CsvSource({
    "tel:+380441234567:4:0, tel:…67:4:0",
    "tel:+380441234567, tel:…67",
    "tel:+12, tel:+12",
    "telegram:4711:4:0, telegram:4711:4:0",
    "viber:Zm9v=:12:1, viber:Zm9v=:12:1",
    "news/tel:+380671112233:1:2, news/tel:…33:1:2"
  })
  void aNumberIsNotShown(String key, String shown) {
    assertThat(LoggedKey.of(key)).isEqualTo(shown);
  }
}
