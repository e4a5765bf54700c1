package ua.holos.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.UnifiedJedis;
import ua.holos.bot.channel.ChannelPace;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.Priority;
import ua.holos.gateway.log.TestCluster;
import ua.holos.gateway.log.TestRedis;

/// Replicas that ask from many threads, by Redis's own time.
final class SharedPaceAtWorkTest {
  @TempDir Path folder;
  private final Set<String> left = ConcurrentHashMap.newKeySet();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private ScheduledExecutorService outbox = Executors.newSingleThreadScheduledExecutor();

  @BeforeEach
  void open() {
    outbox = Executors.newScheduledThreadPool(32, Thread.ofVirtual().factory());
  }

  @AfterEach
  void close() {
    outbox.shutdownNow();
  }

  private static FakeAdapter channel(ChannelPace pace) {
    return FakeAdapter.telegram(pace);
  }

  private SharedPace replica(int number, UnifiedJedis redis) {
    return new SharedPace(redis, "replica-" + number, new PaceMeters(meters));
  }

  /// Asks, and asks again when told to, as the outbox does.
  private void send(SharedPace pace, FakeAdapter channel, String chat, Priority priority) {
    Duration wait =
        pace.take(channel, new ContactUrn("telegram", chat), priority, "key-" + chat, 1, null);
    if (wait.isZero()) {
      left.add(chat);
    } else {
      long millis = wait.plusNanos(999_999).toMillis();
      var _ =
          outbox.schedule(() -> send(pace, channel, chat, priority), millis, TimeUnit.MILLISECONDS);
    }
  }

  private void sendAll(List<SharedPace> replicas, FakeAdapter channel, int messages) {
    for (int i = 0; i < messages; i++) {
      SharedPace replica = replicas.get(i % replicas.size());
      Priority priority = Priority.values()[i % 4 == 0 ? 0 : i % 3];
      String chat = "chat-" + i;
      outbox.execute(() -> send(replica, channel, chat, priority));
    }
  }

  /// When Redis granted each slot, in microseconds: a chat's arrival time is one gap later.
  private static List<Long> grants(UnifiedJedis redis, int messages) {
    List<Long> grants = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      String arrival = redis.get("holos:{pace:telegram}:chat:chat-" + i);
      grants.add(Long.parseLong(arrival) - 1_000_000);
    }
    grants.sort(null);
    return grants;
  }

  private static int mostInASecond(List<Long> grants) {
    int most = 0;
    int first = 0;
    for (int last = 0; last < grants.size(); last++) {
      while (grants.get(last) - grants.get(first) >= 1_000_000) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  @Test
  void threeReplicasKeepOneLimitByRedissTime() {
    try (TestRedis server = TestRedis.start(folder)) {
      FakeAdapter channel = channel(new ChannelPace(60, 1));
      List<SharedPace> replicas = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        replicas.add(replica(i, server.client()));
      }
      sendAll(replicas, channel, 240);
      await().atMost(Duration.ofSeconds(60)).until(() -> left.size() == 240);

      List<Long> grants = grants(server.client(), 240);
      assertThat(grants).hasSize(240);
      assertThat(mostInASecond(grants)).isLessThanOrEqualTo(60);
    }
  }

  /// On a channel as fast as this a call of Redis for each message would be too many.
  @Test
  void thoseWhoAskWhileRedisAnswersAreAskedForTogether() {
    try (TestRedis server = TestRedis.start(folder)) {
      UnifiedJedis redis = server.client();
      FakeAdapter channel = channel(new ChannelPace(100_000, 1));
      sendAll(List.of(replica(0, redis)), channel, 2_000);
      await().atMost(Duration.ofSeconds(60)).until(() -> left.size() == 2_000);
      assertThat(SharedPaceTest.commands(redis)).isLessThan(1_000);
    }
  }

  @Test
  void keepsItOnAClusterToo() throws IOException {
    try (TestCluster cluster = TestCluster.start(folder)) {
      FakeAdapter channel = channel(new ChannelPace(50, 1));
      sendAll(List.of(replica(0, cluster.client()), replica(1, cluster.client())), channel, 100);
      await().atMost(Duration.ofSeconds(60)).until(() -> left.size() == 100);

      UnifiedJedis redis = cluster.client();
      assertThat(mostInASecond(grants(redis, 100))).isLessThanOrEqualTo(50);
      replica(2, redis).pause(channel, new ContactUrn("telegram", "olena"), Duration.ofSeconds(30));
      Duration wait =
          replica(3, redis)
              .take(channel, new ContactUrn("telegram", "olena"), Priority.REPLY, "k", 1, null);
      assertThat(wait).isPositive();
    }
  }

  @Test
  void messagesWaitWhileRedisIsAwayAndNoneIsLost() {
    try (TestRedis server = TestRedis.start(folder)) {
      FakeAdapter channel = channel(new ChannelPace(60, 1));
      SharedPace pace = replica(0, server.client());
      send(pace, channel, "before", Priority.REPLY);
      assertThat(left).containsExactly("before");

      server.kill();
      for (int i = 0; i < 30; i++) {
        String chat = "chat-" + i;
        outbox.execute(() -> send(pace, channel, chat, Priority.REPLY));
      }
      await().atMost(Duration.ofSeconds(60)).until(() -> left.size() == 31);
      assertThat(meters.get("holos.pace.waiting").tag("priority", "reply").gauge().value())
          .isZero();
    }
  }

  @Test
  void aPauseThatRedisDidNotHearIsKeptAndToldLater() {
    try (TestRedis server = TestRedis.start(folder)) {
      FakeAdapter channel = channel(new ChannelPace(60, 1));
      SharedPace first = replica(0, server.client());
      SharedPace second = replica(1, server.client());
      ContactUrn olena = new ContactUrn("telegram", "olena");
      server.kill();
      first.pause(channel, olena, Duration.ofMinutes(5));

      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> {
            first.take(channel, new ContactUrn("telegram", "taras"), Priority.REPLY, "t", 1, null);
            return second
                    .take(channel, olena, Priority.REPLY, "o", 1, null)
                    .compareTo(Duration.ofMinutes(4))
                > 0;
          });
      assertThat(first.take(channel, olena, Priority.REPLY, "o", 1, null))
          .isGreaterThan(Duration.ofMinutes(4));
    }
  }
}
