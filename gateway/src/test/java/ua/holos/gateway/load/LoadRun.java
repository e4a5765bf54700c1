package ua.holos.gateway.load;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Measures Holos under load on one machine, over the loopback address only: parallel citizens send
/// complaints over Telegram's webhook and wait for the answer, each as a new person each time.
///
/// `./mvnw -pl gateway -am -Pload verify`; the settings are system properties: `load.citizens`
/// (200), `load.seconds` (20), `load.warm-up` (15), `load.jvm` (flags of the measured process).
public final class LoadRun {
  private final int citizens = Integer.getInteger("load.citizens", 200);
  private final int seconds = Integer.getInteger("load.seconds", 20);
  private final int warmUp = Integer.getInteger("load.warm-up", 15);
  private final Map<Long, CountDownLatch> waiting = new ConcurrentHashMap<>();
  private final AtomicLong next = new AtomicLong(1);
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private volatile boolean running = true;
  private volatile boolean measuring;
  private final long[] latencies = new long[4_000_000];
  private final AtomicInteger answered = new AtomicInteger();

  private LoadRun() {}

  /// Runs the measurement.
  ///
  /// @param arguments the jar, `target/holos.jar` by default
  public static void main(String[] arguments) throws Exception {
    Path jar = Path.of(arguments.length == 0 ? "target/holos.jar" : arguments[0]);
    if (!Files.exists(jar)) {
      throw new IllegalArgumentException(jar.toAbsolutePath() + " is not there: package it first");
    }
    new LoadRun().run(jar);
  }

  private void run(Path jar) throws Exception {
    Path folder = Files.createTempDirectory("holos-load");
    List<String> flags = List.of(System.getProperty("load.jvm", "-Xmx320m").split(" "));
    try (StubTelegram telegram = new StubTelegram(this::answered);
        HolosProcess holos =
            HolosProcess.onTelegram(jar, folder, telegram.address(), flags, List.of())) {
      Duration ready = holos.start();
      long pid = holos.pid();
      say("Ready after %.1f s", ready.toMillis() / 1000.0);
      TimeUnit.SECONDS.sleep(5);
      say(
          "At rest: Holos %d MB, Redis %d MB resident",
          HolosProcess.residentMegabytes(pid), HolosProcess.residentMegabytes(holos.redisPid()));
      for (int i = 0; i < citizens; i++) {
        Thread.ofVirtual().start(() -> citizen(holos.port()));
      }
      TimeUnit.SECONDS.sleep(warmUp);
      measure(holos, pid);
      running = false;
      if (Boolean.getBoolean("load.log")) {
        say("%s", holos.output());
      }
    } finally {
      delete(folder);
    }
  }

  private void measure(HolosProcess holos, long pid) throws Exception {
    double turns = holos.metric("holos_turn_seconds_count");
    double commands = holos.metric("holos_redis_commands_total");
    double cpu = HolosProcess.cpuSeconds(pid);
    double redisCpu = HolosProcess.cpuSeconds(holos.redisPid());
    double ownCpu = HolosProcess.cpuSeconds(ProcessHandle.current().pid());
    long begin = System.nanoTime();
    measuring = true;
    TimeUnit.SECONDS.sleep(seconds);
    measuring = false;
    double elapsed = (System.nanoTime() - begin) / 1e9;
    cpu = HolosProcess.cpuSeconds(pid) - cpu;
    redisCpu = HolosProcess.cpuSeconds(holos.redisPid()) - redisCpu;
    ownCpu = HolosProcess.cpuSeconds(ProcessHandle.current().pid()) - ownCpu;
    turns = holos.metric("holos_turn_seconds_count") - turns;
    commands = holos.metric("holos_redis_commands_total") - commands;
    int count = answered.get();
    long[] sorted = Arrays.copyOf(latencies, count);
    Arrays.sort(sorted);
    say("%d citizens, %.0f s: %.0f replies/s", citizens, elapsed, count / elapsed);
    say(
        "Reply after p50 %.0f ms, p99 %.0f ms, worst %.0f ms",
        at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
    say(
        "Processor per turn: Holos %.2f ms, Redis %.2f ms; the load itself %.2f ms",
        cpu * 1000 / turns, redisCpu * 1000 / turns, ownCpu * 1000 / turns);
    say(
        "Processors busy: Holos %.0f %%, Redis %.0f %%, the load %.0f %%",
        cpu * 100 / elapsed, redisCpu * 100 / elapsed, ownCpu * 100 / elapsed);
    say("Redis: %.2f commands per turn", commands / turns);
    say(
        "Resident: Holos %d MB, Redis %d MB",
        HolosProcess.residentMegabytes(pid), HolosProcess.residentMegabytes(holos.redisPid()));
    say("Failures: %s", failures);
  }

  private static double at(long[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))] / 1e6;
  }

  private void citizen(int port) {
    while (running) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setTcpNoDelay(true);
        HttpWire wire = new HttpWire(socket.getInputStream());
        while (running) {
          complain(socket.getOutputStream(), wire);
        }
      } catch (IOException e) {
        if (running) {
          failures.merge(String.valueOf(e.getMessage()), 1, Integer::sum);
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void complain(OutputStream out, HttpWire wire) throws IOException, InterruptedException {
    long number = next.incrementAndGet();
    long chat = 10_000_000 + number;
    byte[] body =
        Updates.text(number, chat, Complaints.text(number)).getBytes(StandardCharsets.UTF_8);
    byte[] head =
        """
        POST /webhook/telegram HTTP/1.1\r
        Host: 127.0.0.1\r
        Content-Type: application/json\r
        X-Telegram-Bot-Api-Secret-Token: %s\r
        Content-Length: %d\r
        \r
        """
            .formatted(HolosProcess.SECRET, body.length)
            .getBytes(StandardCharsets.US_ASCII);
    byte[] request = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    CountDownLatch reply = new CountDownLatch(1);
    waiting.put(chat, reply);
    long begin = System.nanoTime();
    out.write(request);
    out.flush();
    HttpWire.Message accepted = wire.read();
    if (accepted == null || !accepted.start().contains(" 200")) {
      waiting.remove(chat);
      throw new IOException(accepted == null ? "Connection closed" : accepted.start());
    }
    if (!reply.await(20, TimeUnit.SECONDS)) {
      waiting.remove(chat);
      failures.merge("No reply in 20 s", 1, Integer::sum);
      return;
    }
    if (measuring) {
      int index = answered.getAndIncrement();
      if (index < latencies.length) {
        latencies[index] = System.nanoTime() - begin;
      }
    }
  }

  private void answered(StubTelegram.Sent sent) {
    CountDownLatch reply = waiting.remove(sent.chat());
    if (reply != null) {
      reply.countDown();
    }
  }

  private static void say(String format, Object... arguments) {
    System.out.println(String.format(Locale.ROOT, format, arguments));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
