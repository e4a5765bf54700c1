package ua.holos.gateway.core;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import ua.holos.gateway.open311.WebhookSignature;

/// Tells Holos of status changes, signed, until each was accepted: the oldest of an appeal first,
/// so that they arrive in order.
final class WebhookSender implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration CLAIM = Duration.ofSeconds(60);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final int BATCH = 20;

  private final AppealArchive archive;
  private final Open311Views views;
  private final WebhookSignature signature;
  private final Supplier<String> target;
  private final Duration rest;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final Semaphore signal = new Semaphore(0);
  private volatile boolean running;

  /// @param target where Holos listens; asked for at every try, because our own port is known only
  ///   when it runs
  /// @param rest how long to rest when nobody wakes it
  WebhookSender(
      AppealArchive archive,
      CoreCity city,
      WebhookSignature signature,
      Supplier<String> target,
      Duration rest) {
    this.archive = archive;
    this.views = new Open311Views(city);
    this.signature = signature;
    this.target = target;
    this.rest = rest;
  }

  /// Says that there is something to send.
  void wake() {
    signal.release();
  }

  /// Sends what is due.
  ///
  /// @return how many were accepted
  int sendDue() {
    List<AppealArchive.Due> due = archive.claimWebhooks(CLAIM, BATCH);
    if (due.isEmpty()) {
      return 0;
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var sent = due.stream().map(one -> threads.submit(() -> send(one))).toList();
      int accepted = 0;
      for (var one : sent) {
        try {
          accepted += one.get() ? 1 : 0;
        } catch (java.util.concurrent.ExecutionException e) {
          LOG.warn("A status change waits: {}", String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return accepted;
    }
  }

  private boolean send(AppealArchive.Due due) throws InterruptedException {
    AppealUpdate update = due.update();
    byte[] body =
        Open311Format.JSON.write(
            Open311Answer.single("service_request_update", views.update(update, true)));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(target.get()))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json; charset=utf-8")
            .header(WebhookSignature.HEADER, signature.sign(body))
            .header(
                WebhookSignature.TIMESTAMP_HEADER, Long.toString(System.currentTimeMillis() / 1000))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    String problem;
    try {
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status >= 200 && status < 300) {
        archive.webhookAccepted(update.id());
        return true;
      }
      problem = "HTTP " + status;
    } catch (IOException e) {
      problem = e.getClass().getSimpleName();
    }
    Duration wait = wait(due.attempts());
    archive.webhookFailed(update.id(), wait);
    LOG.warn("Update {} waits for {} s: {}", update.id(), wait.toSeconds(), problem);
    return false;
  }

  private Duration wait(int attempts) {
    long ceiling = Math.min(LONGEST_WAIT.toMillis(), 1000L << Math.min(attempts, 20));
    return Duration.ofMillis(random.nextLong(ceiling / 2, ceiling + 1));
  }

  @Override
  public void start() {
    running = true;
    Thread.ofVirtual().name("core-webhook").start(this::run);
  }

  private void run() {
    while (running) {
      try {
        if (sendDue() == 0) {
          signal.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS);
          signal.drainPermits();
        }
      } catch (DataAccessException e) {
        LOG.warn("Status changes wait for SQL: {}", e.getClass().getSimpleName());
        pause();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.error("Status changes wait", e);
        pause();
      }
    }
  }

  private void pause() {
    try {
      signal.tryAcquire(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      running = false;
    }
  }

  @Override
  public void stop() {
    running = false;
    wake();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
