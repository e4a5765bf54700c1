package ua.holos.gateway.load;

import static ua.holos.gateway.load.DeliveryRun.say;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import ua.holos.gateway.load.DeliveryRun.Platforms;
import ua.holos.gateway.simulator.Outage;
import ua.holos.gateway.simulator.Receipts;
import ua.holos.gateway.simulator.SmscOptions;
import ua.holos.gateway.simulator.TelegramSimulator;

/// All three platforms take nothing for an hour, while people have written in Telegram and in
/// Viber: what is lost, sent twice or out of order, and how the queue drains. Nobody writes by SMS
/// here.
final class OutageRun {
  private static final int CITIZENS = 300;
  private static final int MESSAGES = 3;
  private static final int MINUTES = Integer.getInteger("delivery.outage-minutes", 60);

  void run(Path jar) throws Exception {
    Path folder = Files.createTempDirectory("holos-outage");
    try (Platforms platforms =
        Platforms.start(
            jar,
            folder,
            TelegramSimulator.Limits.REAL,
            Receipts.UNRULY,
            SmscOptions.DEFAULT.bearing(20),
            List.of("--holos.sms.smpp.messages-per-second=18"))) {
      platforms.telegram().breakDown("sendmessage");
      platforms.viber().breakDown(Outage.BAD_GATEWAY);
      platforms.smsc().goesAway();
      for (int message = 0; message < MESSAGES; message++) {
        for (int i = 0; i < CITIZENS; i++) {
          platforms.telegram().writes(10_000 + i, words(message));
          platforms.viber().writes("citizen-" + i, words(message));
        }
        TimeUnit.SECONDS.sleep(5);
      }
      TimeUnit.MINUTES.sleep(MINUTES);
      platforms.telegram().mend("sendmessage");
      platforms.viber().breakDown(Outage.NONE);
      platforms.smsc().comesBack();
      long mended = System.nanoTime();
      awaitDrained(platforms);
      say(
          "outage: %d minutes, queue empty %.0f s after the end",
          MINUTES, (System.nanoTime() - mended) / 1e9);
      tell(platforms);
    } finally {
      DeliveryRun.delete(folder);
    }
  }

  /// Each gets another answer, so that their order can be seen.
  private static String words(int message) {
    return List.of("/help", "Дякую", "Покличте оператора").get(message % 3);
  }

  private static void awaitDrained(Platforms platforms) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(20);
    while (platforms.holos().metric("holos_outbox_size") > 0) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("The queue does not drain");
      }
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private static void tell(Platforms platforms) {
    List<String> expected =
        platforms.telegram().sentTo(10_000).stream().map(one -> one.text()).toList();
    int wrong = 0;
    List<List<String>> all = new ArrayList<>();
    for (int i = 0; i < CITIZENS; i++) {
      all.add(platforms.telegram().sentTo(10_000 + i).stream().map(one -> one.text()).toList());
      all.add(platforms.viber().sentTo("citizen-" + i).stream().map(one -> one.text()).toList());
    }
    for (List<String> one : all) {
      wrong += one.equals(expected) ? 0 : 1;
    }
    say(
        "outage: %d conversations with %d answers each; lost, doubled or out of order in %d;"
            + " refused for speed %d (Telegram), %d (Viber)",
        all.size(),
        expected.size(),
        wrong,
        platforms.telegram().refusedForSpeed(),
        platforms.viber().throttled());
    if (wrong > 0) {
      throw new IllegalStateException("Answers were lost, doubled or out of order");
    }
  }
}
