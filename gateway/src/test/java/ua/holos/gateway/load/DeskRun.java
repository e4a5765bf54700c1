package ua.holos.gateway.load;

import static ua.holos.gateway.load.DeliveryRun.say;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Measures the desk with many operators at it, over the loopback address only: each has the page
/// open and holds conversations, citizens write into all of them at a steady pace, and each fourth
/// message is answered.
///
/// `./mvnw -pl gateway -am -Pdesk -DskipTests -DskipITs verify`; the settings are system
/// properties: `desk.operators` (50), `desk.held` (10, by each), `desk.paces` (`20,50`, messages a
/// second one after the other), `desk.seconds` (30, for each pace), `desk.jvm`.
public final class DeskRun implements OpenPage.Watcher {
  private static final long FIRST_CHAT = 20_000_000;
  private static final Pattern REPLY = Pattern.compile("Відповідь-([0-9]+)");

  private final int operators = Integer.getInteger("desk.operators", 50);
  private final int held = Integer.getInteger("desk.held", 10);
  private final int seconds = Integer.getInteger("desk.seconds", 30);
  private final AtomicLong updates = new AtomicLong(1);
  private final AtomicLong replies = new AtomicLong(1);
  private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
  private final Map<Long, Long> answered = new ConcurrentHashMap<>();
  private final Times named = new Times();
  private final Times shown = new Times();
  private final Times replied = new Times();
  private final Times delivered = new Times();
  private final LongAdder unanswered = new LongAdder();
  private final LongAdder again = new LongAdder();
  private final LongAdder busy = new LongAdder();

  private DeskRun() {}

  /// What a citizen wrote and its operator hasn't seen.
  private static final class Waiting {
    final String text;
    final long number;
    final long since = System.nanoTime();
    volatile boolean named;

    Waiting(String text, long number) {
      this.text = text;
      this.number = number;
    }
  }

  private static final class Times {
    final ConcurrentLinkedQueue<Long> all = new ConcurrentLinkedQueue<>();

    void since(long begin) {
      all.add(System.nanoTime() - begin);
    }

    String told() {
      long[] sorted = all.stream().mapToLong(Long::longValue).sorted().toArray();
      all.clear();
      return sorted.length == 0
          ? "none"
          : String.format(
              java.util.Locale.ROOT,
              "%d, p50 %.0f ms, p99 %.0f ms, worst %.0f ms",
              sorted.length,
              sorted[sorted.length / 2] / 1e6,
              sorted[Math.min(sorted.length - 1, sorted.length * 99 / 100)] / 1e6,
              sorted[sorted.length - 1] / 1e6);
    }
  }

  /// Runs the measurement.
  ///
  /// @param arguments the jar, `target/holos.jar` by default
  public static void main(String[] arguments) throws Exception {
    new DeskRun().run(Path.of(arguments.length == 0 ? "target/holos.jar" : arguments[0]));
  }

  private void run(Path jar) throws Exception {
    Path folder = Files.createTempDirectory("holos-desk");
    List<OpenPage> pages = new ArrayList<>();
    try (StubTelegram telegram = new StubTelegram(this::sent);
        HolosProcess holos =
            HolosProcess.onTelegram(
                jar,
                folder,
                telegram.address(),
                List.of(System.getProperty("desk.jvm", "-Xmx1g").split(" ")),
                List.of("--holos.desk.first-password=" + DeskVisitor.FIRST_PASSWORD))) {
      holos.start();
      long begin = System.nanoTime();
      for (DeskVisitor operator : staff(holos)) {
        pages.add(new OpenPage(operator, this));
      }
      say("%d operators signed in after %.0f s", operators, (System.nanoTime() - begin) / 1e9);
      begin = System.nanoTime();
      take(holos, pages);
      say(
          "%.0f conversations held after %.0f s",
          holos.metric("holos_desk_held"), (System.nanoTime() - begin) / 1e9);
      rest(holos, pages);
      for (String pace : System.getProperty("desk.paces", "20,50").split(",")) {
        pace(holos, Integer.parseInt(pace), 10, false);
        pace(holos, Integer.parseInt(pace), seconds, true);
      }
    } finally {
      if (Boolean.getBoolean("desk.log")) {
        say("%s", Files.readString(folder.resolve("holos.log")));
      }
      pages.forEach(OpenPage::close);
      DeliveryRun.delete(folder);
    }
  }

