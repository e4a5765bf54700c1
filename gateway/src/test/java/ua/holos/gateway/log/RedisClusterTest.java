package ua.holos.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/// The same code on a real Redis Cluster of three nodes.
final class RedisClusterTest {
  @TempDir Path folder;

  @Test
  void twoHostsServeManyConversationsOnACluster() throws Exception {
    try (TestCluster cluster = TestCluster.start(folder);
        Town town = new Town(cluster.address())) {
      Town.Host first = town.host().started();
      Town.Host second = town.host().started();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> first.log.owned().size() == 8 && second.log.owned().size() == 8);
      for (int i = 1; i <= 5; i++) {
        for (int person = 0; person < 30; person++) {
          (person % 2 == 0 ? first : second).write("p" + person, "-" + i, "m" + i);
        }
      }

      await().atMost(Duration.ofSeconds(20)).until(() -> town.said.size() == 150);
      List<String> expected = IntStream.rangeClosed(1, 5).mapToObj(i -> i + ":m" + i).toList();
      for (int person = 0; person < 30; person++) {
        assertThat(town.saidTo("p" + person)).isEqualTo(expected);
      }
      await().until(() -> town.journal.size() == 300);
      assertThat(cluster.each(Jedis::dbSize)).allMatch(size -> size > 0);
    }
  }
}
