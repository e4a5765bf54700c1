package ua.holos.gateway.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The real jar as a process of its own.
final class HolosProcess implements AutoCloseable {
  static final String SECRET = "stub-secret";
  private static final Duration READY = Duration.ofMinutes(4);

  private final Path jar;
  private final Path data;
  private final Path output;
  private final List<String> jvmFlags;
  private final List<String> settings;
  private final int port;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private @Nullable Process process;

  /// @param folder for its data and its output
  /// @param settings its settings besides port and data, by its port: `--holos.core.api-key=…`
  HolosProcess(Path jar, Path folder, List<String> jvmFlags, IntFunction<List<String>> settings)
      throws IOException {
    this.jar = jar;
    this.data = folder.resolve("data");
    this.output = folder.resolve("holos.log");
    this.jvmFlags = List.copyOf(jvmFlags);
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    }
    this.settings = List.copyOf(settings.apply(port));
  }

  /// With Telegram's webhook and no limits of Telegram's.
  ///
  /// @param settings further settings
  static HolosProcess onTelegram(
      Path jar, Path folder, URI telegram, List<String> jvmFlags, List<String> settings)
      throws IOException {
    return new HolosProcess(
        jar,
        folder,
        jvmFlags,
        port -> {
          List<String> all =
              new ArrayList<>(
                  List.of(
                      "--holos.telegram.token=1:stub",
                      "--holos.telegram.api-url=" + telegram,
                      "--holos.telegram.webhook-url=http://127.0.0.1:" + port,
                      "--holos.telegram.webhook-secret=" + SECRET,
                      "--holos.telegram.messages-per-second=1000000",
                      "--holos.telegram.messages-per-chat-per-second=1000"));
          all.addAll(settings);
          return all;
        });
  }

  int port() {
    return port;
  }

  Path data() {
    return data;
  }

  /// Starts it and waits until it is ready; the time that took.
  Duration start() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmFlags);
    command.addAll(
        List.of(
            "-jar",
            jar.toAbsolutePath().toString(),
            "--server.port=" + port,
            "--server.address=127.0.0.1",
            "--holos.data-dir=" + data.toAbsolutePath()));
    command.addAll(settings);
    Process started =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
            .start();
    process = started;
    while (System.nanoTime() - begin < READY.toNanos()) {
      if (!started.isAlive()) {
        throw new IllegalStateException("Holos did not start: " + Files.readString(output));
      }
      if (ready()) {
        return Duration.ofNanos(System.nanoTime() - begin);
      }
      if (started.waitFor(20, TimeUnit.MILLISECONDS)) {
        continue;
      }
    }
    throw new IllegalStateException("Holos is not ready: " + Files.readString(output));
  }

  private boolean ready() throws InterruptedException {
    try {
      return get("/actuator/health").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(20))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /// Posts an update to the webhook; the status.
  int post(String update) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/webhook/telegram"))
                .timeout(Duration.ofSeconds(10))
                .header("X-Telegram-Bot-Api-Secret-Token", SECRET)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(update))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  /// A figure of `/actuator/prometheus`, summed over its labels.
  ///
  /// @throws IllegalStateException when there is none of this name
  double metric(String name) throws IOException, InterruptedException {
    Matcher line =
        Pattern.compile("(?m)^" + Pattern.quote(name) + "(?:\\{[^}]*})? ([0-9.eE+-]+)$")
            .matcher(get("/actuator/prometheus").body());
    double sum = 0;
    boolean found = false;
    while (line.find()) {
      sum += Double.parseDouble(line.group(1));
      found = true;
    }
    if (!found) {
      throw new IllegalStateException("There is no figure " + name);
    }
    return sum;
  }

  private Process running() {
    Process now = process;
    if (now == null) {
      throw new IllegalStateException("Holos was not started");
    }
    return now;
  }

  long pid() {
    return running().pid();
  }

  /// The Redis server that it brought along.
  long redisPid() {
    return running().children().findFirst().orElseThrow().pid();
  }

  /// As `kill -9` does.
  void kill() throws InterruptedException {
    Process now = running();
    now.destroyForcibly();
    now.waitFor();
  }

  /// As a service manager does.
  void stop() throws InterruptedException {
    Process now = running();
    now.destroy();
    if (!now.waitFor(40, TimeUnit.SECONDS)) {
      now.destroyForcibly();
      throw new IllegalStateException("Holos does not stop");
    }
  }

  String output() throws IOException {
    return Files.readString(output);
  }

  /// Seconds of processor time that a process has used.
  static double cpuSeconds(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    // utime and stime in ticks of 10 ms.
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
  }

  /// Resident memory of a process in megabytes.
  static long residentMegabytes(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    throw new IOException("No VmRSS");
  }

  @Override
  public void close() throws InterruptedException {
    Process now = process;
    if (now != null && now.isAlive()) {
      List<ProcessHandle> children = now.children().toList();
      now.destroy();
      if (!now.waitFor(40, TimeUnit.SECONDS)) {
        now.destroyForcibly();
        children.forEach(ProcessHandle::destroy);
      }
    }
    http.close();
  }
}
