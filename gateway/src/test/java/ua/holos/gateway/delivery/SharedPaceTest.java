package ua.holos.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.UnifiedJedis;
import ua.holos.bot.channel.ChannelPace;
import ua.holos.bot.message.Priority;
import ua.holos.gateway.delivery.Fleet.Ask;
import ua.holos.gateway.delivery.Fleet.Left;
import ua.holos.gateway.log.TestRedis;

/// Several replicas over one real Redis, on a time that the test moves.
final class SharedPaceTest {
  private static final ChannelPace TELEGRAM = new ChannelPace(30, 1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir static Path folder;
  private static TestRedis server;
  private static UnifiedJedis redis;

  @BeforeAll
  static void start() {
    server = TestRedis.start(folder);
    redis = server.client();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void forget() {
    redis.flushAll();
  }

  private static Fleet fleet(int replicas, ChannelPace pace) {
    return new Fleet(replicas, redis, pace);
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  /// Messages to different people at one moment.
  private static List<Ask> crowd(int count, int replica, Priority priority, Duration at) {
    List<Ask> asks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      asks.add(Ask.of(at, replica, priority + "-" + replica + "-" + i, priority));
    }
    return asks;
  }

  /// A reply every so many milliseconds.
  private static List<Ask> flood(int count, long gap, int replica, Priority priority) {
    List<Ask> asks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      asks.add(Ask.of(millis(i * gap), replica, priority + "-" + replica + "-" + i, priority));
    }
    return asks;
  }

  private static long count(List<Left> left, Priority priority) {
    return left.stream().filter(l -> l.ask().priority() == priority).count();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void keepsTheLimitOverAllReplicasInEverySecondWhereverItBegins(long seed) {
    Random random = new Random(seed);
    List<Ask> asks = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Priority priority = Priority.values()[random.nextInt(3)];
      asks.add(Ask.of(millis(random.nextInt(4000)), random.nextInt(3), "chat-" + i, priority));
    }
    List<Left> left = fleet(3, TELEGRAM).run(asks, null);

    assertThat(left).hasSize(300);
    assertThat(Fleet.mostIn(SECOND, left)).isLessThanOrEqualTo(30);
  }

  @Test
  void letsNoDoubleBurstThroughAtTheEdgeOfASecond() {
    List<Ask> asks = new ArrayList<>(crowd(60, 0, Priority.REPLY, millis(950)));
    asks.addAll(crowd(60, 1, Priority.REPLY, millis(1005)));
    List<Left> left = fleet(2, TELEGRAM).run(asks, null);
    assertThat(left).hasSize(120);
    assertThat(Fleet.mostIn(SECOND, left)).isLessThanOrEqualTo(30);
  }

  @Test
  void wastesLittleOfTheLimit() {
    List<Ask> asks = new ArrayList<>();
    for (int replica = 0; replica < 3; replica++) {
      asks.addAll(crowd(100, replica, Priority.STATUS, Duration.ZERO));
    }
    List<Left> left = fleet(3, TELEGRAM).run(asks, null);
    assertThat(left).hasSize(300);
    assertThat(left.getLast().at()).isLessThan(millis(10_300));
  }

  @Test
  void sharesTheLimitFairlyAmongReplicas() {
    List<Ask> asks = new ArrayList<>();
    for (int replica = 0; replica < 3; replica++) {
      asks.addAll(crowd(200, replica, Priority.STATUS, millis(replica)));
    }
    List<Left> left = fleet(3, TELEGRAM).run(asks, Duration.ofSeconds(6));
    Map<Integer, Long> each =
        left.stream().collect(Collectors.groupingBy(l -> l.ask().replica(), Collectors.counting()));
    assertThat(each.values()).allMatch(count -> count > 50);
  }

  @ParameterizedTest
  @CsvSource({"1, 6", "2.5, 8", "0.5, 12"})
  void keepsSlowPacesToo(double perSecond, int seconds) {
    List<Ask> asks = new ArrayList<>(crowd(4, 0, Priority.REPLY, Duration.ZERO));
    asks.addAll(crowd(2, 1, Priority.REPLY, millis(300)));
    List<Left> left = fleet(2, new ChannelPace(perSecond, 1)).run(asks, null);
    Duration window = perSecond < 1 ? Duration.ofSeconds(2) : SECOND;
    assertThat(Fleet.mostIn(window, left)).isLessThanOrEqualTo((int) Math.max(1, perSecond));
    assertThat(left.getLast().at()).isLessThan(Duration.ofSeconds(seconds));
  }

  @Test
  void letsAShortBurstThroughInOneChatThenOneASecond() {
    List<Ask> asks = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      asks.add(Ask.of(Duration.ZERO, i % 2, "one", Priority.REPLY));
    }
    List<Left> left = fleet(2, new ChannelPace(90, 1)).run(asks, null);
    assertThat(left.stream().map(l -> l.at().toSeconds())).containsExactly(0L, 0L, 0L, 1L, 2L, 3L);
  }

