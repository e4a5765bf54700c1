package ua.holos.gateway.firstrun;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The real jar, started as a newcomer does: nothing set but a free port and a folder for its data.
final class DefaultHolos implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Process process;
  private final int port;
  private final Path output;

  private DefaultHolos(Process process, int port, Path output) {
    this.process = process;
    this.port = port;
    this.output = output;
  }

  /// @param settings further ones: `--holos.telegram.token=…`
  static DefaultHolos start(Path folder, String... settings)
      throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path output = folder.resolve("holos.log");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("holos.jar"),
                "--server.port=" + port,
                "--holos.data-dir=" + folder.resolve("data")));
    command.addAll(List.of(settings));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    DefaultHolos holos = new DefaultHolos(process, port, output);
    Instant end = Instant.now().plus(PATIENCE);
    while (!holos.answers()) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        process.destroyForcibly();
        throw new IllegalStateException("Holos did not start: " + Files.readString(output));
      }
      var _ = process.waitFor(100, TimeUnit.MILLISECONDS);
    }
    return holos;
  }

  /// The address of a page, as a newcomer types it.
  String page(String path) {
    return "http://localhost:" + port + path;
  }

  /// What it has written so far.
  String output() throws IOException {
    return Files.readString(output);
  }

  private boolean answers() {
    try {
      HttpURLConnection health =
          (HttpURLConnection) URI.create(page("/actuator/health")).toURL().openConnection();
      health.setConnectTimeout(1_000);
      return health.getResponseCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
