package ua.holos.nlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ua.holos.bot.understanding.AddressMention;
import ua.holos.bot.understanding.EmergencyService;
import ua.holos.bot.understanding.Expectation;
import ua.holos.bot.understanding.Intent;
import ua.holos.bot.understanding.Language;
import ua.holos.bot.understanding.Understanding;
import ua.holos.nlp.phrase.Utterance;

/// What is no complaint gets a calm answer: nothing is taken as certain, nothing is broken.
final class BadInputTest {

  private static final HolosUnderstander UNDERSTANDER =
      HolosUnderstander.load(Path.of("..", "config", "city", "streets.tsv"), null);

  private static final int LONG = 100_000;

  private static Map<String, String> nonsense() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("empty", "");
    texts.put("spaces", " \t\n\u00a0\u2003 ");
    texts.put("null bytes", "\0\0\0");
    texts.put("null byte among letters", "а\0б\0в");
    texts.put("control characters", "\u0001\u0007\u001b[31m\u0008\u007f");
    texts.put("emoji", "🔥🚰😡👍🏽👨‍👩‍👧‍👦🇺🇦");
    texts.put("one emoji many times", "🔥".repeat(LONG / 2));
    texts.put("zalgo", "ї̸̢̛̗̥̈́̿щ̷̧͇͑о̶̰̇ ӟ̵͎а̶̫͝ т̶̳͝е̴̗͐к̷̙̊с̸̣̈т̶͉́");
    texts.put("right to left", "\u202Eדוד שלום\u202C\u200F\u2067");
    texts.put("Arabic", "المصعد لا يعمل منذ ثلاثة أيام");
    texts.put("Chinese", "电梯已经坏了三天了");
    texts.put("markup", "<html><body><script>alert(document.cookie)</script></body></html>");
    texts.put("English", "the weather has been lovely since we came back from the seaside");
    texts.put("Polish", "wczoraj byliśmy w kinie i film bardzo nam się podobał");
    texts.put("lone surrogates", "\uD83D\uD83D\uDD25\uDD25\uD83D");
    texts.put("not a character", "\uFFFF\uFFFE\uFFFD\uFEFF");
    texts.put("one letter many times", "а".repeat(LONG));
    texts.put("brackets", "(".repeat(LONG / 2) + ")".repeat(LONG / 2));
    texts.put("digits", "1234567890".repeat(LONG / 10));
    texts.put("slashes", "1/".repeat(LONG / 2));
    texts.put("line breaks", "\n".repeat(LONG));
    texts.put("question marks", "?!".repeat(LONG / 2));
    texts.put("SQL", "'; DROP TABLE appeals; --");
    texts.put("templates", "${jndi:ldap://x} {{7*7}} %s%n %d");
    texts.put("address of a page", "https://example.com/?a=1&b=2#c");
    return texts;
  }

  private static Stream<String> names() {
    return nonsense().keySet().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void nonsenseIsTakenForNothing(String name) {
    String text = String.valueOf(nonsense().get(name));
    for (Expectation expected : Expectation.values()) {
      Understanding read = UNDERSTANDER.understand(text, expected);

      assertThat(read.certain()).as("%s", read.categories()).isFalse();
      assertThat(read.emergency()).isNull();
      assertThat(read.parts()).isEmpty();
      assertThat(read.addresses())
          .allSatisfy(address -> assertThat(address.streets()).as("streets").isEmpty());
      assertThat(read.intent()).isNotIn(Intent.YES, Intent.CANCEL, Intent.RESTART);
    }
  }

  @Test
  void emptyAndUnreadableTextsAreNoLanguage() {
    for (String name : new String[] {"empty", "spaces", "null bytes", "emoji", "Chinese"}) {
      assertThat(
              UNDERSTANDER
                  .understand(String.valueOf(nonsense().get(name)), Expectation.ANYTHING)
                  .language())
          .as(name)
          .isEqualTo(Language.UNKNOWN);
    }
  }

  @Test
  void marksAndMarkupDoNotHideAComplaint() {
    for (String text :
        new String[] {
          "<p>На вул. Хрещатик, 25 <b>сильно пахне газом</b></p>",
          "\u202EНа вул. Хрещатик, 25\u202C сильно пахне газом\u200F",
          "\uFEFFНа вул. Хрещатик, 25 сильно\u00ADпахне газом, пахне газом\0",
        }) {
      Understanding read = UNDERSTANDER.understand(text, Expectation.ANYTHING);

      assertThat(read.emergency()).as(text).isEqualTo(EmergencyService.GAS);
      assertThat(read.categories().getFirst().code()).as(text).isEqualTo("gas");
      assertThat(read.addresses()).as(text).hasSize(1);
    }
  }

  @Test
  void ofManyUnknownStreetsOnlyTheFirstAreLookedFor() {
    List<AddressMention> read =
        UNDERSTANDER
            .understand("вул. Прорізана 5, вул. Зеленкувата 7. ".repeat(50), Expectation.ANYTHING)
            .addresses();

    assertThat(read).hasSizeGreaterThan(20);
    assertThat(read.stream().filter(address -> !address.suggestions().isEmpty()).count())
        .isLessThanOrEqualTo(3);
  }

  @Test
  void ofAVeryLongTextTheBeginningIsRead() {
    String sentence = "На вул. Прорізній 5 не працює ліфт, третій день немає води. ";
    String whole = sentence.repeat(LONG / sentence.length());

    assertThat(UNDERSTANDER.understand(whole, Expectation.ANYTHING))
        .isEqualTo(
            UNDERSTANDER.understand(whole.substring(0, Utterance.LONGEST), Expectation.ANYTHING));
  }
}
