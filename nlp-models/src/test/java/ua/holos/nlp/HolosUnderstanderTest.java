package ua.holos.nlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import ua.holos.bot.address.Street;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.Detail;
import ua.holos.bot.understanding.EmergencyService;
import ua.holos.bot.understanding.Expectation;
import ua.holos.bot.understanding.Intent;
import ua.holos.bot.understanding.Language;
import ua.holos.bot.understanding.Understanding;

class HolosUnderstanderTest {

  private static final Street KHRESHCHATYK = new Street("1", "вулиця", "Хрещатик", "");

  private final HolosUnderstander withoutModel = new HolosUnderstander(new OneStreet(), null);

  /// Knows one street and the number after it.
  private static final class OneStreet implements Places {
    @Override
    public List<AddressMention> read(String text, Expectation expected) {
      int at = text.indexOf("Хрещатик");
      if (at < 0) {
        return List.of();
      }
      int start = text.codePointCount(0, at);
      int end = Math.min(text.codePointCount(0, text.length()), start + 12);
      return List.of(mention(start, end));
    }

    @Override
    public Optional<AddressMention> nearest(double latitude, double longitude) {
      return Optional.of(mention(0, 0));
    }

    private static AddressMention mention(int start, int end) {
      return new AddressMention(
          start,
          end,
          "Хрещатик",
          List.of(KHRESHCHATYK),
          List.of(),
          "25",
          null,
          "3",
          "7",
          true,
          0.9,
          true);
    }
  }

  private Understanding understand(String text) {
    return withoutModel.understand(text, Expectation.ANYTHING);
  }

  @Test
  void readsAWholeComplaintWithoutAModel() {
    Understanding read = understand("На Хрещатику 25 вже третій день немає гарячої води");
    assertThat(read.language()).isEqualTo(Language.UKRAINIAN);
    assertThat(read.intent()).isEqualTo(Intent.COMPLAINT);
    assertThat(read.details()).containsEntry(Detail.SINCE, "третій день");
    assertThat(read.emergency()).isNull();
    assertThat(read.categories()).isEmpty();
    assertThat(read.certain()).isFalse();
  }

  @Test
  void aSmellOfGasIsForTheGasServiceWhateverElseTheWordsAreAbout() {
    Understanding read =
        HolosUnderstander.withoutStreets(HolosUnderstander.shippedClassifier())
            .understand("пахне газом у під'їзді", Expectation.ANYTHING);
    assertThat(read.emergency()).isEqualTo(EmergencyService.GAS);
    assertThat(read.categories().getFirst().code()).isEqualTo("gas");
    assertThat(read.certain()).isTrue();
  }

  @Test
  void readsDangerWithoutAModel() {
    assertThat(understand("Хрещатик 25, пахне газом").emergency()).isEqualTo(EmergencyService.GAS);
  }

  @Test
  void takesEntranceAndFlatFromTheAddressOfTheAppeal() {
    assertThat(understand("Хрещатик 25 темно на сходах").details())
        .containsEntry(Detail.ENTRANCE, "3")
        .containsEntry(Detail.APARTMENT, "7");
  }

  @Test
  void aBareAddressIsAnAddress() {
    assertThat(understand("Хрещатик 25").intent()).isEqualTo(Intent.ADDRESS_ONLY);
  }

  @Test
  void categoriesComeFromTheShippedModel() {
    HolosUnderstander whole =
        new HolosUnderstander(new OneStreet(), HolosUnderstander.shippedClassifier());
    assertThat(whole.knowsCategories()).isTrue();
    Understanding read = whole.understand("не працює ліфт, третій під'їзд", Expectation.ANYTHING);
    assertThat(read.categories().getFirst().code()).isEqualTo("elevator");
    assertThat(read.certain()).isTrue();
    assertThat(read.categories()).hasSizeBetween(3, 5);
  }

  @Test
  void understandsNothingWhereThereIsNothing() {
    for (String text : List.of("", " ", "\n\t", "...", "\u0000", "\uD83D", "\u200F\u202E")) {
      assertThat(understand(text)).as("<%s>", text).isEqualTo(Understanding.NOTHING);
    }
  }

  @Test
  @Timeout(60)
  void survivesAnyInput() {
    Random random = new Random(20_260_101);
    String[] pieces = {
      "вода ",
      "не працює ",
      "під'їзд ",
      "25",
      "3-й ",
      "вул. ",
      "Хрещатик ",
      "👍",
      "\uD83D",
      "\uDC4D",
      "\u0000",
      "\u0301",
      "и\u0306",
      "\u202E",
      "'",
      "\"",
      "«",
      "»",
      "-",
      "/",
      ".",
      "?",
      "!",
      "\n",
      "№",
      "зупинка ",
      "опора ",
      "з ",
      "вже ",
      "звернення ",
      "1234567",
      "газ ",
      "пахне ",
      "ж",
      "Z",
      "ß",
      "字",
      "<b>",
      "&nbsp;",
      "%s",
      "{0}",
      "автобус ",
      "навпроти ",
      "перехрестя "
    };
    for (int round = 0; round < 5_000; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(40);
      for (int i = 0; i < length; i++) {
        if (random.nextInt(5) == 0) {
          text.append((char) random.nextInt(0x10000));
        } else {
          text.append(pieces[random.nextInt(pieces.length)]);
        }
      }
      Expectation expected = Expectation.values()[random.nextInt(Expectation.values().length)];
      assertThatCode(() -> withoutModel.understand(text.toString(), expected))
          .as("%s", text)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void readsTheBeginningOfAVeryLongText() {
    String flood = "Немає води. " + "лфыв ".repeat(20_000) + "\uD83D\uDC4D".repeat(5_000);
    assertThat(flood).hasSizeGreaterThan(100_000);
    long before = System.nanoTime();
    assertThat(understand(flood).intent()).isNotNull();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void theSameTextIsReadAlikeInAllThreads() {
    String text = "Хрещатик 25, вже третій день немає гарячої води, 3 під'їзд";
    Understanding expected = understand(text);
    assertThat(IntStream.range(0, 2_000).parallel().mapToObj(i -> understand(text)).distinct())
        .containsExactly(expected);
  }

  @Test
  void findsTheAddressNearAPoint() {
    assertThat(withoutModel.nearest(50.44, 30.52).orElseThrow().streets())
        .containsExactly(KHRESHCHATYK);
  }

  @Test
  void anotherModelTakesItsPlaceAtOnceAndGoesAgain() {
    HolosUnderstander understander = new HolosUnderstander(new OneStreet(), null);
    String text = "немає гарячої води третій день";
    assertThat(understander.understand(text, Expectation.ANYTHING).categories()).isEmpty();

    understander.use(HolosUnderstander.shippedClassifier());
    assertThat(understander.understand(text, Expectation.ANYTHING).categories().getFirst().code())
        .isEqualTo("hot-water");
    assertThat(understander.knowsCategories()).isTrue();

    understander.use(null);
    assertThat(understander.understand(text, Expectation.ANYTHING).categories()).isEmpty();
    assertThat(understander.knowsCategories()).isFalse();
  }
}