  @Test
  void oneChatsBurstDoesNotHoldUpTheOthers() {
    List<Ask> asks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      asks.add(Ask.of(millis(i), i % 2, "loud", Priority.REPLY));
    }
    asks.add(Ask.of(millis(500), 0, "quiet", Priority.REPLY));
    List<Left> left = fleet(2, TELEGRAM).run(asks, null);
    assertThat(left).anyMatch(l -> l.ask().chat().equals("quiet") && l.at().equals(millis(500)));
  }

  @Test
  void countsALongMessageAsTheSeveralThatItIs() {
    Fleet fleet = fleet(2, TELEGRAM);
    Ask parts = new Ask(Duration.ZERO, 0, "one", Priority.REPLY, 5, null);
    assertThat(fleet.take(parts, "long")).isZero();
    assertThat(fleet.take(Duration.ZERO, 1, "one", Priority.REPLY))
        .isEqualTo(Duration.ofSeconds(3));
  }

  /// SMS of several parts among short ones: the window holds, and nobody overtakes them for ever.
  @Test
  void keepsTheLimitWithMessagesOfSeveralParts() {
    List<Ask> asks = new ArrayList<>(flood(100, 50, 0, Priority.REPLY));
    for (int i = 0; i < 10; i++) {
      asks.add(new Ask(millis(i * 300), 1, "long-" + i, Priority.REPLY, 4, null));
    }
    List<Left> left = fleet(2, new ChannelPace(10, 1)).run(asks, null);
    assertThat(left).hasSize(110);
    assertThat(Fleet.mostIn(SECOND, left)).isLessThanOrEqualTo(10);
    assertThat(left.stream().filter(l -> l.ask().messages() == 4).toList().getLast().at())
        .isLessThan(Duration.ofSeconds(11));
  }

  @Test
  void aReplyOvertakesTheBroadcastOfAnotherReplica() {
    List<Ask> asks = new ArrayList<>(crowd(500, 0, Priority.BROADCAST, Duration.ZERO));
    asks.addAll(crowd(20, 1, Priority.REPLY, millis(2010)));
    List<Left> left = fleet(2, TELEGRAM).run(asks, Duration.ofSeconds(5));
    List<Left> replies = left.stream().filter(l -> l.ask().priority() == Priority.REPLY).toList();
    assertThat(replies).hasSize(20);
    // One slot, which was promised already, may go to the broadcast; a share of the others does.
    assertThat(replies.getFirst().at()).isLessThan(millis(2010 + 70));
    assertThat(replies.getLast().at()).isLessThan(millis(2010 + 24 * 34));
  }

  @Test
  void prioritiesHoldAcrossReplicasWhileAllWait() {
    List<Ask> asks = new ArrayList<>(crowd(60, 0, Priority.BROADCAST, Duration.ZERO));
    asks.addAll(crowd(60, 1, Priority.STATUS, Duration.ZERO));
    asks.addAll(crowd(60, 2, Priority.REPLY, Duration.ZERO));
    List<Left> left = fleet(3, TELEGRAM).run(asks, null);
    // Of the first 60 after the opening burst the guaranteed shares are 6 and 3.
    List<Left> first = left.subList(3, 63);
    assertThat(count(first, Priority.REPLY)).isGreaterThanOrEqualTo(50);
    assertThat(count(first, Priority.STATUS)).isBetween(5L, 7L);
    assertThat(count(first, Priority.BROADCAST)).isBetween(2L, 4L);
  }

  @Test
  void lowerPrioritiesHaveTheirShareUnderAFloodOfReplies() {
    List<Ask> asks = new ArrayList<>(flood(900, 22, 0, Priority.REPLY));
    asks.addAll(crowd(200, 1, Priority.STATUS, Duration.ZERO));
    asks.addAll(crowd(200, 1, Priority.BROADCAST, Duration.ZERO));
    List<Left> left = fleet(2, TELEGRAM).run(asks, Duration.ofSeconds(20));
    assertThat(count(left, Priority.STATUS)).isBetween(57L, 66L);
    assertThat(count(left, Priority.BROADCAST)).isBetween(28L, 34L);
    assertThat(left).hasSizeGreaterThan(585);
    assertThat(Fleet.mostIn(SECOND, left)).isLessThanOrEqualTo(30);
  }

  @Test
  void aShareThatNobodyUsesGoesToTheOthers() {
    List<Left> left =
        fleet(2, TELEGRAM)
            .run(new ArrayList<>(flood(600, 20, 0, Priority.REPLY)), Duration.ofSeconds(10));
    assertThat(left).hasSizeGreaterThanOrEqualTo(297);
  }

  @Test
  void keepsTheOrderAmongEquals() {
    List<Ask> asks = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      asks.add(Ask.of(millis(i), 0, "c" + i, Priority.REPLY));
    }
    assertThat(fleet(1, TELEGRAM).run(asks, null).stream().map(Left::ask).toList())
        .containsExactlyElementsOf(asks);
  }

  @Test
  void doesNotWaitForAReplicaThatDied() {
    Fleet fleet = fleet(2, TELEGRAM);
    // The first replica's replies ask and wait; then it is never heard of again.
    for (int i = 0; i < 50; i++) {
      fleet.take(millis(i), 0, "gone-" + i, Priority.REPLY);
    }
    List<Left> left =
        fleet.run(crowd(60, 1, Priority.BROADCAST, millis(60)), Duration.ofSeconds(10));
    assertThat(left).hasSize(60);
    assertThat(left.getLast().at()).isLessThan(millis(60 + 60 * 34 + 400));
  }

  @Test
  void doesNotWaitForMessagesThatNeverComeBack() {
    Fleet fleet = fleet(1, TELEGRAM);
    for (int i = 0; i < 200; i++) {
      fleet.take(Duration.ZERO, 0, "gone-" + i, Priority.REPLY);
    }
    assertThat(fleet.take(Duration.ofSeconds(30), 0, "here", Priority.REPLY)).isZero();
    assertThat(fleet.meters.get("holos.pace.waiting").tag("priority", "reply").gauge().value())
        .isZero();
  }

  @Test
  void allReplicasPauseAChatExactlyAsLongAsThePlatformWants() {
    Fleet fleet = fleet(2, TELEGRAM);
    fleet.pause(Duration.ZERO, 0, "one", Duration.ofSeconds(17));
    for (int replica = 0; replica < 2; replica++) {
      assertThat(fleet.take(Duration.ofSeconds(2), replica, "one", Priority.REPLY))
          .isEqualTo(Duration.ofSeconds(15));
    }
    assertThat(fleet.take(Duration.ofSeconds(2), 1, "other", Priority.REPLY)).isZero();
    assertThat(fleet.take(Duration.ofSeconds(17), 1, "one", Priority.REPLY)).isZero();
    assertThat(fleet.take(Duration.ofSeconds(18), 0, "one", Priority.REPLY)).isZero();
  }

  @Test
  void theChannelPausesWhenASecondChatIsRefusedMeanwhileByWhicheverReplica() {
    Fleet fleet = fleet(3, TELEGRAM);
    fleet.pause(Duration.ZERO, 0, "one", Duration.ofSeconds(5));
    fleet.pause(SECOND, 1, "two", Duration.ofSeconds(7));
    assertThat(fleet.take(SECOND, 2, "third", Priority.REPLY)).isEqualTo(Duration.ofSeconds(7));
    assertThat(fleet.take(Duration.ofSeconds(8), 2, "third", Priority.REPLY)).isZero();
    assertThat(fleet.meters.get("holos.pace.pauses").tag("scope", "channel").counter().count())
        .isEqualTo(1);
  }

  @Test
  void sendsAHundredAnHourToSomebodyWhoDoesNotAnswer() {
    Fleet fleet = fleet(2, new ChannelPace(1000, 50, 100));
    for (int i = 0; i < 100; i++) {
      assertThat(fleet.take(Duration.ofSeconds(i), i % 2, "silent", Priority.STATUS)).isZero();
    }
    // The window lets the next one through an hour after the first; until then it looks again.
    assertThat(fleet.take(Duration.ofSeconds(100), 0, "silent", Priority.STATUS))
        .isBetween(Duration.ofSeconds(30), millis(30_010));
    assertThat(fleet.take(Duration.ofSeconds(100), 0, "other", Priority.STATUS)).isZero();
    assertThat(fleet.take(Duration.ofSeconds(3599), 1, "silent", Priority.STATUS))
        .isBetween(SECOND, millis(1010));
    assertThat(fleet.take(Duration.ofSeconds(3600), 1, "silent", Priority.STATUS)).isZero();
    assertThat(fleet.take(millis(3_600_500), 1, "silent", Priority.STATUS)).isPositive();
  }

  @Test
  void anAnswerBeginsTheHundredAnew() {
    Fleet fleet = fleet(2, new ChannelPace(1000, 50, 100));
    for (int i = 0; i < 100; i++) {
      fleet.take(Duration.ofSeconds(i), 0, "olena", Priority.STATUS);
    }
    Instant heard = Fleet.START.plusSeconds(120);
    Duration at = Duration.ofSeconds(121);
    assertThat(fleet.take(at, 1, "olena", Priority.STATUS)).isPositive();
    Ask reply = new Ask(at, 1, "olena", Priority.REPLY, 1, heard);
    assertThat(fleet.take(reply, "reply")).isZero();
    assertThat(fleet.take(Duration.ofSeconds(130), 0, "olena", Priority.STATUS)).isZero();
  }

  @Test
  void messagesSentAfterTheAnswerStillCount() {
    Fleet fleet = fleet(1, new ChannelPace(1000, 50, 10));
    for (int i = 0; i < 10; i++) {
      fleet.take(Duration.ofSeconds(i), 0, "olena", Priority.STATUS);
    }
    Instant heard = Fleet.START.plusSeconds(3).plusMillis(500);
    for (int i = 0; i < 4; i++) {
      Ask ask = new Ask(Duration.ofSeconds(20 + i), 0, "olena", Priority.STATUS, 1, heard);
      assertThat(fleet.take(ask, "k" + i)).isZero();
    }
    Ask ask = new Ask(Duration.ofSeconds(30), 0, "olena", Priority.STATUS, 1, heard);
    assertThat(fleet.take(ask, "one too many")).isPositive();
  }

  /// Fast channels: slots by the batch, good for 20 ms.
  @Test
  void keepsTheLimitWhereReplicasTakeSlotsByTheBatch() {
    Random random = new Random(7);
    List<Ask> asks = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      asks.add(Ask.of(millis(random.nextInt(2500)), i % 3, "c" + i, Priority.REPLY));
    }
    List<Left> left = fleet(3, new ChannelPace(1000, 1000)).run(asks, null);
    assertThat(left).hasSize(4000);
    assertThat(Fleet.mostIn(SECOND, left)).isLessThanOrEqualTo(1000);
    assertThat(left.getLast().at()).isLessThan(millis(4500));
  }

  @Test
  void aRestDoesNotMakeBatchesLargerThanTheLimit() {
    List<Ask> asks = new ArrayList<>();
    for (int replica = 0; replica < 3; replica++) {
      asks.addAll(crowd(600, replica, Priority.REPLY, Duration.ZERO));
    }
    List<Left> left = fleet(3, new ChannelPace(1000, 1000)).run(asks, null);
    assertThat(left).hasSize(1800);
    assertThat(Fleet.mostIn(SECOND, left)).isLessThanOrEqualTo(1000);
  }

  @Test
  void aPauseHoldsWhereReplicasTakeSlotsByTheBatch() {
    Fleet fleet = fleet(2, new ChannelPace(10_000, 1000));
    for (int i = 0; i < 100; i++) {
      fleet.take(millis(i), i % 2, "c" + i, Priority.REPLY);
    }
    fleet.pause(millis(100), 0, "one", Duration.ofSeconds(5));
    for (int replica = 0; replica < 2; replica++) {
      assertThat(fleet.take(millis(130), replica, "one", Priority.REPLY))
          .isBetween(millis(4970), millis(4990));
      assertThat(fleet.take(millis(130), replica, "two", Priority.REPLY)).isZero();
    }
  }

  @Test
  void aFastChannelAsksRedisFarLessOftenThanItSends() {
    Fleet fleet = fleet(1, new ChannelPace(100_000, 1000));
    long before = commands(redis);
    for (int i = 0; i < 2000; i++) {
      assertThat(fleet.take(millis(i / 4), 0, "c" + i, Priority.REPLY)).isZero();
    }
    assertThat(commands(redis) - before).isLessThan(200);
  }

  static long commands(UnifiedJedis redis) {
    String stats = redis.info("commandstats");
    return stats
        .lines()
        .filter(line -> line.startsWith("cmdstat_eval"))
        .mapToLong(line -> Long.parseLong(line.split("calls=|,")[1]))
        .sum();
  }

  @Test
  void aChannelWithoutLimitsNeverAsksRedis() {
    Fleet fleet = fleet(1, ChannelPace.UNLIMITED);
    long before = commands(redis);
    for (int i = 0; i < 10_000; i++) {
      assertThat(fleet.take(Duration.ZERO, 0, "one", Priority.REPLY)).isZero();
    }
    fleet.pause(Duration.ZERO, 0, "one", Duration.ofSeconds(5));
    assertThat(fleet.take(SECOND, 0, "one", Priority.REPLY)).isEqualTo(Duration.ofSeconds(4));
    assertThat(commands(redis)).isEqualTo(before);
    assertThat(redis.keys("*")).isEmpty();
  }

  @Test
  void aClockThatIsSetBackStopsNobody() {
    Fleet fleet = fleet(1, TELEGRAM);
    for (int i = 0; i < 10; i++) {
      fleet.take(Duration.ZERO, 0, "a" + i, Priority.REPLY);
    }
    fleet.setBack = Duration.ofHours(1);
    List<Left> left = fleet.run(crowd(60, 0, Priority.REPLY, millis(10)), null);
    assertThat(left).hasSize(60);
    assertThat(left.getLast().at()).isLessThan(Duration.ofSeconds(5));
    assertThat(Fleet.mostIn(SECOND, left)).isLessThanOrEqualTo(30);
  }
}
