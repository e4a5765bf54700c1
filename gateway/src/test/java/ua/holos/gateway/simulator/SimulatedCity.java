package ua.holos.gateway.simulator;

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

/// One command that shows all channels without an account: starts the stand-ins, Holos against
/// them, and the page of three phones.
///
/// `./mvnw -pl gateway -am -Psimulators -DskipTests verify`; system properties:
/// `simulators.page-port` (8090), `simulators.holos-port` (8080).
public final class SimulatedCity {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String TELEGRAM_TOKEN = "42:SIMULATED";

  private SimulatedCity() {}

  /// Runs until it is ended.
  ///
  /// @param arguments the jar, `target/holos.jar` by default
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path jar = Path.of(arguments.length == 0 ? "target/holos.jar" : arguments[0]);
    int pagePort = free("simulators.page-port", 8090);
    int holosPort = free("simulators.holos-port", 8080);
    Path folder = Files.createDirectories(jar.toAbsolutePath().resolveSibling("simulators"));
    Path run = Files.createTempDirectory(folder, "run-");
    TelegramSimulator telegram = TelegramSimulator.start(TelegramSimulator.Limits.REAL);
    telegram.refuseStrangers();
    ViberSimulator viber = ViberSimulator.start(ViberOptions.DEFAULT.hurried(1));
    SmscSimulator smsc = SmscSimulator.start();
    Process holos = start(jar, run, settings(holosPort, run, telegram, viber, smsc));
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              end(holos);
              telegram.close();
              viber.close();
              smsc.close();
            }));
    awaitReady(holos, holosPort, run.resolve("holos.log"));
    String address = "http://localhost:" + holosPort;
    PhonesPage page = new PhonesPage(pagePort, new Phones(telegram, viber, smsc), address);
    System.out.println(
        """

        Three phones:           http://localhost:%d/
        Holos, with web chat:   %s/
        The department's page:  %s/core
        Holos writes its log to %s
        Ctrl+C ends everything.
        """
            .formatted(pagePort, address, address, run.resolve("holos.log")));
    int exit = holos.waitFor();
    page.close();
    System.exit(exit == 0 ? 0 : 1);
  }

  private static int free(String setting, int otherwise) {
    int port = Integer.getInteger(setting, otherwise);
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      System.err.printf("Port %d is taken; choose another one: -D%s=…%n", port, setting);
      System.exit(1);
      return port;
    }
  }

  private static List<String> settings(
      int port, Path run, TelegramSimulator telegram, ViberSimulator viber, SmscSimulator smsc) {
    String here = "http://127.0.0.1:" + port;
    return List.of(
        "--server.port=" + port,
        "--server.address=127.0.0.1",
        "--holos.data-dir=" + run.resolve("data"),
        "--holos.telegram.token=" + TELEGRAM_TOKEN,
        "--holos.telegram.api-url=" + telegram.apiUrl(),
        "--holos.telegram.webhook-url=" + here,
        "--holos.viber.token=" + viber.token(),
        "--holos.viber.api-url=" + viber.apiUrl(),
        "--holos.viber.webhook-url=" + here,
        // People's pictures lie at the stand-in, a private address without TLS.
        "--holos.viber.media-origins=" + URI.create(viber.apiUrl()).resolve("/"),
        "--holos.sms.smpp.host=127.0.0.1",
        "--holos.sms.smpp.port=" + smsc.port(),
        "--holos.sms.smpp.system-id=" + smsc.systemId(),
        "--holos.sms.smpp.password=" + smsc.password(),
        "--holos.sms.smpp.sender=" + Phones.SHORT_NUMBER);
  }

  private static Process start(Path jar, Path run, List<String> settings) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-jar");
    command.add(jar.toAbsolutePath().toString());
    command.addAll(settings);
    return new ProcessBuilder(command)
        .directory(run.toFile())
        .redirectErrorStream(true)
        .redirectOutput(run.resolve("holos.log").toFile())
        .start();
  }

  private static void awaitReady(Process holos, int port, Path log)
      throws IOException, InterruptedException {
    HttpRequest health =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
            .timeout(Duration.ofSeconds(2))
            .build();
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (holos.isAlive() && System.nanoTime() < end) {
        try {
          if (http.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException e) {
          // Not yet.
        }
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
    System.err.println(Files.readString(log));
    System.err.println("Holos did not start");
    System.exit(1);
  }

  private static void end(Process holos) {
    holos.destroy();
    try {
      if (!holos.waitFor(40, TimeUnit.SECONDS)) {
        holos.destroyForcibly();
      }
    } catch (InterruptedException e) {
      holos.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
