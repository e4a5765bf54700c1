package ua.holos.gateway.desk.page;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import ua.holos.gateway.desk.DeskNews;

/// The line to one open page. It says every few seconds that it is alive; a page that hears nothing
/// knows that the connection is gone. Who reads too slowly to keep up is told to fetch everything.
final class EventLine {
  private static final int MOST_WAITING = 500;

  private final SseEmitter emitter;
  private final Duration beat;
  private final BlockingQueue<DeskNews.Change> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final BooleanSupplier session;
  private volatile boolean missed;
  private volatile boolean open = true;

  /// @param session whether the session that opened it goes on; looked at every beat
  EventLine(SseEmitter emitter, Duration beat, BooleanSupplier session) {
    this.session = session;
    this.emitter = emitter;
    this.beat = beat;
  }

  void offer(DeskNews.Change change) {
    if (!waiting.offer(change)) {
      missed = true;
    }
  }

  void close() {
    open = false;
  }

  /// Sends until the page is gone. Several changes of the same thing are told once.
  void run(DeskNews news) {
    try (DeskNews.Subscription subscription = news.follow(this::offer)) {
      send("all", "");
      long looked = System.nanoTime();
      while (open) {
        DeskNews.Change next = waiting.poll(beat.toMillis(), TimeUnit.MILLISECONDS);
        if (!open) {
          return;
        }
        if (next == null || System.nanoTime() - looked >= beat.toNanos()) {
          if (!session.getAsBoolean()) {
            open = false;
            emitter.complete();
            return;
          }
          looked = System.nanoTime();
        }
        if (next == null) {
          send("beat", "");
        } else {
          Set<DeskNews.Change> changes = new LinkedHashSet<>();
          changes.add(next);
          waiting.drainTo(changes);
          tell(changes);
        }
      }
    } catch (IOException | IllegalStateException gone) {
      // The page was closed; it will come again if it wants to.
      open = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Set<DeskNews.Change> changes) throws IOException {
    if (missed) {
      missed = false;
      send("all", "");
      return;
    }
    for (DeskNews.Change change : changes) {
      String about = change.conversation() == null ? "" : change.conversation().value();
      switch (change.kind()) {
        case QUEUE -> send("queue", about);
        case CONVERSATION -> send("conversation", about);
        case PRESENCE -> send("presence", about);
      }
    }
  }

  private void send(String name, String about) throws IOException {
    // An id of a conversation has no line breaks; data that is empty isn't told by browsers.
    emitter.send(SseEmitter.event().name(name).data(about.isEmpty() ? "-" : about));
  }
}
