package ua.holos.gateway.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.BinaryJedisPubSub;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.params.XTrimParams;
import redis.clients.jedis.resps.Tuple;

/// The connections to one Redis or one Redis Cluster: what the log needs of it, in bytes. Calls
/// block for two seconds at most; a failure is a [redis.clients.jedis.exceptions.JedisException].
final class Redis implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 2_000;
  private static final int CONNECTIONS = 48;
  private static final Pattern VERSION = Pattern.compile("(?<=redis_version:)(\\d+)\\.(\\d+)");

  private final UnifiedJedis jedis;
  private final LongAdder commands = new LongAdder();

  private Redis(UnifiedJedis jedis) {
    this.jedis = jedis;
  }

  /// Opens the connections. A server that says it is part of a cluster is treated as one.
  static Redis connect(RedisAddress address) {
    DefaultJedisClientConfig config =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis(1_000)
            .socketTimeoutMillis(TIMEOUT_MILLIS)
            .blockingSocketTimeoutMillis(0)
            .user(address.userOrNull())
            .password(address.passwordOrNull())
            .database(address.database())
            .ssl(address.tls())
            .clientName("holos")
            .build();
    if (address.cluster()) {
      return new Redis(cluster(address, config));
    }
    HostAndPort node = address.nodes().iterator().next();
    UnifiedJedis single =
        RedisClient.builder().hostAndPort(node).clientConfig(config).poolConfig(pool()).build();
    requireVersion(single.info("server"));
    if (single.info("cluster").contains("cluster_enabled:1")) {
      single.close();
      return new Redis(cluster(address, config));
    }
    return new Redis(single);
  }

  /// Redis 6.2 brought what the log needs of streams.
  private static void requireVersion(String info) {
    Matcher version = VERSION.matcher(info);
    if (version.find()) {
      int major = Integer.parseInt(version.group(1));
      int minor = Integer.parseInt(version.group(2));
      if (major < 6 || major == 6 && minor < 2) {
        throw new IllegalArgumentException(
            "holos.redis.url: found Redis " + version.group() + ", expected 6.2 or newer");
      }
    }
  }

  private static UnifiedJedis cluster(RedisAddress address, DefaultJedisClientConfig config) {
    return RedisClusterClient.builder()
        .nodes(address.nodes())
        .clientConfig(config)
        .poolConfig(pool())
        .topologyRefreshPeriod(Duration.ofSeconds(10))
        .build();
  }

  private static ConnectionPoolConfig pool() {
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(CONNECTIONS);
    pool.setMaxIdle(16);
    pool.setMinIdle(0);
    pool.setMaxWait(Duration.ofSeconds(2));
    pool.setJmxEnabled(false);
    return pool;
  }

  /// The client itself, for parts of the application that keep small things of their own.
  UnifiedJedis client() {
    return jedis;
  }

  /// How many commands were sent so far.
  long commands() {
    return commands.sum();
  }

  /// One script with its keys and arguments.
  record Call(Script script, List<byte[]> keys, List<byte[]> arguments) {}

  /// Runs one script.
  Object run(Call call) {
    commands.increment();
    try {
      return jedis.evalsha(call.script().sha1(), call.keys(), call.arguments());
    } catch (JedisNoScriptException e) {
      return jedis.eval(call.script().source(), call.keys(), call.arguments());
    }
  }

  /// Runs scripts in one go; a result that is an exception belongs to its script alone.
  List<Object> runAll(List<Call> calls) {
    commands.add(calls.size());
    List<Response<Object>> responses = new ArrayList<>(calls.size());
    try (AbstractPipeline pipeline = jedis.pipelined()) {
      for (Call call : calls) {
        responses.add(pipeline.evalsha(call.script().sha1(), call.keys(), call.arguments()));
      }
      pipeline.sync();
    }
    List<Object> results = new ArrayList<>(calls.size());
    for (int i = 0; i < calls.size(); i++) {
      results.add(result(calls.get(i), responses.get(i)));
    }
    return results;
  }

  private Object result(Call call, Response<Object> response) {
    try {
      return response.get();
    } catch (JedisNoScriptException e) {
      // The server was started anew; a script that is not known has not run.
      return jedis.eval(call.script().source(), call.keys(), call.arguments());
    } catch (JedisDataException e) {
      return e;
    }
  }

  /// An entry of a stream: its id, and fields and values in turn.
  record Entry(byte[] id, List<byte[]> fields) {

    /// The first value of a field.
    byte[] value(String name) {
      byte[] value = valueOrNull(name);
      if (value == null) {
        throw new IllegalStateException("The entry " + Bytes.text(id) + " has no field " + name);
      }
      return value;
    }

    byte @Nullable [] valueOrNull(String name) {
      List<byte[]> all = values(name);
      return all.isEmpty() ? null : all.getFirst();
    }

    /// All values of a field that repeats. Names are one letter.
    List<byte[]> values(String name) {
      List<byte[]> values = new ArrayList<>(1);
      for (int i = 0; i + 1 < fields.size(); i += 2) {
        byte[] field = fields.get(i);
        if (field.length == 1 && field[0] == name.charAt(0)) {
          values.add(fields.get(i + 1));
        }
      }
      return values;
    }
  }

  /// The entries behind an id (`0-0` for the start), oldest first.
  List<Entry> after(byte[] stream, String id, int count) {
    return range(stream, Bytes.of("(" + id), Bytes.of("+"), count);
  }

  /// One entry by its id; empty when it is gone.
  List<Entry> at(byte[] stream, String id) {
    return range(stream, Bytes.of(id), Bytes.of(id), 1);
  }

  @SuppressWarnings("unchecked")
  private List<Entry> range(byte[] stream, byte[] from, byte[] to, int count) {
    commands.increment();
    List<Object> raw = jedis.xrange(stream, from, to, count);
    List<Entry> entries = new ArrayList<>(raw.size());
    for (Object entry : raw) {
      List<Object> pair = (List<Object>) entry;
      entries.add(new Entry((byte[]) pair.get(0), (List<byte[]>) pair.get(1)));
    }
    return entries;
  }

  /// The values of keys in the same order, null where there is none.
  @SuppressWarnings("NullAway") // Jedis doesn't say that its elements may be null.
  List<byte @Nullable []> mget(List<byte[]> keys) {
    commands.increment();
    return jedis.mget(keys.toArray(byte[][]::new));
  }

  byte @Nullable [] get(byte[] key) {
    commands.increment();
    return jedis.get(key);
  }

  boolean setIfAbsent(byte[] key, byte[] value) {
    commands.increment();
    return jedis.setnx(key, value) == 1;
  }

  void delete(List<byte[]> keys) {
    commands.add(keys.size());
    keys.forEach(jedis::del);
  }

  /// Counts so many more under a name of a hash, and gives the number.
  long count(byte[] hash, byte[] name, int more) {
    commands.increment();
    return jedis.hincrBy(hash, name, more);
  }

  /// The members of a sorted set up to a score, lowest first.
  List<Tuple> upTo(byte[] set, double score, int count) {
    commands.increment();
    return jedis.zrangeByScoreWithScores(set, Double.NEGATIVE_INFINITY, score, 0, count);
  }

  void remove(byte[] set, byte[] member) {
    commands.increment();
    jedis.zrem(set, member);
  }

  /// Drops the entries of a stream that are older than an id.
  void trimBefore(byte[] stream, String id) {
    commands.increment();
    jedis.xtrim(stream, XTrimParams.xTrimParams().minId(id).approximateTrimming());
  }

  long length(byte[] stream) {
    commands.increment();
    return jedis.xlen(stream);
  }

  byte[] add(byte[] stream, java.util.Map<byte[], byte[]> fields) {
    commands.increment();
    return jedis.xadd(stream, redis.clients.jedis.params.XAddParams.xAddParams(), fields);
  }

  /// Takes an entry out of a stream; whether it was there.
  boolean deleteEntry(byte[] stream, String id) {
    commands.increment();
    return jedis.xdel(stream, Bytes.of(id)) == 1;
  }

  void publish(byte[] channel, byte[] message) {
    commands.increment();
    jedis.publish(channel, message);
  }

  /// Listens to a channel until `listener` unsubscribes or the connection breaks.
  void subscribe(BinaryJedisPubSub listener, byte[] channel) {
    jedis.subscribe(listener, channel);
  }

  /// Writes something, for the health check.
  void checkWritable() {
    jedis.set("holos:health", "1");
  }

  @Override
  public void close() {
    jedis.close();
  }
}
