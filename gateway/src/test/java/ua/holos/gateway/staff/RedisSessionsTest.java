package ua.holos.gateway.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import ua.holos.gateway.log.TestCluster;
import ua.holos.gateway.log.TestRedis;

/// Sessions on a real Redis, and on a real Redis Cluster.
class RedisSessionsTest {
  @TempDir static Path folder;
  private static TestRedis redis;

  private Instant now = Instant.now();

  @BeforeAll
  static void start() {
    redis = TestRedis.start(folder.resolve("redis"));
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  private RedisSessions replica() {
    InstantSource clock = () -> now;
    return new RedisSessions(redis.client(), new SecureRandom(), clock);
  }

  private static RedisSession found(RedisSessions sessions, String id) {
    return Objects.requireNonNull(sessions.findById(id), "a session that is there");
  }

  private static SecurityContext signedIn(UUID account) {
    return new SecurityContextImpl(new SignedIn(account, 3, false));
  }

  @Test
  void anotherReplicaKnowsWhoSignedInAtTheFirst() {
    UUID olena = UUID.randomUUID();
    RedisSessions first = replica();
    RedisSession session = first.createSession();
    session.setAttribute("context", signedIn(olena));
    first.save(session);

    RedisSession there = found(replica(), session.getId());
    assertThat(there.<SecurityContext>getAttribute("context")).isEqualTo(signedIn(olena));
  }

  @Test
  void aRequestOverwritesNothingThatAnotherStoredMeanwhile() {
    RedisSessions sessions = replica();
    RedisSession session = sessions.createSession();
    sessions.save(session);
    RedisSession one = found(sessions, session.getId());
    RedisSession other = found(sessions, session.getId());
    one.setAttribute("a", "1");
    other.setAttribute("b", "2");
    sessions.save(one);
    sessions.save(other);
    assertThat(found(sessions, session.getId()).getAttributeNames())
        .containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void anEndedSessionDoesNotComeBackWithARequestThatWasUnderWay() {
    RedisSessions sessions = replica();
    RedisSession session = sessions.createSession();
    sessions.save(session);
    RedisSession underWay = found(sessions, session.getId());
    sessions.deleteById(session.getId());
    underWay.setAttribute("a", "1");
    sessions.save(underWay);
    assertThat(sessions.findById(session.getId())).isNull();
  }

  @Test
  void aNewIdTakesEverythingAlongAndTheOldOneIsWorthless() {
    RedisSessions sessions = replica();
    RedisSession session = sessions.createSession();
    session.setAttribute("a", "1");
    sessions.save(session);
    String before = session.getId();
    RedisSession again = found(sessions, before);
    again.changeSessionId();
    sessions.save(again);
    assertThat(sessions.findById(before)).isNull();
    assertThat(found(sessions, again.getId()).<String>getAttribute("a")).isEqualTo("1");
  }

  @Test
  void aSessionEndsWhenNothingIsDoneAndAfterTwelveHoursInAnyCase() {
    RedisSessions sessions = replica();
    RedisSession session = sessions.createSession();
    session.setMaxInactiveInterval(Duration.ofHours(8));
    sessions.save(session);
    Instant begun = now;

    now = begun.plus(Duration.ofHours(7));
    RedisSession busy = found(sessions, session.getId());
    busy.setLastAccessedTime(now);
    sessions.save(busy);
    now = begun.plus(Duration.ofHours(11));
    assertThat(sessions.findById(session.getId())).isNotNull();
    now = begun.plus(Duration.ofHours(12));
    assertThat(sessions.findById(session.getId())).isNull();

    RedisSession idle = sessions.createSession();
    sessions.save(idle);
    now = now.plus(RedisSessions.STRANGERS_IDLE);
    assertThat(sessions.findById(idle.getId())).isNull();
  }

  @Test
  void nothingIsReadBackThatDoesNotBelongInASession() {
    RedisSessions sessions = replica();
    RedisSession session = sessions.createSession();
    session.setAttribute("a", new Foreign("run me"));
    sessions.save(session);
    assertThat(sessions.findById(session.getId())).isNull();
  }

  record Foreign(String what) implements Serializable {}

  @Test
  void redisKeepsNoIdThatOpensASession() {
    RedisSessions sessions = replica();
    RedisSession session = sessions.createSession();
    sessions.save(session);
    assertThat(redis.client().keys("holos:session:*"))
        .isNotEmpty()
        .noneMatch(key -> key.contains(session.getId()));
  }

  @Test
  void aRedisClusterKeepsThemToo() throws Exception {
    try (TestCluster cluster =
        TestCluster.start(Files.createDirectories(folder.resolve("cluster")))) {
      RedisSessions sessions =
          new RedisSessions(cluster.client(), new SecureRandom(), InstantSource.system());
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        RedisSession session = sessions.createSession();
        session.setAttribute("context", signedIn(UUID.randomUUID()));
        sessions.save(session);
        session.changeSessionId();
        sessions.save(session);
        ids.add(session.getId());
      }
      assertThat(ids).allSatisfy(id -> assertThat(sessions.findById(id)).isNotNull());
    }
  }
}
