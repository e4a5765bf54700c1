package ua.holos.gateway.filing;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.JsonNode;
import ua.holos.bot.channel.InboxUnavailableException;
import ua.holos.gateway.filing.Open311Client.Parameter;

/// Asks the core system for status changes, from a cursor and not in a window of the last hours:
/// what happened while Holos was down is found, however long that was. The cursor stands on the
/// newest update that is safely stored, by the core's clock; each question reaches back a little
/// further, because a core may write an update down later than it happened, and updates told
/// already are known by their ids.
final class StatusPoller implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(StatusPoller.class);

  private static final Duration OVERLAP = Duration.ofMinutes(10);

  /// GeoReport v2 allows 90 days between start and end.
  private static final Duration LONGEST_SPAN = Duration.ofDays(30);

  /// Before the first poll ever: appeals filed just before an upgrade.
  private static final Duration FIRST_LOOK_BACK = Duration.ofDays(1);

  /// A core that answers with a full page has more.
  private static final int FULL_PAGE = 1000;

  private final Open311Client client;
  private final List<Parameter> identity;
  private final StatusIntake intake;
  private final PollCursor cursor;
  private final Duration interval;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final Semaphore stop = new Semaphore(0);
  private volatile boolean running;

  /// @param identity key and jurisdiction
  StatusPoller(
      Open311Client client,
      List<Parameter> identity,
      StatusIntake intake,
      PollCursor cursor,
      Duration interval,
      InstantSource clock,
      MeterRegistry meters) {
    this.client = client;
    this.identity = List.copyOf(identity);
    this.intake = intake;
    this.cursor = cursor;
    this.interval = interval;
    this.clock = clock;
    this.meters = meters;
  }

  /// Reads everything that is new.
  ///
  /// @return whether all of it is stored; otherwise the next poll begins where this one got to
  boolean poll() {
    Instant now = clock.instant();
    Instant position = cursor.position().orElse(now.minus(FIRST_LOOK_BACK));
    Instant from = position.minus(OVERLAP);
    while (true) {
      Instant spanEnd = from.plus(LONGEST_SPAN);
      boolean last = !spanEnd.isBefore(now);
      Optional<List<StatusUpdate>> found = ask(from, last ? now.plus(OVERLAP) : spanEnd);
      if (found.isEmpty()) {
        return false;
      }
      Instant reached = position;
      Instant seen = from;
      for (StatusUpdate update : found.get()) {
        if (intake.take(update) == StatusIntake.Taken.TOO_EARLY) {
          move(position, reached);
          return false;
        }
        reached = update.at().isAfter(reached) ? update.at() : reached;
        seen = update.at().isAfter(seen) ? update.at() : seen;
      }
      // Behind a full page it goes on without reaching back, or a burst that fills a page within
      // the overlap would be read again and again.
      boolean more =
          found.get().size() >= FULL_PAGE
              && seen.truncatedTo(ChronoUnit.SECONDS).isAfter(from.truncatedTo(ChronoUnit.SECONDS));
      if (!last && !more && reached.isBefore(spanEnd)) {
        reached = spanEnd;
      }
      move(position, reached);
      position = reached;
      if (last && !more) {
        return true;
      }
      from = more ? seen : position.minus(OVERLAP);
    }
  }

  private void move(Instant position, Instant reached) {
    if (reached.isAfter(position) || cursor.position().isEmpty()) {
      cursor.moveTo(reached);
    }
  }

  /// Updates of a span of time, oldest first; empty when the core doesn't answer.
  private Optional<List<StatusUpdate>> ask(Instant from, Instant to) {
    List<Parameter> query = new ArrayList<>(identity);
    query.add(new Parameter("start_date", write(from)));
    query.add(new Parameter("end_date", write(to)));
    return switch (client.get("/servicerequestupdates", query)) {
      case CoreAnswer.Told(List<JsonNode> items) -> {
        List<StatusUpdate> updates = new ArrayList<>();
        for (JsonNode item : items) {
          Optional<StatusUpdate> update = StatusUpdate.read(item);
          update.ifPresent(updates::add);
          if (update.isEmpty() && !item.isEmpty()) {
            meters.counter("holos.core.updates", "outcome", "malformed").increment();
          }
        }
        updates.sort(Comparator.comparing(StatusUpdate::at));
        count("answered");
        yield Optional.of(updates);
      }
      case CoreAnswer.Denied(int status, String code, String description) -> {
        LOG.warn("The core system doesn't tell status changes: HTTP {}", status);
        count("denied");
        yield Optional.empty();
      }
      case CoreAnswer.Silent(String detail) -> {
        LOG.warn("The core system doesn't tell status changes: {}", detail);
        count("silent");
        yield Optional.empty();
      }
    };
  }

  private void count(String outcome) {
    meters.counter("holos.core.polls", "outcome", outcome).increment();
  }

  private static String write(Instant instant) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        instant.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
  }

  // --- life ---

  @Override
  public void start() {
    running = true;
    Thread.ofVirtual().name("status-poller").start(this::run);
  }

  private void run() {
    // The embedded core needs a moment to be there.
    Duration wait = Duration.ofSeconds(5);
    while (running && !stopped(wait)) {
      wait = interval;
      try {
        // A little less than the interval: the replica that asked last asks again.
        if (cursor.mine(interval.multipliedBy(9).dividedBy(10))) {
          poll();
        }
      } catch (InboxUnavailableException e) {
        LOG.warn("Status changes wait: {}", e.getMessage());
      } catch (RuntimeException e) {
        LOG.error("The poll failed", e);
      }
    }
  }

  private boolean stopped(Duration wait) {
    try {
      return stop.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  @Override
  public void stop() {
    running = false;
    stop.release();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
