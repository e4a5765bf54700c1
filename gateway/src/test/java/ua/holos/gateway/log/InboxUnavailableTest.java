package ua.holos.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import ua.holos.bot.channel.InboxUnavailableException;

final class InboxUnavailableTest {
  @TempDir Path folder;

  @RestController
  private record Webhook(RedisInbox inbox) {
    @PostMapping("/webhook")
    void receive() {
      var _ = inbox.append(Town.conversation("ann"), "telegram", "1", Town.text("a"));
    }
  }

  @Test
  void aWebhookAnswers503SoonWhenRedisIsAwayAndTheHealthSaysSo() throws Exception {
    BundledRedis server = BundledRedis.start(folder);
    try (Town town = new Town(server.address())) {
      Town.Host host = town.host();
      LogHealth health = new LogHealth(host.redis);
      var web =
          MockMvcBuilders.standaloneSetup(new Webhook(host.inbox()))
              .setControllerAdvice(new InboxUnavailableAdvice())
              .build();
      assertThat(health.health().getStatus()).isEqualTo(Status.UP);
      server.close();

      Instant start = Instant.now();
      web.perform(post("/webhook"))
          .andExpect(status().isServiceUnavailable())
          .andExpect(header().exists("Retry-After"));
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
      assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
      assertThatThrownBy(() -> host.write("ann", "2", "b"))
          .isInstanceOf(InboxUnavailableException.class);
    }
  }
}
