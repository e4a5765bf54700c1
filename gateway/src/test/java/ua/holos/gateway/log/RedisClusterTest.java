package ua.holos.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/// The same code on a real Redis Cluster of three nodes.
final class RedisClusterTest {
  private static final int SLOTS = 16_384;
  private static final int NODES = 3;

  @TempDir Path folder;
  private final List<Process> nodes = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();

  @BeforeEach
  void startCluster() throws IOException {
    File executable = BundledRedis.executable(folder.toFile().toPath());
    for (int node = 0; node < NODES; node++) {
      int port = freePort();
      ports.add(port);
      Path home = Files.createDirectories(folder.resolve("node" + node));
      Process process =
          new ProcessBuilder(executable.getAbsolutePath(), "-")
              .directory(home.toFile())
              .redirectErrorStream(true)
              .redirectOutput(home.resolve("log").toFile())
              .start();
      nodes.add(process);
      try (var settings = process.getOutputStream()) {
        settings.write(
            """
            bind 127.0.0.1
            port %d
            save ""
            cluster-enabled yes
            cluster-node-timeout 2000
            """
                .formatted(port)
                .getBytes(StandardCharsets.US_ASCII));
      }
    }
    for (int node = 0; node < NODES; node++) {
      int port = ports.get(node);
      await().ignoreExceptions().until(() -> node(port, Jedis::ping), "PONG"::equals);
      int[] slots = IntStream.range(node * SLOTS / NODES, (node + 1) * SLOTS / NODES).toArray();
      var _ = node(port, jedis -> jedis.clusterAddSlots(slots));
      if (node > 0) {
        var _ = node(port, jedis -> jedis.clusterMeet("127.0.0.1", ports.getFirst()));
      }
    }
    for (int port : ports) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> node(port, Jedis::clusterInfo),
              info -> info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:3"));
    }
  }

  private static <T> T node(int port, java.util.function.Function<Jedis, T> question) {
    try (Jedis jedis = new Jedis("127.0.0.1", port)) {
      return question.apply(jedis);
    }
  }

  /// A cluster's bus is 10,000 above the port.
  private static int freePort() throws IOException {
    while (true) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        int port = socket.getLocalPort();
        if (port < 55_000) {
          return port;
        }
      }
    }
  }

  @AfterEach
  void stopCluster() {
    nodes.forEach(Process::destroyForcibly);
  }

  @Test
  void twoHostsServeManyConversationsOnACluster() throws Exception {
    RedisAddress address = RedisAddress.parse("redis://127.0.0.1:" + ports.getFirst());
    try (Town town = new Town(address)) {
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
      for (int port : ports) {
        assertThat(node(port, Jedis::dbSize)).isPositive();
      }
    }
  }
}
