package ua.holos.gateway.log;

import java.nio.file.Path;
import redis.clients.jedis.UnifiedJedis;

/// A Redis server of its own, for tests of other packages.
public final class RealRedis implements AutoCloseable {
  private final BundledRedis server;
  private final Redis redis;

  private RealRedis(BundledRedis server) {
    this.server = server;
    this.redis = Redis.connect(server.address());
  }

  public static RealRedis start(Path folder) {
    return new RealRedis(BundledRedis.start(folder));
  }

  public UnifiedJedis client() {
    return redis.client();
  }

  @Override
  public void close() {
    redis.close();
    server.close();
  }
}
