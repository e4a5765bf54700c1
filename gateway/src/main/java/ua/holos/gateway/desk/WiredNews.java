package ua.holos.gateway.desk;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ua.holos.bot.conversation.ConversationId;

/// News by the wire. A follower that is slow finds the same news once, however often it was told
/// meanwhile, and with too much of it is told to look at everything.
final class WiredNews implements DeskNews {
  private static final Logger log = LoggerFactory.getLogger(WiredNews.class);
  private static final String WIRE = "news";

  /// With more to tell than this, everything is told in general.
  private static final int MOST = 200;

  private static final List<Change> EVERYTHING =
      List.of(
          new Change(Kind.QUEUE, null),
          new Change(Kind.PRESENCE, null),
          new Change(Kind.CONVERSATION, null));

  private final DeskWire wire;
  private final List<Follower> followers = new CopyOnWriteArrayList<>();

  WiredNews(DeskWire wire) {
    this.wire = wire;
    wire.hear(WIRE, this::heard, () -> EVERYTHING.forEach(this::pass));
  }

  @Override
  public void tell(Change change) {
    ConversationId conversation = change.conversation();
    wire.call(
        WIRE, change.kind().name() + (conversation == null ? "" : " " + conversation.value()));
  }

  @Override
  public Subscription follow(Consumer<Change> consumer) {
    Follower follower = new Follower(consumer);
    followers.add(follower);
    Thread.ofVirtual().name("desk-follower").start(follower::run);
    return () -> {
      followers.remove(follower);
      follower.close();
    };
  }

  private void heard(String words) {
    int space = words.indexOf(' ');
    String name = space < 0 ? words : words.substring(0, space);
    for (Kind kind : Kind.values()) {
      // A newer replica may tell of what isn't known here.
      if (kind.name().equals(name)) {
        pass(new Change(kind, space < 0 ? null : new ConversationId(words.substring(space + 1))));
      }
    }
  }

  private void pass(Change change) {
    followers.forEach(follower -> follower.add(change));
  }

  private static final class Follower {
    private final Consumer<Change> consumer;
    private final Set<Change> waiting = new LinkedHashSet<>();
    private boolean closed;

    Follower(Consumer<Change> consumer) {
      this.consumer = consumer;
    }

    synchronized void add(Change change) {
      if (waiting.contains(new Change(change.kind(), null))) {
        return;
      }
      waiting.add(change);
      if (waiting.size() > MOST) {
        waiting.clear();
        waiting.addAll(EVERYTHING);
      }
      notifyAll();
    }

    synchronized void close() {
      closed = true;
      notifyAll();
    }

    private synchronized List<Change> take() throws InterruptedException {
      while (waiting.isEmpty() && !closed) {
        wait();
      }
      List<Change> taken = closed ? List.of() : new ArrayList<>(waiting);
      waiting.clear();
      return taken;
    }

    void run() {
      try {
        List<Change> next = take();
        while (!next.isEmpty()) {
          for (Change change : next) {
            tell(change);
          }
          next = take();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void tell(Change change) {
      try {
        consumer.accept(change);
      } catch (RuntimeException e) {
        log.warn("A follower of the desk stumbled: {}", e.toString());
      }
    }
  }
}
