package ua.holos.gateway.log;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;

/// A real Redis for the tests of other packages.
public final class TestRedis implements AutoCloseable {
  private final BundledRedis server;
  private final List<Redis> open = new ArrayList<>();

  private TestRedis(BundledRedis server) {
    this.server = server;
  }

  /// Starts the server that comes with Holos, in a folder of its own.
  public static TestRedis start(Path folder) {
    return new TestRedis(BundledRedis.start(folder));
  }

  /// Connections of their own, as another process would have.
  public UnifiedJedis client() {
    Redis redis = Redis.connect(server.address());
    open.add(redis);
    return redis.client();
  }

  /// Kills the server; it is started again by itself.
  public void kill() {
    ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
  }

  @Override
  public void close() {
    open.forEach(Redis::close);
    server.close();
  }
}
