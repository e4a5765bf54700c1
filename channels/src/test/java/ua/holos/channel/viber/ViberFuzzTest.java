package ua.holos.channel.viber;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import ua.holos.bot.channel.AttachmentKeeper;
import ua.holos.bot.message.Attachment;
import ua.holos.channel.support.SpoiledBodies;

/// Callbacks of any bytes, rightly signed: what is behind the signature must bear them, too.
class ViberFuzzTest {
  private static final List<String> GOOD =
      List.of(
          ViberJson.text("4912661846655238145", "Немає води 😀 на вул. Хрещатик, 25"),
          ViberJson.answer(
              "2", "Так", "{\"c\":{\"Так\":\"ok:1\",\"Мої звернення\":\"/my\"},\"p\":true}"),
          ViberJson.message(
              "3",
              "\"type\":\"picture\",\"media\":\"https://dl.viber.example/p?a=1\","
                  + "\"text\":\"Яма\",\"file_name\":\"a.jpg\",\"size\":10"),
          ViberJson.message(
              "4", "\"type\":\"location\",\"location\":{\"lat\":50.45,\"lon\":30.52}"),
          ViberJson.message(
              "5",
              "\"type\":\"contact\",\"contact\":{\"phone_number\":\"380441234567\"},"
                  + "\"tracking_data\":\"{\\\"p\\\":true}\""),
          ViberJson.message("6", "\"type\":\"sticker\",\"sticker_id\":40129"),
          ViberJson.message("7", "\"type\":\"url\",\"media\":\"https://misto.ua\""),
          ViberJson.by("subscribed", "8", ""),
          ViberJson.by("conversation_started", "9", ",\"context\":\"flyer\",\"subscribed\":false"),
          ViberJson.about("unsubscribed", "10", ""),
          ViberJson.about("delivered", "11", ""),
          ViberJson.about("seen", "12", ""),
          ViberJson.about("failed", "13", ",\"desc\":\"not valid\""),
          "{\"event\":\"webhook\",\"timestamp\":1,\"message_token\":1}");

  private final ViberChannel channel =
      new ViberChannel(9, Duration.ofSeconds(1), ViberFuzzTest::elsewhere, Duration.ofSeconds(30));

  /// Fetches nothing: the addresses are spoiled, too.
  private static AttachmentKeeper.Kept elsewhere(
      Attachment attachment, AttachmentKeeper.Source source) {
    return new AttachmentKeeper.Kept.Here(attachment);
  }

  @Test
  void anyBodyGetsAnAnswerAndNoneIsAnErrorOfOurs() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(17);
    SpoiledBodies bodies = new SpoiledBodies(random, GOOD);
    TreeMap<Integer, Integer> answers = new TreeMap<>();
    for (int i = 0; i < SpoiledBodies.count(); i++) {
      answers.merge(answer(bodies.next()), 1, Integer::sum);
      if (i % 10_000 == 0) {
        channel.sink.clear();
      }
    }
    System.out.println("ViberFuzzTest: answers " + answers);
    assertThat(answers.keySet()).isSubsetOf(Set.of(200, 400)).contains(200, 400);
    assertThat(channel.meters.find("holos.viber.updates").tag("result", "mapping").counters())
        .as("callbacks that our own code stumbled over")
        .isEmpty();
  }

  private int answer(byte[] body) {
    try {
      return channel.calls(body).getStatusCode().value();
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(
          "Stumbled over "
              + Base64.getEncoder().encodeToString(body)
              + " = "
              + new String(body, StandardCharsets.UTF_8),
          e);
    }
  }
}
