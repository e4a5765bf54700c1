package ua.holos.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ua.holos.bot.channel.ChannelPace;
import ua.holos.bot.message.Priority;

class ChannelLaneTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private record Ask(Instant at, String chat, Priority priority, String key) {}

  private record Left(Instant at, String chat, Priority priority, String key) {}

  /// Lets everybody ask, and ask again when told to; returns who left when.
  private static List<Left> run(ChannelLane lane, List<Ask> asks) {
    PriorityQueue<Ask> agenda = new PriorityQueue<>(Comparator.comparing(Ask::at));
    agenda.addAll(asks);
    List<Left> left = new ArrayList<>();
    int rounds = 0;
    while (!agenda.isEmpty()) {
      assertThat(rounds++).as("nobody waits for ever").isLessThan(asks.size() * 50);
      Ask ask = agenda.remove();
      Duration wait = lane.take(ask.chat(), ask.priority(), ask.key(), 1, ask.at());
      if (wait.isZero()) {
        left.add(new Left(ask.at(), ask.chat(), ask.priority(), ask.key()));
      } else {
        agenda.add(new Ask(ask.at().plus(wait), ask.chat(), ask.priority(), ask.key()));
      }
    }
    return left;
  }

  private static int mostInASecond(List<Left> left) {
    int most = 0;
    for (int first = 0; first < left.size(); first++) {
      Instant end = left.get(first).at().plusSeconds(1);
      int in = 0;
      for (int i = first; i < left.size() && left.get(i).at().isBefore(end); i++) {
        in++;
      }
      most = Math.max(most, in);
    }
    return most;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void keepsTheLimitInEverySecondWhereverItBegins(long seed) {
    Random random = new Random(seed);
    List<Ask> asks = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      asks.add(
          new Ask(START.plusMillis(random.nextInt(8000)), "chat-" + i, Priority.REPLY, "k" + i));
    }
    List<Left> left = run(new ChannelLane(new ChannelPace(30, 1), START), asks);

    assertThat(left).hasSize(600);
    assertThat(mostInASecond(left)).isLessThanOrEqualTo(30);
  }

  @Test
  void wastesLittleOfTheLimit() {
    List<Ask> asks = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      asks.add(new Ask(START, "chat-" + i, Priority.REPLY, "k" + i));
    }
    List<Left> left = run(new ChannelLane(new ChannelPace(30, 1), START), asks);
    assertThat(Duration.between(START, left.getLast().at())).isLessThan(Duration.ofSeconds(12));
  }

  @Test
  void letsAShortBurstThroughInOneChatThenOneASecond() {
    ChannelLane lane = new ChannelLane(new ChannelPace(1000, 1), START);
    List<Ask> asks = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      asks.add(new Ask(START, "one", Priority.REPLY, "k" + i));
    }
    assertThat(run(lane, asks).stream().map(l -> Duration.between(START, l.at()).toMillis()))
        .containsExactly(0L, 0L, 0L, 1000L, 2000L, 3000L);
  }

  @Test
  void oneChatsBurstDoesNotHoldUpTheOthers() {
    ChannelLane lane = new ChannelLane(new ChannelPace(1000, 1), START);
    List<Ask> asks = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      asks.add(new Ask(START, "loud", Priority.REPLY, "l" + i));
    }
    asks.add(new Ask(START, "quiet", Priority.REPLY, "q"));
    assertThat(run(lane, asks)).contains(new Left(START, "quiet", Priority.REPLY, "q"));
  }

  @Test
  void repliesLeaveBeforeStatusesAndStatusesBeforeBroadcasts() {
    List<Ask> asks = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      asks.add(new Ask(START, "b" + i, Priority.BROADCAST, "b" + i));
      asks.add(new Ask(START.plusNanos(1), "s" + i, Priority.STATUS, "s" + i));
      asks.add(new Ask(START.plusNanos(2), "r" + i, Priority.REPLY, "r" + i));
    }
    List<Left> left = run(new ChannelLane(new ChannelPace(30, 1), START), asks);
    // Those who found the lane empty at first are gone before anybody else came.
    List<Priority> afterTheBurst = left.stream().skip(3).map(Left::priority).toList();
    assertThat(afterTheBurst).isSorted();
  }

  @Test
  void keepsTheOrderAmongEquals() {
    List<Ask> asks = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      asks.add(new Ask(START.plusNanos(i), "c" + i, Priority.REPLY, "k" + i));
    }
    List<Left> left = run(new ChannelLane(new ChannelPace(30, 1), START), asks);
    assertThat(left.stream().map(Left::key))
        .containsExactlyElementsOf(asks.stream().map(Ask::key).toList());
  }

  @Test
  void aReplyWaitsForOneSlotAtMostHoweverLongTheQueueOfStatuses() {
    ChannelLane lane = new ChannelLane(new ChannelPace(30, 1), START);
    for (int i = 0; i < 1000; i++) {
      lane.take("s" + i, Priority.STATUS, "s" + i, 1, START);
    }
    assertThat(lane.take("citizen", Priority.REPLY, "r", 1, START))
        .isLessThanOrEqualTo(Duration.ofMillis(40));
  }

  @Test
  void doesNotWaitForThoseWhoNeverComeBack() {
    ChannelLane lane = new ChannelLane(new ChannelPace(30, 1), START);
    for (int i = 0; i < 200; i++) {
      lane.take("gone" + i, Priority.REPLY, "gone" + i, 1, START);
    }
    Instant later = START.plusSeconds(30);
    assertThat(lane.take("here", Priority.REPLY, "here", 1, later)).isZero();
  }

  @Test
  void pausesAChatExactlyAsLongAsThePlatformWants() {
    ChannelLane lane = new ChannelLane(new ChannelPace(1000, 1000), START);
    lane.pause("one", Duration.ofSeconds(17), START);
    assertThat(lane.take("one", Priority.REPLY, "k", 1, START.plusSeconds(2)))
        .isEqualTo(Duration.ofSeconds(15));
    assertThat(lane.take("other", Priority.REPLY, "o", 1, START.plusSeconds(2))).isZero();
    assertThat(lane.take("one", Priority.REPLY, "k", 1, START.plusSeconds(17))).isZero();
  }

  @Test
  void pausesTheChannelWhenASecondChatIsRefusedMeanwhile() {
    ChannelLane lane = new ChannelLane(new ChannelPace(1000, 1000), START);
    lane.pause("one", Duration.ofSeconds(5), START);
    lane.pause("two", Duration.ofSeconds(7), START.plusSeconds(1));
    assertThat(lane.take("third", Priority.REPLY, "k", 1, START.plusSeconds(1)))
        .isEqualTo(Duration.ofSeconds(7));
    assertThat(lane.take("third", Priority.REPLY, "k", 1, START.plusSeconds(8))).isZero();
  }

  @Test
  void countsALongMessageAsTheSeveralThatItIs() {
    ChannelLane lane = new ChannelLane(new ChannelPace(1000, 1), START);
    assertThat(lane.take("one", Priority.REPLY, "long", 5, START)).isZero();
    assertThat(lane.take("one", Priority.REPLY, "next", 1, START)).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void knowsNoLimitWhereThereIsNone() {
    ChannelLane lane = new ChannelLane(ChannelPace.UNLIMITED, START);
    Map<Duration, Integer> waits = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      waits.merge(lane.take("one", Priority.REPLY, "k" + i, 1, START), 1, Integer::sum);
    }
    assertThat(waits).containsOnlyKeys(Duration.ZERO);
  }
}
