package ua.holos.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import ua.holos.bot.message.Attachment;
import ua.holos.bot.message.ContactUrn;
import ua.holos.channel.webchat.ChatFile;
import ua.holos.channel.webchat.ChatHistory;
import ua.holos.channel.webchat.ChatLine;
import ua.holos.gateway.log.TestRedis;

class RedisChatHistoryTest {
  private static final ContactUrn SOMEBODY = new ContactUrn("web", "9f");
  private static final ContactUrn OTHER = new ContactUrn("web", "a1");

  @Test
  void aPageOfAnotherReplicaSeesWhatAnOperatorWritesAndThatTheyType(@TempDir Path folder) {
    try (TestRedis redis = TestRedis.start(folder);
        RedisChatHistory here = new RedisChatHistory(redis.client(), new JsonMapper());
        RedisChatHistory there = new RedisChatHistory(redis.client(), new JsonMapper())) {
      Page page = new Page();
      Page elses = new Page();
      there.subscribe(SOMEBODY, page);
      there.subscribe(OTHER, elses);

      // A beat that comes before the other replica listens is lost, the next one isn't.
      await()
          .pollInterval(Duration.ofMillis(50))
          .untilAsserted(() -> {
            here.typing(SOMEBODY, "Олена\nІванівна");
            assertThat(page.typing).contains("Олена\nІванівна");
          });
      ChatLine line =
          new ChatLine(
              "k1",
              ChatLine.Author.OPERATOR,
              "Олена",
              "Ось план",
              List.of(),
              List.of(new ChatFile("/media/1", "план.pdf", Attachment.Kind.DOCUMENT)),
              Instant.parse("2026-11-22T10:00:00Z"));
      assertThat(there.after(SOMEBODY, "")).as("typing is no line").isEmpty();
      here.append(SOMEBODY, line);

      await().untilAsserted(() -> assertThat(page.news).isNotEmpty());
      assertThat(there.after(SOMEBODY, ""))
          .extracting(ChatHistory.Positioned::line)
          .containsExactly(line);
      assertThat(elses.typing).isEmpty();
      assertThat(elses.news).isEmpty();
    }
  }

  private static final class Page implements ChatHistory.Follower {
    private final List<String> news = new CopyOnWriteArrayList<>();
    private final List<String> typing = new CopyOnWriteArrayList<>();

    @Override
    public void news() {
      news.add("news");
    }

    @Override
    public void typing(String operator) {
      typing.add(operator);
    }
  }
}
