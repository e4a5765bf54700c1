package ua.holos.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import ua.holos.bot.channel.ChannelPace;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.Priority;

/// Replicas that send over one channel, on a time that the test moves. Their own timers differ, as
/// those of real machines do.
final class Fleet {
  static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<SharedPace> replicas = new ArrayList<>();
  private final FakeAdapter channel;
  private long micros = START.toEpochMilli() * 1000;
  private long sequence;

  /// By how much Redis's clock was set back.
  Duration setBack = Duration.ZERO;

  /// A message that asks.
  record Ask(
      Duration at,
      int replica,
      String chat,
      Priority priority,
      int messages,
      @Nullable Instant heardAt) {
    static Ask of(Duration at, int replica, String chat, Priority priority) {
      return new Ask(at, replica, chat, priority, 1, null);
    }
  }

  /// A message that has left.
  record Left(Duration at, Ask ask) {}

  Fleet(int size, UnifiedJedis redis, ChannelPace pace) {
    channel = FakeAdapter.telegram(pace);
    for (int i = 0; i < size; i++) {
      long offset = i * 86_400_000_000_000L;
      replicas.add(
          new SharedPace(
              redis,
              "replica-" + i,
              () -> Long.toString(micros - setBack.toNanos() / 1000),
              () -> micros * 1000 + offset,
              new PaceMeters(meters)));
    }
  }

  /// The time since [#START].
  Duration now() {
    return Duration.ofNanos(micros * 1000 - START.toEpochMilli() * 1_000_000);
  }

  void moveTo(Duration time) {
    micros = START.toEpochMilli() * 1000 + time.toNanos() / 1000;
  }

  Duration take(Ask ask, String key) {
    moveTo(ask.at());
    return replicas
        .get(ask.replica())
        .take(
            channel,
            new ContactUrn("telegram", ask.chat()),
            ask.priority(),
            key,
            ask.messages(),
            ask.heardAt());
  }

  /// A message of which only this is asked.
  Duration take(Duration at, int replica, String chat, Priority priority) {
    return take(Ask.of(at, replica, chat, priority), "once-" + sequence++);
  }

  void pause(Duration at, int replica, String chat, Duration wait) {
    moveTo(at);
    replicas.get(replica).pause(channel, new ContactUrn("telegram", chat), wait);
  }

  private record Pending(Duration at, long number, Ask ask, String key) {}

  /// Lets everybody ask, and ask again when told to, in whole milliseconds as the outbox does;
  /// returns who left when, in order. `until` ends it; null for when all have left.
  List<Left> run(List<Ask> asks, @Nullable Duration until) {
    PriorityQueue<Pending> agenda =
        new PriorityQueue<>(Comparator.comparing(Pending::at).thenComparingLong(Pending::number));
    for (Ask ask : asks) {
      long number = sequence++;
      agenda.add(new Pending(ask.at(), number, ask, "k" + number));
    }
    List<Left> left = new ArrayList<>();
    int rounds = 0;
    while (!agenda.isEmpty()) {
      Pending next = agenda.remove();
      if (until != null && next.at().compareTo(until) >= 0) {
        break;
      }
      assertThat(rounds++).as("nobody asks for ever").isLessThan(asks.size() * 500);
      Ask ask = next.ask();
      Duration wait =
          take(
              new Ask(
                  next.at(),
                  ask.replica(),
                  ask.chat(),
                  ask.priority(),
                  ask.messages(),
                  ask.heardAt()),
              next.key());
      if (wait.isZero()) {
        left.add(new Left(next.at(), ask));
      } else {
        Duration whole = Duration.ofMillis(wait.plusNanos(999_999).toMillis());
        agenda.add(new Pending(next.at().plus(whole), sequence++, ask, next.key()));
      }
    }
    return left;
  }

  /// The most messages in any window of such a length, wherever it begins.
  static int mostIn(Duration window, List<Left> left) {
    int most = 0;
    for (int first = 0; first < left.size(); first++) {
      Duration end = left.get(first).at().plus(window);
      int in = 0;
      for (int i = first; i < left.size() && left.get(i).at().compareTo(end) < 0; i++) {
        in += left.get(i).ask().messages();
      }
      most = Math.max(most, in);
    }
    return most;
  }
}
