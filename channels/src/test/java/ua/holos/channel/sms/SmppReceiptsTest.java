package ua.holos.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ua.holos.bot.channel.InboundUpdate;
import ua.holos.bot.channel.SendOutcome;

/// Many messages and their receipts over a session, sent by many at once:
/// `-Dholos.sms.messages=10000` sends so many and says how fast.
class SmppReceiptsTest {
  private static final int MESSAGES = Integer.getInteger("holos.sms.messages", 500);

  @TempDir Path folder;

  @Test
  void allReceiptsAreMatchedEarlyLateTwiceAndInAnotherBase() throws Exception {
    try (SmppParts parts = new SmppParts(folder)) {
      Random random = new Random(21);
      Queue<Integer> later = new ConcurrentLinkedQueue<>();
      parts.smsc.messageId = number -> "%08X".formatted(0xABC000 + number);
      parts.smsc.beforeAnswer =
          id -> {
            int number = Integer.parseInt(id, 16);
            if (number % 10 == 0) {
              parts.receipt(String.valueOf(number), "DELIVRD");
            }
            later.add(number);
          };
      Set<String> accepted = ConcurrentHashMap.newKeySet();
      Queue<SendOutcome> others = new ConcurrentLinkedQueue<>();
      long start = System.nanoTime();
      try (ExecutorService threads =
          Executors.newFixedThreadPool(50, Thread.ofVirtual().factory())) {
        List<Future<?>> sends = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
          String key = "a:" + i + ":0";
          sends.add(
              threads.submit(() -> {
                switch (parts.send(key, "Дякуємо.")) {
                  case SendOutcome.Accepted taken -> accepted.addAll(taken.externalIds());
                  case SendOutcome other -> others.add(other);
                }
              }));
        }
        for (Future<?> send : sends) {
          send.get();
        }
      }
      double sendSeconds = (System.nanoTime() - start) / 1e9;
      List<Integer> receipts = new ArrayList<>(later);
      receipts.addAll(later);
      Collections.shuffle(receipts, random);
      start = System.nanoTime();
      for (int number : receipts) {
        assertThat(parts.receipt("%010d".formatted(number), "DELIVRD")).isZero();
      }
      double receiptSeconds = (System.nanoTime() - start) / 1e9;

      Set<String> reported = new HashSet<>();
      for (InboundUpdate.DeliveryReported report : parts.reports()) {
        assertThat(reported.add(report.externalId())).isTrue();
      }
      System.out.printf(
          "%d messages, window 4: %.0f a second; %d receipts one after another: %.0f a second; %d"
              + " matched once%n",
          MESSAGES,
          MESSAGES / sendSeconds,
          receipts.size(),
          receipts.size() / receiptSeconds,
          reported.size());
      assertThat(others).isEmpty();
      assertThat(accepted).hasSize(MESSAGES);
      assertThat(reported).isEqualTo(accepted);
    }
  }
}
