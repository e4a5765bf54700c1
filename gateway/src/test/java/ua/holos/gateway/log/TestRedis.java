package ua.holos.gateway.log;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import redis.clients.jedis.UnifiedJedis;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Transition;

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

  /// A replica of the log with a connection of its own; not started yet.
  public TestLog log(BiFunction<Conversation, Event, Transition> engine) {
    return new TestLog(server.address(), engine);
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
