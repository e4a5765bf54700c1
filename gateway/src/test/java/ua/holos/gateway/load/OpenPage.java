package ua.holos.gateway.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// The desk's page in a browser, as `static/desk.js` behaves: it follows the news, fetches what
/// they are about, not too often, and says that it is there. Its operator opens each conversation
/// in which a citizen wrote.
final class OpenPage implements AutoCloseable {
  /// Hears what the page is told and shows.
  interface Watcher {
    /// News named a conversation.
    void named(String conversation);

    /// A page's part with the messages of a conversation.
    void shown(OpenPage page, String conversation, String html);
  }

  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  /// Requests of all pages by their path.
  static final Map<String, LongAdder> REQUESTS = new ConcurrentHashMap<>();

  /// Bytes of all pages by the path.
  static final Map<String, LongAdder> BYTES = new ConcurrentHashMap<>();

  static final LongAdder FAILURES = new LongAdder();

  private final DeskVisitor visitor;
  private final Watcher watcher;
  private final Map<String, Boolean> mine = new ConcurrentHashMap<>();
  private final Seldom own = new Seldom(400, () -> fetchQueue("own"));
  private final Seldom all = new Seldom(400, () -> fetchQueue("all"));
  private final Seldom others = new Seldom(6_000, all::ask);
  private final Seldom offers = new Seldom(2_000, own::ask);
  private final Seldom lookers = new Seldom(3_000, this::askQueue);
  private final Seldom pane = new Seldom(300, this::fetchPane);
  private final Seldom colleagues = new Seldom(700, () -> fetch("colleagues", opened()));
  private final Future<?> beat;
  private volatile @Nullable String opened;
  private volatile boolean closed;

  OpenPage(DeskVisitor visitor, Watcher watcher) {
    this.visitor = visitor;
    this.watcher = watcher;
    Thread.ofVirtual().start(this::follow);
    this.beat =
        CLOCK.scheduleAtFixedRate(
            () -> Thread.ofVirtual().start(this::beat), 0, 4_500, TimeUnit.MILLISECONDS);
  }

  DeskVisitor visitor() {
    return visitor;
  }

  /// Its operator holds this conversation.
  void holds(String conversation) {
    mine.put(conversation, true);
  }

  /// As `seldom` of `server.js`.
  private static final class Seldom {
    private final long milliseconds;
    private final Runnable action;
    private long last;
    private @Nullable Future<?> timer;

    Seldom(long milliseconds, Runnable action) {
      this.milliseconds = milliseconds;
      this.action = action;
    }

    synchronized void ask() {
      if (timer != null) {
        timer.cancel(false);
      }
      long wait = last + milliseconds - System.currentTimeMillis();
      if (wait <= 0) {
        run();
      } else {
        timer = CLOCK.schedule(this::run, wait, TimeUnit.MILLISECONDS);
      }
    }

    private synchronized void run() {
      last = System.currentTimeMillis();
      Thread.ofVirtual().start(action);
    }
  }

  private void follow() {
    while (!closed) {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  visitor.events("/desk/events").body(), StandardCharsets.UTF_8))) {
        String name = "";
        for (String line = lines.readLine(); line != null && !closed; line = lines.readLine()) {
          if (line.startsWith("event:")) {
            name = line.substring(6).strip();
          } else if (line.startsWith("data:")) {
            heard(name, line.substring(5).strip());
          }
        }
      } catch (IOException e) {
        if (!closed) {
          FAILURES.increment();
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void heard(String name, String about) {
    switch (name) {
      case "all" -> {
        all.ask();
        pane.ask();
      }
      case "queue" -> {
        (about.equals("-") || mine.containsKey(about) ? own : offers).ask();
        others.ask();
        if (about.equals("-") || about.equals(opened)) {
          pane.ask();
        }
      }
      case "conversation" -> {
        if (mine.containsKey(about)) {
          watcher.named(about);
          opened = about;
        }
        if (about.equals(opened)) {
          pane.ask();
        }
      }
      case "presence" -> {
        colleagues.ask();
        lookers.ask();
      }
      default -> {}
    }
  }

  private @Nullable String opened() {
    return opened;
  }

  private void askQueue() {
    own.ask();
    others.ask();
  }

  private void fetchQueue(String part) {
    fetch("queue?part=" + part, opened);
  }

  private void fetchPane() {
    String conversation = opened;
    if (conversation == null) {
      return;
    }
    String html = fetch("messages", conversation);
    if (html != null) {
      watcher.shown(this, conversation, html);
    }
    fetch("head", conversation);
    fetch("facts", conversation);
  }

  private @Nullable String fetch(String part, @Nullable String conversation) {
    if (closed || conversation == null && !part.startsWith("queue")) {
      return null;
    }
    try {
      HttpResponse<String> answer =
          visitor.get(
              "/desk/"
                  + part
                  + (part.contains("?") ? "&" : "?")
                  + "conversation="
                  + URLEncoder.encode(
                      conversation == null ? "" : conversation, StandardCharsets.UTF_8));
      REQUESTS.computeIfAbsent(part, _ -> new LongAdder()).increment();
      BYTES.computeIfAbsent(part, _ -> new LongAdder()).add(answer.body().length());
      if (answer.statusCode() == 200) {
        return answer.body();
      }
      FAILURES.increment();
    } catch (IOException e) {
      if (!closed) {
        FAILURES.increment();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return null;
  }

  private void beat() {
    try {
      String conversation = opened;
      if (visitor.beat(conversation == null ? "" : conversation) >= 300) {
        FAILURES.increment();
      }
      REQUESTS.computeIfAbsent("presence", _ -> new LongAdder()).increment();
    } catch (IOException e) {
      if (!closed) {
        FAILURES.increment();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    beat.cancel(true);
    visitor.close();
  }
}
