package ua.holos.channel.viber;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ua.holos.bot.channel.AttachmentKeeper;
import ua.holos.bot.message.Attachment;

/// Signed callbacks of any bytes: random ones, and real callbacks with bytes changed, cut off,
/// doubled, and values replaced. `-Dholos.fuzz.inputs=1000000` for a million.
class ViberFuzzTest {
  private static final Logger log = LoggerFactory.getLogger(ViberFuzzTest.class);
  private static final int INPUTS = Integer.getInteger("holos.fuzz.inputs", 20_000);

  /// So that memory holds what they store.
  private static final int INPUTS_PER_CHANNEL = 10_000;

  private static final String[] SEEDS = {
    ViberJson.text("4912661846655238145", "Немає води 😀"),
    ViberJson.answer(
        "2", "Так", "{\"c\":{\"Так\":\"ok:1\",\"Ні\":\"/my\"},\"p\":true,\"x\":\"y\"}"),
    ViberJson.message(
        "3",
        "\"type\":\"picture\",\"media\":\"https://dl.viber.example/p?a=1\",\"text\":\"Яма\","
            + "\"file_name\":\"a.jpg\",\"size\":10"),
    ViberJson.message("4", "\"type\":\"location\",\"location\":{\"lat\":50.45,\"lon\":30.52}"),
    ViberJson.message(
        "5",
        "\"type\":\"contact\",\"contact\":{\"name\":\"a\",\"phone_number\":\"380441234567\"},"
            + "\"tracking_data\":\"{\\\"p\\\":true}\""),
    ViberJson.message("6", "\"type\":\"sticker\",\"sticker_id\":40129"),
    ViberJson.message("7", "\"type\":\"url\",\"media\":\"https://misto.ua\""),
    ViberJson.by("subscribed", "8", ""),
    ViberJson.by("conversation_started", "9", ",\"context\":\"flyer\",\"subscribed\":false"),
    ViberJson.about("unsubscribed", "10", ""),
    ViberJson.about("delivered", "11", ""),
    ViberJson.about("seen", "12", ""),
    ViberJson.about("failed", "13", ",\"desc\":\"not valid\""),
    "{\"event\":\"webhook\",\"timestamp\":1,\"message_token\":1}"
  };

  private static final String[] VALUES = {
    "null",
    "[]",
    "{}",
    "-1",
    "1e400",
    "\"\"",
    "true",
    "99999999999999999999",
    "[null]",
    "0.5",
    "\"\\ud800\"",
    "\"\\u0000\"",
    "{\"a\":{\"b\":[]}}",
    "-9223372036854775808",
    "\" \"",
    "\"{\""
  };

  private final Random random = new Random(20261128);

  /// Fetches nothing: the addresses are random, too.
  private static AttachmentKeeper.Kept elsewhere(
      Attachment attachment, AttachmentKeeper.Source source) {
    return new AttachmentKeeper.Kept.Here(attachment);
  }

  private static ViberChannel channel() {
    return new ViberChannel(
        9, Duration.ofSeconds(1), ViberFuzzTest::elsewhere, Duration.ofSeconds(30));
  }

  @Test
  void answersAnyBytesWithoutAFaultOfItsOwn() {
    Map<Integer, Integer> answers = new TreeMap<>();
    ViberChannel channel = channel();
    for (int i = 0; i < INPUTS; i++) {
      if (i % INPUTS_PER_CHANNEL == 0) {
        channel = channel();
      }
      byte[] body = mutated(SEEDS[random.nextInt(SEEDS.length)]);
      int status = channel.calls(body).getStatusCode().value();
      answers.merge(status, 1, Integer::sum);
      assertThat(status).as("input %d", i).isIn(200, 400);
    }
    log.info("{} callbacks, answered: {}", INPUTS, answers);
    assertThat(answers.keySet()).isSubsetOf(List.of(200, 400));
  }

  private byte[] mutated(String seed) {
    byte[] body = seed.getBytes(UTF_8);
    return switch (random.nextInt(6)) {
      case 0 -> randomBytes();
      case 1 -> withBytesChanged(body);
      case 2 -> Arrays.copyOf(body, random.nextInt(body.length));
      case 3 -> withAPieceDoubled(body);
      default -> withValuesReplaced(seed, 1 + random.nextInt(3)).getBytes(UTF_8);
    };
  }

  private byte[] randomBytes() {
    byte[] body = new byte[random.nextInt(300)];
    random.nextBytes(body);
    return body;
  }

  private byte[] withBytesChanged(byte[] body) {
    for (int i = 0; i <= random.nextInt(4); i++) {
      body[random.nextInt(body.length)] = (byte) random.nextInt(256);
    }
    return body;
  }

  private byte[] withAPieceDoubled(byte[] body) {
    int from = random.nextInt(body.length);
    int to = from + random.nextInt(body.length - from);
    byte[] doubled = Arrays.copyOf(body, body.length + to - from);
    System.arraycopy(body, from, doubled, to, body.length - from);
    return doubled;
  }

  private String withValuesReplaced(String json, int times) {
    String changed = json;
    for (int i = 0; i < times; i++) {
      int colon = changed.indexOf("\":", random.nextInt(changed.length()));
      if (colon < 0) {
        continue;
      }
      int end = colon + 2;
      while (end < changed.length() && ",}]".indexOf(changed.charAt(end)) < 0) {
        end++;
      }
      changed =
          changed.substring(0, colon + 2)
              + VALUES[random.nextInt(VALUES.length)]
              + changed.substring(end);
    }
    return changed;
  }
}
