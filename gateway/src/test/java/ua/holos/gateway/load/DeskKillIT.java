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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The promises of the desk, kept by the real jar under SIGKILL: whoever has a conversation is the
/// only one who has it, what they write arrives once and in order, and the bot is silent meanwhile.
@Timeout(900)
final class DeskKillIT {
  private static final int OPERATORS = 3;
  private static final int CHATS = 12;
  private static final int REPLIES = 6;
  private static final List<Integer> KILLED_AFTER = List.of(8, 30, 55);
  private static final long FIRST_CHAT = 7_000;
  private static final Pattern REPLY = Pattern.compile("Відповідь ([0-9]+) від ([0-9]+)");

  @TempDir Path folder;

  private final Map<Long, List<String>> heard = new ConcurrentHashMap<>();
  private final Map<Long, Integer> winner = new ConcurrentHashMap<>();
  private final AtomicInteger replied = new AtomicInteger();
  private final AtomicLong updates = new AtomicLong(1);

  @Test
  void everyReplyArrivesOnceAndOneHoldsTheConversationThoughTheProcessIsKilledThreeTimes()
      throws Exception {
    Path jar = Path.of(System.getProperty("holos.jar", "target/holos.jar"));
    List<DeskVisitor> operators = new ArrayList<>();
    try (StubTelegram telegram =
            new StubTelegram(sent ->
                heard
                    .computeIfAbsent(sent.chat(), _ -> new CopyOnWriteArrayList<>())
                    .add(sent.body()));
        HolosProcess holos =
            HolosProcess.onTelegram(
                jar,
                folder,
                telegram.address(),
                List.of("-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                List.of(
                    "--holos.desk.first-password=" + DeskVisitor.FIRST_PASSWORD,
                    "--spring.datasource.hikari.connection-timeout=60000"));
        ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      holos.start();
      operators.addAll(staff(holos));
      for (int chat = 0; chat < CHATS; chat++) {
        write(holos, FIRST_CHAT + chat, "Покличте оператора");
      }
      List<Future<?>> work = new ArrayList<>();
      for (int chat = 0; chat < CHATS; chat++) {
        long number = FIRST_CHAT + chat;
        work.add(people.submit(() -> race(holos, operators, number)));
      }
      for (int threshold : KILLED_AFTER) {
        await()
            .atMost(Duration.ofMinutes(4))
            .pollInterval(Duration.ofMillis(10))
            .until(() -> replied.get() >= threshold || anyFailed(work));
        holos.kill();
        holos.start();
      }
      for (Future<?> one : work) {
        one.get();
      }
      await().atMost(Duration.ofMinutes(1)).until(() -> holos.metric("holos_outbox_size") == 0);
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> holos.metric("holos_journal_lag_seconds") == 0);
      assertThat(holos.metric("holos_dead_letters_total")).isZero();
      assertThat(holos.metric("holos_desk_held")).isEqualTo(CHATS);
      holos.stop();
      everyReplyArrivedOnceAndInOrderAndNothingElse();
      everyConversationWasTakenOnceInTheRecord(holos);
    } catch (ExecutionException e) {
      throw new AssertionError("A conversation got stuck", e.getCause());
    } finally {
      operators.forEach(DeskVisitor::close);
    }
  }

  private static boolean anyFailed(List<Future<?>> work) {
    return work.stream().anyMatch(one -> one.state() == Future.State.FAILED);
  }

  private static List<DeskVisitor> staff(HolosProcess holos) throws Exception {
    List<DeskVisitor> operators = new ArrayList<>();
    try (DeskVisitor administrator = new DeskVisitor(holos.port())) {
      administrator.signInFirst(DeskVisitor.FIRST_LOGIN, DeskVisitor.FIRST_PASSWORD);
      for (int i = 0; i < OPERATORS; i++) {
        String password = administrator.hire("person" + i, "Людина " + i, 20);
        DeskVisitor operator = new DeskVisitor(holos.port());
        operator.signInFirst("person" + i, password);
        operators.add(operator);
      }
    }
    return operators;
  }

  /// All of them click at the same moment; who has it answers the citizen, who goes on writing.
  private void race(HolosProcess holos, List<DeskVisitor> operators, long chat) {
    String conversation = "telegram:" + chat;
    List<Integer> won = new ArrayList<>();
    try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> claims = new ArrayList<>();
      for (int i = 0; i < operators.size(); i++) {
        DeskVisitor operator = operators.get(i);
        String request = "claim-" + chat + "-" + i;
        claims.add(hands.submit(() -> settled(() -> operator.claim(conversation, request))));
      }
      for (int i = 0; i < claims.size(); i++) {
        if (claims.get(i).get() == 200) {
          won.add(i);
        }
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    assertThat(won).as("who has " + conversation).hasSize(1);
    int holder = won.getFirst();
    winner.put(chat, holder);
    for (int reply = 0; reply < REPLIES; reply++) {
      String request = "reply-" + chat + "-" + reply;
      String text = "Відповідь " + reply + " від " + holder;
      DeskVisitor operator = operators.get(holder);
      int status = settled(() -> operator.reply(conversation, request, text));
      assertThat(status).isEqualTo(200);
      replied.incrementAndGet();
      if (reply % 3 == 1) {
        write(holos, chat, "Покличте оператора, де моє звернення? " + reply);
        DeskVisitor stranger = operators.get((holder + 1) % operators.size());
        assertThat(
                settled(
                    () -> stranger.reply(conversation, request + "-stranger", "Чужа відповідь")))
            .isEqualTo(409);
      }
    }
  }

  @FunctionalInterface
  private interface Asking {
    int ask() throws IOException, InterruptedException;
  }

  /// Presses again, as the page does, until it is decided: the request keeps its name.
  private static int settled(Asking asking) {
    AtomicInteger status = new AtomicInteger();
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> {
          int found = asking.ask();
          status.set(found);
          return found == 200 || found == 409;
        });
    return status.get();
  }

  private void write(HolosProcess holos, long chat, String text) {
    String update = Updates.text(updates.incrementAndGet(), chat, text);
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> holos.post(update) == 200);
  }

  private void everyReplyArrivedOnceAndInOrderAndNothingElse() {
    for (int chat = 0; chat < CHATS; chat++) {
      long number = FIRST_CHAT + chat;
      List<String> all = heard.getOrDefault(number, List.of());
      List<String> expected = new ArrayList<>();
      for (int reply = 0; reply < REPLIES; reply++) {
        expected.add("Відповідь " + reply + " від " + winner.get(number));
      }
      int first = 0;
      while (first < all.size() && !REPLY.matcher(all.get(first)).find()) {
        first++;
      }
      List<String> sinceTheFirst = all.subList(first, all.size());
      // What was on its way to the platform while the process was killed may come twice, under the
      // same key: nobody can know whether it had arrived. It is the neighbour of its equal.
      List<String> told = new ArrayList<>();
      for (String body : sinceTheFirst) {
        var reply = REPLY.matcher(body);
        assertThat(reply.find()).as("only the operator speaks: " + body).isTrue();
        if (told.isEmpty() || !told.getLast().equals(reply.group())) {
          told.add(reply.group());
        }
      }
      assertThat(told).isEqualTo(expected);
      assertThat(sinceTheFirst.size()).isLessThanOrEqualTo(expected.size() + KILLED_AFTER.size());
    }
  }

  private void everyConversationWasTakenOnceInTheRecord(HolosProcess holos) throws SQLException {
    Map<String, Integer> holdings = new TreeMap<>();
    Map<Long, List<String>> recorded = new TreeMap<>();
    String url =
        "jdbc:h2:file:"
            + holos.data().toAbsolutePath().resolve("record")
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
    try (Connection sql = DriverManager.getConnection(url, "sa", "");
        Statement statement = sql.createStatement()) {
      try (ResultSet rows = statement.executeQuery("select conversation_id from desk_holding")) {
        while (rows.next()) {
          holdings.merge(rows.getString(1), 1, Integer::sum);
        }
      }
      try (ResultSet rows =
          statement.executeQuery(
              "select conversation_id, words, status from message where operator_id is not null"
                  + " and ordinal >= 0 and kind not in ('note', 'desk')"
                  + " order by conversation_id, turn, ordinal")) {
        while (rows.next()) {
          assertThat(rows.getString(3)).isEqualTo("sent");
          recorded
              .computeIfAbsent(
                  Long.valueOf(rows.getString(1).replaceAll("\\D", "")), _ -> new ArrayList<>())
              .add(rows.getString(2));
        }
      }
    }
    assertThat(holdings).hasSize(CHATS);
    assertThat(holdings.values()).containsOnly(1);
    assertThat(recorded).hasSize(CHATS);
    recorded.forEach((chat, words) -> {
      assertThat(words).hasSize(REPLIES);
      for (int reply = 0; reply < REPLIES; reply++) {
        assertThat(words.get(reply)).endsWith("Відповідь " + reply + " від " + winner.get(chat));
      }
    });
  }
}
