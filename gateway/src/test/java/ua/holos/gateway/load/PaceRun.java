package ua.holos.gateway.load;

import static ua.holos.gateway.load.DeliveryRun.say;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import ua.holos.gateway.load.DeliveryRun.Platforms;
import ua.holos.gateway.simulator.Receipts;
import ua.holos.gateway.simulator.SmscOptions;
import ua.holos.gateway.simulator.TelegramSimulator;

/// How near the messages of each channel come to the platform's limit when far more are waiting,
/// and whether any second, wherever it begins, has too many.
final class PaceRun {
  private static final int CITIZENS = 900;
  private static final int TELEGRAM = 30;
  private static final int VIBER = 50;
  private static final int SMS = 20;

  private final Map<String, ConcurrentLinkedQueue<Long>> times = new ConcurrentHashMap<>();

  void run(Path jar) throws Exception {
    Path folder = Files.createTempDirectory("holos-pace");
    try (Platforms platforms =
        Platforms.start(
            jar,
            folder,
            TelegramSimulator.Limits.REAL,
            Receipts.PROMPT,
            SmscOptions.DEFAULT.bearing(SMS),
            List.of(
                "--holos.viber.messages-per-second=" + VIBER,
                "--holos.sms.smpp.messages-per-second=" + SMS))) {
      platforms.telegram().onSent(_ -> sent("telegram", 1));
      platforms.viber().onSent(_ -> sent("viber", 1));
      for (int i = 0; i < CITIZENS; i++) {
        String phone = "38067%07d".formatted(i);
        platforms.smsc().onReceived(phone, sms -> sent("sms", sms.parts()));
        platforms.telegram().writes(10_000 + i, "Дякую");
        platforms.viber().writes("citizen-" + i, "Дякую");
        platforms.smsc().writes(phone, Platforms.SHORT_NUMBER, "Дякую");
      }
      awaitQuiet();
      tell("telegram", TELEGRAM, platforms.telegram().refusedForSpeed());
      tell("viber", VIBER, platforms.viber().throttled());
      tell("sms", SMS, platforms.smsc().throttled());
    } finally {
      DeliveryRun.delete(folder);
    }
  }

  private void sent(String channel, int messages) {
    ConcurrentLinkedQueue<Long> all =
        times.computeIfAbsent(channel, _ -> new ConcurrentLinkedQueue<>());
    for (int i = 0; i < messages; i++) {
      all.add(System.nanoTime());
    }
  }

  private void awaitQuiet() throws InterruptedException {
    int before = -1;
    for (int quiet = 0; quiet < 10; ) {
      TimeUnit.SECONDS.sleep(1);
      int now = times.values().stream().mapToInt(ConcurrentLinkedQueue::size).sum();
      quiet = now == before && now > 0 ? quiet + 1 : 0;
      before = now;
    }
  }

  private void tell(String channel, int limit, long refused) {
    long[] all =
        times.getOrDefault(channel, new ConcurrentLinkedQueue<>()).stream()
            .mapToLong(Long::longValue)
            .sorted()
            .toArray();
    int first = all.length / 10;
    int last = all.length - 1 - all.length / 10;
    double seconds = (all[last] - all[first]) / 1e9;
    say(
        "pace %s: %d messages, %.1f a second of %d allowed (%.0f %%), busiest second %d,"
            + " refused for speed %d",
        channel,
        all.length,
        (last - first) / seconds,
        limit,
        100 * (last - first) / seconds / limit,
        busiest(all, Duration.ofSeconds(1).toNanos()),
        refused);
  }

  private static int busiest(long[] sorted, long window) {
    int most = 0;
    for (int i = 0; i < sorted.length; i++) {
      int behind = Arrays.binarySearch(sorted, sorted[i] + window);
      most = Math.max(most, (behind < 0 ? -behind - 1 : behind) - i);
    }
    return most;
  }
}
