package ua.holos.nlp.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.Expectation;

/// Texts that nobody should send: they are read in bounded time and break nothing.
final class StrangeTextTest {
  private static final int LONG = 100_000;
  private static final String LETTERS =
      "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя АВСХ.,-/№\"'«»()0123456789\u0000\u0301\u202e\n\t😡az[]{};";

  private final AddressReader reader = new AddressReader(DemoCity.REGISTER);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dek/ {htofnbr 25                   | Хрещатик      | 25
          ek/ Rhtofnbr 25                    | Хрещатик      | 25
          Ghjhspyf 12                        | Прорізна      | 12
          немає води, dek/ Ghjhspyf? 12      | Прорізна      | 12
          """)
  void readsWhatWasTypedInTheWrongLayout(String text, String street, String house) {
    var mentions = reader.read(text, Expectation.ANYTHING);
    assertThat(mentions).hasSize(1);
    assertThat(mentions.getFirst().streets().getFirst().name()).isEqualTo(street);
    assertThat(mentions.getFirst().house()).isEqualTo(house);
    assertThat(text.substring(mentions.getFirst().start(), mentions.getFirst().end()))
        .endsWith(house);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello, the heating does not work since Monday",
        "dzień dobry, nie ma ciepłej wody w mieszkaniu",
        "info@example.com, https://example.com/page?id=25",
        "C++ [x] {y} ; 25",
      })
  void findsNoStreetInForeignWords(String text) {
    assertThat(reader.read(text, Expectation.ANYTHING)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "вул. Хрещатикк 5, ",
        "буд. 5 по ",
        "на розі Садової і ",
        "5-6-",
        "квартира ",
        "а\u0301\u0302\u0303",
        "\u202eвул. ",
        "\u0000",
        "((((",
        "dek/ ",
        "№",
      })
  void readsTheBeginningOfAnyLength(String piece) {
    var text = piece.repeat(LONG / piece.length());
    assertThatCode(() -> reader.read(text, Expectation.ANYTHING)).doesNotThrowAnyException();
    assertThat(reader.read(text, Expectation.STREET)).hasSizeLessThan(300);
  }

  @Test
  void staysInsideTheTextWhateverIsTyped() {
    var random = new Random(20_261_122);
    for (int i = 0; i < 20_000; i++) {
      var text = random(random);
      int points = text.codePointCount(0, text.length());
      for (var expected : Expectation.values()) {
        assertThat(reader.read(text, expected))
            .as(text)
            .allMatch(mention -> 0 <= mention.start() && mention.start() < mention.end())
            .allMatch(mention -> mention.end() <= points)
            .extracting(AddressMention::confidence)
            .allMatch(confidence -> 0 <= confidence && confidence <= 1);
      }
    }
  }

  private static String random(Random random) {
    var words =
        new String[] {
          "вул. ",
          "Хрещатик",
          "Прорізна ",
          "буд. ",
          "5",
          "12-А",
          ", ",
          " кв. ",
          "під'їзд ",
          "та ",
          "на розі ",
          "проспект ",
          "Перемоги",
          "№",
          "3-й ",
          "не 5, а 6 ",
          "корп. ",
          "М. ",
          "/"
        };
    var text = new StringBuilder();
    int pieces = 1 + random.nextInt(12);
    for (int i = 0; i < pieces; i++) {
      if (random.nextInt(3) == 0) {
        text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      } else {
        text.append(words[random.nextInt(words.length)]);
      }
    }
    return text.toString();
  }
}
