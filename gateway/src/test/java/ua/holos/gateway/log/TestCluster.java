package ua.holos.gateway.log;

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
import java.util.function.Function;
import java.util.stream.IntStream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.UnifiedJedis;

/// A real Redis Cluster of three nodes, for tests.
public final class TestCluster implements AutoCloseable {
  private static final int SLOTS = 16_384;
  private static final int NODES = 3;

  private final List<Process> nodes = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();
  private final List<Redis> open = new ArrayList<>();

  private TestCluster() {}

  /// Starts it and waits until all nodes know each other.
  public static TestCluster start(Path folder) throws IOException {
    TestCluster cluster = new TestCluster();
    try {
      cluster.launch(folder);
      cluster.join();
      return cluster;
    } catch (IOException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void launch(Path folder) throws IOException {
    File executable = BundledRedis.executable(folder);
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
  }

  private void join() {
    for (int node = 0; node < NODES; node++) {
      int port = ports.get(node);
      await().ignoreExceptions().until(() -> ask(port, Jedis::ping), "PONG"::equals);
      int[] slots = IntStream.range(node * SLOTS / NODES, (node + 1) * SLOTS / NODES).toArray();
      var _ = ask(port, jedis -> jedis.clusterAddSlots(slots));
      if (node > 0) {
        var _ = ask(port, jedis -> jedis.clusterMeet("127.0.0.1", ports.getFirst()));
      }
    }
    for (int port : ports) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> ask(port, Jedis::clusterInfo),
              info -> info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:3"));
    }
  }

  private static <T> T ask(int port, Function<Jedis, T> question) {
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

  RedisAddress address() {
    return RedisAddress.parse("redis://127.0.0.1:" + ports.getFirst());
  }

  /// What each node says.
  <T> List<T> each(Function<Jedis, T> question) {
    return ports.stream().map(port -> ask(port, question)).toList();
  }

  /// Connections of their own, as another process would have.
  public UnifiedJedis client() {
    Redis redis = Redis.connect(address());
    open.add(redis);
    return redis.client();
  }

  @Override
  public void close() {
    open.forEach(Redis::close);
    nodes.forEach(Process::destroyForcibly);
  }
}
