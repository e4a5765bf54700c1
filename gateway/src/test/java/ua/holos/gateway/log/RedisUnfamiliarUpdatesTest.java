package ua.holos.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.resps.StreamEntry;
import ua.holos.bot.channel.ChannelType;
import ua.holos.bot.channel.InboxUnavailableException;

class RedisUnfamiliarUpdatesTest {
  private static final ChannelType VIBER = new ChannelType("viber");
  private static final byte[] BODY = "{\"event\":\"teleported\"}".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void anUpdateOfAnUnknownKindIsThereAsItCame() {
    try (TestRedis redis = TestRedis.start(folder)) {
      UnifiedJedis client = redis.client();

      new RedisUnfamiliarUpdates(client).keep(VIBER, "teleported", BODY);

      List<StreamEntry> kept =
          client.xrange("holos:unfamiliar", StreamEntryID.MINIMUM_ID, StreamEntryID.MAXIMUM_ID);
      assertThat(kept).hasSize(1);
      assertThat(kept.getFirst().getFields())
          .containsEntry("channel", "viber")
          .containsEntry("kind", "teleported")
          .containsEntry("body", "{\"event\":\"teleported\"}");
    }
  }

  @Test
  void withoutRedisThePlatformIsToDeliverAgain() {
    TestRedis redis = TestRedis.start(folder);
    RedisUnfamiliarUpdates updates = new RedisUnfamiliarUpdates(redis.client());
    redis.close();
    assertThatThrownBy(() -> updates.keep(VIBER, "teleported", BODY))
        .isInstanceOf(InboxUnavailableException.class);
  }
}
