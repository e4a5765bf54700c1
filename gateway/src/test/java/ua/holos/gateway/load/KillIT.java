package ua.holos.gateway.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The promise that nothing is lost and everything counts once, kept by the real jar under SIGKILL.
@Timeout(1_800)
final class KillIT {
  private static final int CHATS = 100;
  private static final int MESSAGES_OF_A_CHAT = 5;
  private static final int AT_A_TIME = 25;
  private static final List<Integer> KILLED_AFTER = List.of(120, 260, 400);
  private static final long FIRST_CHAT = 5_000;
  private static final String KEY = "kill-test-key";
  private static final List<String> STREETS =
      List.of("Хрещатик", "Прорізна", "Саксаганського", "Антоновича", "Володимирська");
  private static final Pattern BUTTON = Pattern.compile("\"callback_data\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern ADDRESS = Pattern.compile("\"address\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern NUMBER =
      Pattern.compile("\"service_request_id\"\\s*:\\s*\"([^\"]+)\"");

  @TempDir Path folder;

  private final Map<Long, List<String>> replies = new ConcurrentHashMap<>();
  private final Map<Long, List<String>> written = new ConcurrentHashMap<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicLong updates = new AtomicLong(1);
  private final Semaphore places = new Semaphore(AT_A_TIME);

  @Test
  void everyMessageCountsOnceThoughTheProcessIsKilledThreeTimes() throws Exception {
    Path jar = Path.of(System.getProperty("holos.jar", "target/holos.jar"));
    try (StubTelegram telegram =
            new StubTelegram(sent ->
                replies
                    .computeIfAbsent(sent.chat(), _ -> new CopyOnWriteArrayList<>())
                    .add(sent.body()));
        HolosProcess holos =
            HolosProcess.onTelegram(
                jar,
                folder,
                telegram.address(),
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                // The last: a busy machine may take its time to open the database after a kill.
                List.of(
                    "--holos.core.api-key=" + KEY,
                    "--spring.datasource.hikari.connection-timeout=60000"));
        ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      holos.start();
      List<Future<?>> chats = new ArrayList<>();
      for (int chat = 0; chat < CHATS; chat++) {
        int number = chat;
        chats.add(people.submit(() -> talk(holos, number)));
      }
      for (int threshold : KILLED_AFTER) {
        await()
            .atMost(Duration.ofMinutes(5))
            .until(() -> accepted.get() >= threshold || anyFailed(chats));
        // Every process counts its own.
        assertThat(holos.metric("holos_dead_letters_total")).isZero();
        holos.kill();
        holos.start();
      }
      for (Future<?> chat : chats) {
        chat.get();
      }
      assertThat(accepted).hasValue(CHATS * MESSAGES_OF_A_CHAT);

      eachConfirmedDraftIsExactlyOneAppeal(holos);
      await().atMost(Duration.ofMinutes(1)).until(() -> holos.metric("holos_outbox_size") == 0);
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> holos.metric("holos_journal_lag_seconds") == 0);
      assertThat(holos.metric("holos_dead_letters_total")).isZero();
      holos.stop();
      eachMessageIsInTheRecordOnceAndInOrder(holos);
    } catch (ExecutionException e) {
      throw new AssertionError("A conversation got stuck", e.getCause());
    }
  }

  private static boolean anyFailed(List<Future<?>> chats) {
    return chats.stream().anyMatch(chat -> chat.state() == Future.State.FAILED);
  }

  private static String address(int chat) {
    return STREETS.get(chat % STREETS.size()) + ", " + (10 + chat / STREETS.size());
  }