  private List<DeskVisitor> staff(HolosProcess holos) throws Exception {
    List<DeskVisitor> all = new ArrayList<>();
    try (DeskVisitor administrator = new DeskVisitor(holos.port())) {
      administrator.signInFirst(DeskVisitor.FIRST_LOGIN, DeskVisitor.FIRST_PASSWORD);
      for (int i = 0; i < operators; i++) {
        String password = administrator.hire("operator" + i, "Оператор " + i, 50);
        DeskVisitor operator = new DeskVisitor(holos.port());
        operator.signInFirst("operator" + i, password);
        all.add(operator);
      }
    }
    return all;
  }

  private static String conversation(int number) {
    return "telegram:" + (FIRST_CHAT + number);
  }

  private void write(HolosProcess holos, int number, String text)
      throws IOException, InterruptedException {
    String update = Updates.text(updates.incrementAndGet(), FIRST_CHAT + number, text);
    int status = holos.post(update);
    for (int tries = 0; tries < 20 && status != 200; tries++) {
      // As Telegram does.
      again.increment();
      TimeUnit.MILLISECONDS.sleep(500);
      status = holos.post(update);
    }
    if (status != 200) {
      throw new IOException("The webhook says " + status);
    }
  }

  private void take(HolosProcess holos, List<OpenPage> pages) throws Exception {
    for (int i = 0; i < operators * held; i++) {
      write(holos, i, "Покличте оператора");
    }
    try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> claims = new ArrayList<>();
      for (int operator = 0; operator < operators; operator++) {
        OpenPage page = pages.get(operator);
        int first = operator * held;
        claims.add(
            hands.submit(() -> {
              for (int i = first; i < first + held; i++) {
                claim(page, conversation(i));
              }
              return null;
            }));
      }
      for (Future<?> one : claims) {
        one.get();
      }
    }
  }

  private static void claim(OpenPage page, String conversation) throws Exception {
    String request = UUID.randomUUID().toString();
    int status = 0;
    for (int tries = 0; tries < 60 && status != 200; tries++) {
      status = page.visitor().claim(conversation, request);
      if (status != 200) {
        TimeUnit.MILLISECONDS.sleep(500);
      }
    }
    if (status != 200) {
      throw new IOException("A claim ends with " + status);
    }
    page.holds(conversation);
  }

  /// What the pages cost while nobody writes.
  private void rest(HolosProcess holos, List<OpenPage> pages) throws Exception {
    TimeUnit.SECONDS.sleep(5);
    Used before = used(holos);
    TimeUnit.SECONDS.sleep(15);
    say("Nobody writes, %d pages open: %s", pages.size(), before.until(used(holos)));
  }

  private void pace(HolosProcess holos, int perSecond, int lasting, boolean measured)
      throws Exception {
    Used before = used(holos);
    int all = perSecond * lasting;
    long begin = System.nanoTime();
    try (ExecutorService citizens = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < all; i++) {
        long due = begin + i * 1_000_000_000L / perSecond;
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        long number = updates.incrementAndGet();
        int chat = (int) ((i * 7L + 3) % (operators * held));
        citizens.submit(() -> {
          speak(holos, chat, number);
          return null;
        });
      }
    }
    Used after = used(holos);
    // The last ones may still be on their way, as long as somebody would look at it.
    for (int i = 0; i < 100 && !(waiting.isEmpty() && answered.isEmpty()); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    String missing = waiting.size() + " not shown, " + answered.size() + " answers not delivered";
    waiting.clear();
    answered.clear();
    String[] times = {named.told(), shown.told(), replied.told(), delivered.told()};
    long skipped = busy.sumThenReset();
    long refusedUpdates = again.sumThenReset();
    long refused = unanswered.sumThenReset();
    long failures = OpenPage.FAILURES.sumThenReset();
    if (!measured) {
      return;
    }
    say("%d messages a second for %d s:", perSecond, lasting);
    say("  citizen's message to the event on the holder's page: %s", times[0]);
    say("  citizen's message to its text on the page: %s", times[1]);
    say("  operator's answer accepted: %s", times[2]);
    say("  operator's answer to Telegram: %s", times[3]);
    say("  %s", before.until(after));
    say(
        "  %s; %d updates told again, %d answers refused, %d requests failed, %d messages"
            + " unmeasured (the one before was on its way)",
        missing, refusedUpdates, refused, failures, skipped);
  }

  private void speak(HolosProcess holos, int chat, long number)
      throws IOException, InterruptedException {
    String text = "Повідомлення-%d, %s".formatted(number, Complaints.text(number));
    String marker = "Повідомлення-" + number + ",";
    if (waiting.putIfAbsent(conversation(chat), new Waiting(marker, number)) != null) {
      busy.increment();
    }
    write(holos, chat, text);
  }

  @Override
  public void named(String conversation) {
    Waiting one = waiting.get(conversation);
    if (one != null && !one.named) {
      one.named = true;
      named.since(one.since);
    }
  }

  @Override
  public void shown(OpenPage page, String conversation, String html) {
    Waiting one = waiting.get(conversation);
    if (one != null && html.contains(one.text) && waiting.remove(conversation, one)) {
      shown.since(one.since);
      if (one.number % 4 == 0) {
        reply(page, conversation);
      }
    }
  }

  private void reply(OpenPage page, String conversation) {
    long number = replies.incrementAndGet();
    long begin = System.nanoTime();
    answered.put(number, begin);
    try {
      int status =
          page.visitor()
              .reply(
                  conversation,
                  UUID.randomUUID().toString(),
                  "Відповідь-" + number + ": бригада вже їде, дякуємо за терпіння");
      if (status == 200) {
        replied.since(begin);
        return;
      }
    } catch (IOException e) {
      OpenPage.FAILURES.increment();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    answered.remove(number);
    unanswered.increment();
  }

  private void sent(StubTelegram.Sent sent) {
    Matcher reply = REPLY.matcher(sent.body());
    if (reply.find()) {
      Long begin = answered.remove(Long.parseLong(reply.group(1)));
      if (begin != null) {
        delivered.since(begin);
      }
    }
  }

  /// What has been used so far.
  private record Used(
      long at,
      double holos,
      double redis,
      double self,
      Map<String, Long> requests,
      Map<String, Long> bytes,
      long memory,
      long redisMemory) {
    String until(Used after) {
      double elapsed = (after.at - at) / 1e9;
      StringBuilder parts = new StringBuilder();
      after.requests.forEach((part, count) ->
          parts.append(
              String.format(
                  java.util.Locale.ROOT,
                  " %s %.1f (%d kB),",
                  part,
                  (count - requests.getOrDefault(part, 0L)) / elapsed,
                  (after.bytes.getOrDefault(part, 0L) - bytes.getOrDefault(part, 0L))
                      / 1_000
                      / Math.max(1, count - requests.getOrDefault(part, 0L)))));
      return String.format(
          java.util.Locale.ROOT,
          "processors busy: Holos %.0f %%, Redis %.0f %%, the load %.0f %%; resident: Holos %d MB,"
              + " Redis %d MB; requests a second:%s",
          100 * (after.holos - holos) / elapsed,
          100 * (after.redis - redis) / elapsed,
          100 * (after.self - self) / elapsed,
          after.memory,
          after.redisMemory,
          parts);
    }
  }

  private static Used used(HolosProcess holos) throws IOException {
    return new Used(
        System.nanoTime(),
        HolosProcess.cpuSeconds(holos.pid()),
        HolosProcess.cpuSeconds(holos.redisPid()),
        HolosProcess.cpuSeconds(ProcessHandle.current().pid()),
        sums(OpenPage.REQUESTS),
        sums(OpenPage.BYTES),
        HolosProcess.residentMegabytes(holos.pid()),
        HolosProcess.residentMegabytes(holos.redisPid()));
  }

  private static Map<String, Long> sums(Map<String, LongAdder> figures) {
    Map<String, Long> sums = new HashMap<>();
    figures.forEach((name, sum) -> sums.put(name, sum.sum()));
    return sums;
  }
}
