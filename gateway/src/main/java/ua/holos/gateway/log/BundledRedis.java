package ua.holos.gateway.log;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisException;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OS;
import redis.embedded.model.OsArchitecture;

/// The Redis server that comes with Holos: started on a free port of the loopback address with a
/// password of its own, every write on disk before it is answered, stopped with the application.
///
/// Two servers must never write one append-only file: a lock on the folder keeps a second Holos
/// out, and a server left over by a killed Holos is stopped before a new one is started. A server
/// that dies is started again on the same port.
final class BundledRedis implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BundledRedis.class);
  private static final Duration LOADING = Duration.ofMinutes(5);
  private static final Duration STOPPING = Duration.ofSeconds(20);

  private final Path folder;
  private final FileChannel lockFile;
  private final FileLock lock;
  private final String password;
  private final File executable;
  private final int port;
  private volatile Process process;
  private volatile boolean closing;

  private BundledRedis(
      Path folder, FileChannel lockFile, FileLock lock, File executable, String password)
      throws IOException {
    this.folder = folder;
    this.lockFile = lockFile;
    this.lock = lock;
    this.executable = executable;
    this.password = password;
    this.port = freePort();
    this.process = launch();
  }

  /// Starts the server and waits until it has read its file.
  ///
  /// @param folder where it keeps its data; made if it isn't there
  /// @throws IllegalStateException saying what to do, when it can't be started
  static BundledRedis start(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel lockFile =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = lock(lockFile, folder);
      try {
        stopLeftOver(folder);
        BundledRedis server =
            new BundledRedis(folder, lockFile, lock, executable(folder), newPassword());
        try {
          server.awaitReady(server.process);
        } catch (RuntimeException e) {
          server.close();
          throw e;
        }
        server.watch(server.process);
        return server;
      } catch (IOException | RuntimeException e) {
        lockFile.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The bundled Redis can't be started in " + folder + ": " + e.getMessage(), e);
    }
  }

  RedisAddress address() {
    return RedisAddress.local(port, password);
  }

  long pid() {
    return process.pid();
  }

  private static FileLock lock(FileChannel file, Path folder) throws IOException {
    FileLock lock;
    try {
      lock = file.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      file.close();
      throw new IllegalStateException(
          "Another Holos is using the data folder "
              + folder.toAbsolutePath()
              + ": stop it, or give this one its own holos.data-dir, or let both share a Redis by"
              + " holos.redis.url");
    }
    return lock;
  }

  /// The server's program, unpacked into a folder.
  static File executable(Path folder) throws IOException {
    OsArchitecture here;
    try {
      here = OsArchitecture.detectOSandArchitecture();
    } catch (RuntimeException e) {
      throw unsupported(e);
    }
    // The bundled Windows build is Redis 5, which lacks what the log needs of streams.
    if (here.os == OS.WINDOWS || !ExecutableProvider.newProvidedVersionsMap().containsKey(here)) {
      throw unsupported(null);
    }
    return ExecutableProvider.newJarResourceProvider(folder.toFile()).get();
  }

  private static IllegalStateException unsupported(@Nullable Throwable cause) {
    return new IllegalStateException(
        "No Redis is bundled for "
            + System.getProperty("os.name")
            + " on "
            + System.getProperty("os.arch")
            + ": set holos.redis.url to a Redis 6.2 or newer, for example redis://localhost:6379",
        cause);
  }

  private static String newPassword() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// The settings go in by the standard input: the password is neither on disk nor in the list of
  /// processes.
  private Process launch() throws IOException {
    Process started =
        new ProcessBuilder(executable.getAbsolutePath(), "-")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("redis.log").toFile()))
            .start();
    Files.writeString(
        folder.resolve("redis.pid"),
        started.pid() + " " + startOf(started.toHandle()).map(Instant::toEpochMilli).orElse(0L));
    try (var settings = started.getOutputStream()) {
      settings.write(settings().getBytes(StandardCharsets.UTF_8));
    }
    return started;
  }

  private String settings() {
    return """
    bind 127.0.0.1
    port %d
    requirepass %s
    dir "%s"
    daemonize no
    save ""
    appendonly yes
    appendfilename appendonly.aof
    appendfsync always
    aof-load-truncated yes
    aof-use-rdb-preamble yes
    auto-aof-rewrite-percentage 100
    auto-aof-rewrite-min-size 64mb
    maxmemory-policy noeviction
    tcp-keepalive 60
    loglevel notice
    """
        .formatted(
            port,
            password,
            folder.toAbsolutePath().toString().replace("\\", "\\\\").replace("\"", "\\\""));
  }

  private void awaitReady(Process started) {
    Instant end = Instant.now().plus(LOADING);
    while (Instant.now().isBefore(end)) {
      if (!started.isAlive()) {
        throw new IllegalStateException(
            "The bundled Redis stopped with "
                + started.exitValue()
                + "; its last words: "
                + lastWords()
                + " (all of them in "
                + folder.resolve("redis.log").toAbsolutePath()
                + "). Repair the cause, or set holos.redis.url to a Redis of your own.");
      }
      if (answers()) {
        return;
      }
      try {
        started.waitFor(15, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while the bundled Redis was starting", e);
      }
    }
    throw new IllegalStateException(
        "The bundled Redis did not get ready in " + LOADING.toMinutes() + " minutes");
  }

  private boolean answers() {
    try (Connection connection =
        new Connection(
            new HostAndPort("127.0.0.1", port),
            DefaultJedisClientConfig.builder().timeoutMillis(1_000).password(password).build())) {
      connection.sendCommand(Protocol.Command.PING);
      return "PONG".equals(connection.getStatusCodeReply());
    } catch (JedisException e) {
      return false;
    }
  }

  private String lastWords() {
    try {
      List<String> lines = Files.readAllLines(folder.resolve("redis.log"));
      return String.join(" / ", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
    } catch (IOException e) {
      return "none";
    }
  }

  private void watch(Process watched) {
    var _ =
        watched
            .onExit()
            .thenAccept(ended -> {
              if (!closing) {
                Thread.ofVirtual().name("redis-restart").start(() -> restart(ended));
              }
            });
  }

  private void restart(Process ended) {
    log.error("The bundled Redis ended with {}; starting it again", ended.exitValue());
    long pause = 100;
    while (!closing) {
      try {
        Process started = launch();
        process = started;
        if (closing) {
          stop(started.toHandle());
          return;
        }
        awaitReady(started);
        watch(started);
        log.info("The bundled Redis is back");
        return;
      } catch (IOException | RuntimeException e) {
        log.error("The bundled Redis can't be started again: {}", e.getMessage());
        try {
          Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          return;
        }
        pause = Math.min(pause * 2, 10_000);
      }
    }
  }

  /// Ends a server that a killed Holos left behind: with SIGTERM it writes and closes its file.
  private static void stopLeftOver(Path folder) throws IOException {
    Path file = folder.resolve("redis.pid");
    if (!Files.exists(file)) {
      return;
    }
    String[] parts = Files.readString(file).strip().split(" ");
    try {
      long pid = Long.parseLong(parts[0]);
      long start = Long.parseLong(parts[1]);
      Optional<ProcessHandle> left =
          ProcessHandle.of(pid)
              .filter(ProcessHandle::isAlive)
              .filter(handle -> startOf(handle).map(Instant::toEpochMilli).orElse(start) == start);
      if (left.isPresent()) {
        log.info("Stopping the Redis {} that an earlier Holos left behind", pid);
        stop(left.get());
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      log.warn("{} can't be read; no left-over Redis is assumed", file);
    }
    Files.deleteIfExists(file);
  }

  private static Optional<Instant> startOf(ProcessHandle handle) {
    return handle.info().startInstant();
  }

  private static void stop(ProcessHandle handle) {
    handle.destroy();
    if (!ended(handle)) {
      log.warn("The Redis {} does not stop by itself; ending it", handle.pid());
      handle.destroyForcibly();
      if (!ended(handle)) {
        throw new IllegalStateException(
            "The Redis server with process id " + handle.pid() + " can't be stopped: stop it");
      }
    }
  }

  private static boolean ended(ProcessHandle handle) {
    try {
      handle.onExit().orTimeout(STOPPING.toSeconds(), TimeUnit.SECONDS).join();
      return true;
    } catch (CompletionException e) {
      if (e.getCause() instanceof TimeoutException) {
        return false;
      }
      throw e;
    }
  }

  /// Lets go of the folder and leaves the server running, as a killed process does.
  void abandon() throws IOException {
    closing = true;
    lock.release();
    lockFile.close();
  }

  @Override
  public void close() {
    closing = true;
    try {
      stop(process.toHandle());
      Files.deleteIfExists(folder.resolve("redis.pid"));
      lock.release();
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