  private void talk(HolosProcess holos, int number) {
    try {
      places.acquire();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    try {
      long chat = FIRST_CHAT + number;
      write(holos, chat, "Вже третій день немає гарячої води, вулиця " + address(number));
      press(holos, chat, awaitButton(chat, "ok:"));
      write(holos, chat, "Дякую " + number);
      write(holos, chat, "Дуже чекаємо " + number);
      write(holos, chat, "Гарного дня " + number);
    } finally {
      places.release();
    }
  }

  private void write(HolosProcess holos, long chat, String text) {
    written.computeIfAbsent(chat, _ -> new CopyOnWriteArrayList<>()).add(text);
    deliver(holos, Updates.text(updates.incrementAndGet(), chat, text));
  }

  private void press(HolosProcess holos, long chat, String data) {
    deliver(holos, Updates.press(updates.incrementAndGet(), chat, data));
  }

  /// Delivers as Telegram does: again and again until it is accepted, the next update only then.
  private void deliver(HolosProcess holos, String update) {
    await()
        .atMost(Duration.ofMinutes(10))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> holos.post(update) == 200);
    // Now and then it delivers once more what was accepted.
    if (accepted.incrementAndGet() % 7 == 0) {
      await()
          .atMost(Duration.ofMinutes(10))
          .pollInterval(Duration.ofMillis(50))
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(() -> holos.post(update) == 200);
    }
  }

  private String awaitButton(long chat, String prefix) {
    return await()
        .atMost(Duration.ofMinutes(10))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> button(chat, prefix), found -> !found.isEmpty());
  }

  private String button(long chat, String prefix) {
    for (String reply : replies.getOrDefault(chat, List.of())) {
      Matcher buttons = BUTTON.matcher(reply);
      while (buttons.find()) {
        if (buttons.group(1).startsWith(prefix)) {
          return buttons.group(1);
        }
      }
    }
    return "";
  }

  private void eachConfirmedDraftIsExactlyOneAppeal(HolosProcess holos) {
    List<String> expected =
        IntStream.range(0, CHATS).mapToObj(chat -> "вулиця " + address(chat)).sorted().toList();
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> {
          String appeals =
              holos.get("/open311/v2/requests.json?page_size=1000&api_key=" + KEY).body();
          assertThat(found(ADDRESS, appeals)).isEqualTo(expected);
          assertThat(found(NUMBER, appeals)).doesNotHaveDuplicates().hasSize(CHATS);
        });
    // Everybody was told the number.
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> {
          String appeals =
              holos.get("/open311/v2/requests.json?page_size=1000&api_key=" + KEY).body();
          List<String> numbers = found(NUMBER, appeals);
          for (int chat = 0; chat < CHATS; chat++) {
            String told = String.join("\n", replies.getOrDefault(FIRST_CHAT + chat, List.of()));
            assertThat(numbers).anyMatch(told::contains);
          }
        });
  }

  private static List<String> found(Pattern pattern, String json) {
    return pattern.matcher(json).results().map(match -> match.group(1)).sorted().toList();
  }

  private void eachMessageIsInTheRecordOnceAndInOrder(HolosProcess holos) throws SQLException {
    Map<Long, List<String>> recorded = new TreeMap<>();
    Map<Long, Integer> incoming = new TreeMap<>();
    String url =
        "jdbc:h2:file:"
            + holos.data().toAbsolutePath().resolve("record")
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
    try (Connection sql = DriverManager.getConnection(url, "sa", "");
        Statement statement = sql.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select conversation_id, kind, words from message where ordinal = -1"
                    + " order by conversation_id, turn")) {
      // Ordinal -1 is what the person sent.
      while (rows.next()) {
        long chat = Long.parseLong(rows.getString(1).replaceAll("\\D", ""));
        incoming.merge(chat, 1, Integer::sum);
        if (rows.getString(2).equals("text")) {
          recorded.computeIfAbsent(chat, _ -> new ArrayList<>()).add(rows.getString(3));
        }
      }
    }
    try (Connection sql = DriverManager.getConnection(url, "sa", "");
        Statement statement = sql.createStatement();
        ResultSet unsent =
            statement.executeQuery(
                "select count(*) from message where ordinal >= 0 and status <> 'sent'")) {
      assertThat(unsent.next()).isTrue();
      assertThat(unsent.getInt(1)).isZero();
    }
    assertThat(recorded).isEqualTo(new TreeMap<>(written));
    assertThat(incoming.values()).hasSize(CHATS).allMatch(count -> count == MESSAGES_OF_A_CHAT);
  }
}
