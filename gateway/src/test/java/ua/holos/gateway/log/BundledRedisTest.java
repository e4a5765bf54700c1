package ua.holos.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

final class BundledRedisTest {
  @TempDir Path folder;

  private static RedisClient client(BundledRedis server, String password) {
    HostAndPort node = server.address().nodes().iterator().next();
    return RedisClient.builder()
        .hostAndPort(node)
        .clientConfig(DefaultJedisClientConfig.builder().password(password).build())
        .build();
  }

  private static RedisClient client(BundledRedis server) {
    return client(server, server.address().password());
  }

  private static String config(RedisClient redis, String name) {
    List<?> answer = (List<?>) redis.sendCommand(Protocol.Command.CONFIG, "GET", name);
    return new String((byte[]) answer.get(1), StandardCharsets.UTF_8);
  }

  @Test
  void keepsWhatWasWrittenWithEveryWriteOnDisk() {
    try (BundledRedis server = BundledRedis.start(folder);
        RedisClient redis = client(server)) {
      redis.set("a", "1");
      String persistence = redis.info("persistence");
      assertThat(persistence).contains("aof_enabled:1");
      assertThat(config(redis, "appendfsync")).isEqualTo("always");
      assertThat(config(redis, "save")).isEmpty();
    }
    try (BundledRedis server = BundledRedis.start(folder);
        RedisClient redis = client(server)) {
      assertThat(redis.get("a")).isEqualTo("1");
    }
  }

  @Test
  void letsNobodyInWithoutThePassword() {
    try (BundledRedis server = BundledRedis.start(folder)) {
      assertThatThrownBy(
              () -> {
                try (RedisClient redis = client(server, "wrong")) {
                  redis.ping();
                }
              })
          .isInstanceOf(JedisException.class);
      assertThat(server.address().toString()).doesNotContain(server.address().password());
    }
  }

  @Test
  void aSecondHolosOnTheSameFolderIsToldWhatToDo() {
    try (BundledRedis _ = BundledRedis.start(folder)) {
      assertThatThrownBy(() -> BundledRedis.start(folder))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("holos.data-dir")
          .hasMessageContaining("holos.redis.url");
    }
  }

  @Test
  void aServerThatAKilledHolosLeftIsStoppedBeforeANewOneStarts() throws IOException {
    BundledRedis killed = BundledRedis.start(folder);
    long old = killed.pid();
    try (RedisClient redis = client(killed)) {
      redis.set("a", "1");
    }
    killed.abandon();

    try (BundledRedis server = BundledRedis.start(folder);
        RedisClient redis = client(server)) {
      assertThat(ProcessHandle.of(old).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(server.pid()).isNotEqualTo(old);
      assertThat(redis.get("a")).isEqualTo("1");
    }
  }

  @Test
  void aHalfWrittenLastRecordIsTolerated() throws IOException {
    try (BundledRedis server = BundledRedis.start(folder);
        RedisClient redis = client(server)) {
      redis.set("a", "1");
    }
    Files.writeString(
        folder.resolve("appendonly.aof"),
        "*3\r\n$3\r\nSET\r\n$1\r\nb\r\n$5\r\n12",
        StandardOpenOption.APPEND);

    try (BundledRedis server = BundledRedis.start(folder);
        RedisClient redis = client(server)) {
      assertThat(redis.get("a")).isEqualTo("1");
      assertThat(redis.get("b")).isNull();
    }
  }

  @Test
  void aFileDamagedInTheMiddleStopsTheStartAndSaysWhere() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("appendonly.aof"), "this is no append-only file\r\n");

    assertThatThrownBy(() -> BundledRedis.start(folder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("redis.log");
  }

  @Test
  void aServerThatDiesIsStartedAgainOnTheSamePort() {
    try (BundledRedis server = BundledRedis.start(folder);
        RedisClient redis = client(server)) {
      redis.set("a", "1");
      ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();

      await()
          .ignoreExceptionsInstanceOf(JedisException.class)
          .until(() -> "1".equals(redis.get("a")));
    }
  }
}
