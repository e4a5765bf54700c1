package ua.holos.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import ua.holos.channel.support.SharedSecret;
import ua.holos.channel.support.SpoiledBodies;

class TelegramFuzzTest {
  private static final List<String> GOOD =
      List.of(
          TelegramJson.text(1, "Немає води 😀 на вул. Хрещатик, 25"),
          TelegramJson.message(
              2,
              "\"photo\":[{\"file_id\":\"AgAC\",\"file_unique_id\":\"u\",\"width\":90,"
                  + "\"height\":67,\"file_size\":1000}],\"caption\":\"яма\","
                  + "\"media_group_id\":\"17\""),
          TelegramJson.message(
              3,
              "\"location\":{\"latitude\":50.45,\"longitude\":30.52,"
                  + "\"horizontal_accuracy\":12.5}"),
          TelegramJson.message(
              4,
              "\"contact\":{\"phone_number\":\"380441234567\",\"first_name\":\"Олена\","
                  + "\"user_id\":5000000777}"),
          TelegramJson.message(
              5,
              "\"text\":\"/start hello\",\"entities\":[{\"type\":\"bot_command\",\"offset\":0,"
                  + "\"length\":6}]"),
          TelegramJson.edited(6, "\"text\":\"Немає світла\",\"edit_date\":1790000005"),
          "{\"update_id\":7,\"callback_query\":{\"id\":\"q\",\"from\":"
              + TelegramJson.from()
              + ",\"message\":{\"message_id\":1,\"date\":1790000000,\"chat\":"
              + TelegramJson.chat()
              + "},\"chat_instance\":\"1\",\"data\":\"confirm:1\"}}",
          "{\"update_id\":8,\"my_chat_member\":{\"chat\":"
              + TelegramJson.chat()
              + ",\"from\":"
              + TelegramJson.from()
              + ",\"date\":1790000000,\"old_chat_member\":{\"status\":\"member\",\"user\":"
              + TelegramJson.from()
              + "},\"new_chat_member\":{\"status\":\"kicked\",\"until_date\":0,\"user\":"
              + TelegramJson.from()
              + "}}}");

  private final TelegramParts parts = new TelegramParts(9);
  private final TelegramWebhook webhook =
      new TelegramWebhook(
          new SharedSecret("hook-secret"), parts.reader, parts.receiver, parts.meters);

  @Test
  void anyBodyGetsAnAnswerAndNoneIsAnErrorOfOurs() throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(17);
    SpoiledBodies bodies = new SpoiledBodies(random, GOOD);
    TreeMap<Integer, Integer> answers = new TreeMap<>();
    for (int i = 0; i < SpoiledBodies.count(); i++) {
      byte[] body = bodies.next();
      answers.merge(answer(body), 1, Integer::sum);
      if (i % 10_000 == 0) {
        parts.sink.clear();
      }
    }
    System.out.println("TelegramFuzzTest: answers " + answers);
    assertThat(answers.keySet()).isSubsetOf(Set.of(200, 400)).contains(200, 400);
    assertThat(parts.meters.find("holos.telegram.updates").tag("result", "failed").counters())
        .as("updates that our own code stumbled over")
        .isEmpty();
  }

  private int answer(byte[] body) throws IOException {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/webhook/telegram");
    request.addHeader("X-Telegram-Bot-Api-Secret-Token", "hook-secret");
    request.setContent(body);
    try {
      return webhook.receive(request).getStatusCode().value();
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
