package ua.holos.channel.webchat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import ua.holos.bot.channel.InboundSink;
import ua.holos.bot.conversation.Wording;
import ua.holos.bot.message.Attachment;
import ua.holos.channel.support.SpoiledBodies;

class WebChatFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final ChatHistory history = new RememberedHistory();
  private final ChatStreams streams = new ChatStreams(history);

  private final ChatUploads noUploads =
      new ChatUploads() {
        @Override
        public Attachment keep(InputStream bytes, String fileName) {
          throw new UnacceptableFileException("not taken");
        }

        @Override
        public String address(Attachment attachment) {
          return "/media/none";
        }
      };

  private final Wording wording =
      new Wording() {
        @Override
        public String say(String key, Map<String, ?> arguments) {
          return "[" + key + "]";
        }
      };

  private final MockMvc mvc =
      MockMvcBuilders.standaloneSetup(
              new WebChatController(
                  _ -> InboundSink.Acceptance.APPENDED,
                  history,
                  noUploads,
                  streams,
                  new MessagePace(Integer.MAX_VALUE, () -> NOW),
                  new TypingBeats(_ -> {}, () -> NOW),
                  wording,
                  () -> NOW))
          .build();

  @AfterEach
  void closeStreams() {
    streams.close();
  }

  @Test
  void anyBodyGetsAnAnswerAndNoneIsAnErrorOfOurs() throws Exception {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(17);
    SpoiledBodies bodies =
        new SpoiledBodies(
            random,
            List.of(
                "{\"id\":\"abcdefgh1\",\"text\":\"Немає води 😀\"}",
                "{\"id\":\"abcdefgh2\",\"payload\":\"confirm:1\",\"label\":\"Так\"}",
                "{\"id\":\"abcdefgh3\",\"text\":\"/start here\"}",
                "{\"id\":\"abcdefgh4\",\"latitude\":50.45,\"longitude\":30.52,\"accuracy\":20}"));
    TreeMap<Integer, Integer> answers = new TreeMap<>();
    for (int i = 0; i < SpoiledBodies.count(); i++) {
      answers.merge(answer(bodies.next(), i), 1, Integer::sum);
    }
    System.out.println("WebChatFuzzTest: answers " + answers);
    assertThat(answers.keySet()).isSubsetOf(Set.of(202, 400, 413)).contains(202, 400);
  }

  /// Each from a browser of its own, so that no history grows long.
  private int answer(byte[] body, int browser) {
    try {
      return mvc.perform(
              post("/chat/messages")
                  .header("Authorization", "Bearer Zm9yLXRlc3RzLW9ubHkt%07d".formatted(browser))
                  .contentType(MediaType.APPLICATION_JSON)
                  .content(body))
          .andReturn()
          .getResponse()
          .getStatus();
    } catch (Exception | StackOverflowError e) {
      throw new AssertionError(
          "Stumbled over "
              + Base64.getEncoder().encodeToString(body)
              + " = "
              + new String(body, StandardCharsets.UTF_8),
          e);
    }
  }
}
