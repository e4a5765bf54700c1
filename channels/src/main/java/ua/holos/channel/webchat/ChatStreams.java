package ua.holos.channel.webchat;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import ua.holos.bot.message.ContactUrn;
import ua.holos.channel.webchat.ChatHistory.Positioned;
import ua.holos.channel.webchat.ChatHistory.Subscription;

/// The open pages: each is an event stream that follows its chat's history.
final class ChatStreams implements AutoCloseable {

  /// Pages connect again after this, so that a dead connection does not stay for ever.
  private static final Duration LIFE = Duration.ofMinutes(30);

  /// Often enough for proxies that cut silent connections after a minute.
  private static final Duration HEARTBEAT = Duration.ofSeconds(20);

  private final ChatHistory history;
  private final Set<Stream> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("webchat-heartbeat").factory());

  ChatStreams(ChatHistory history) {
    this.history = history;
    heart.scheduleWithFixedDelay(
        () -> open.forEach(Stream::beat),
        HEARTBEAT.toMillis(),
        HEARTBEAT.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /// Opens a stream that starts after a position, or with the whole history when that is empty.
  SseEmitter open(ContactUrn contact, String position) {
    SseEmitter emitter = new SseEmitter(LIFE.toMillis());
    Stream stream = new Stream(contact, position, emitter);
    open.add(stream);
    emitter.onCompletion(stream::close);
    emitter.onTimeout(emitter::complete);
    emitter.onError(_ -> stream.close());
    stream.follow();
    return emitter;
  }

  @Override
  public void close() {
    heart.shutdownNow();
    open.forEach(stream -> stream.emitter.complete());
    senders.shutdown();
  }

  /// `{"name":"Олена"}`
  private record Typing(String name) {}

  private final class Stream implements ChatHistory.Follower {
    private final ContactUrn contact;
    private final SseEmitter emitter;

    /// How many times there may have been news since the sender last looked; one sender at a time.
    private final AtomicInteger news = new AtomicInteger();

    private volatile String position;
    private volatile Subscription subscription = () -> {};

    Stream(ContactUrn contact, String position, SseEmitter emitter) {
      this.contact = contact;
      this.position = position;
      this.emitter = emitter;
    }

    void follow() {
      subscription = history.subscribe(contact, this);
      look();
    }

    void beat() {
      senders.execute(() -> {
        try {
          emitter.send(SseEmitter.event().comment("beat"));
        } catch (IOException | IllegalStateException e) {
          close();
        }
      });
      // A look at every beat also catches news whose call got lost with a connection to Redis.
      look();
    }

    @Override
    public void news() {
      look();
    }

    /// Without an id: the place in the history stays as it is.
    @Override
    public void typing(String operator) {
      senders.execute(() -> {
        try {
          emitter.send(
              SseEmitter.event()
                  .name("typing")
                  .data(new Typing(operator), MediaType.APPLICATION_JSON));
        } catch (IOException | IllegalStateException e) {
          close();
        }
      });
    }

    private void look() {
      if (news.getAndIncrement() == 0) {
        senders.execute(this::deliver);
      }
    }

    private void deliver() {
      int seen;
      do {
        seen = news.get();
        try {
          for (Positioned entry : history.after(contact, position)) {
            emitter.send(
                SseEmitter.event()
                    .id(entry.position())
                    .data(entry.line(), MediaType.APPLICATION_JSON));
            position = entry.position();
          }
        } catch (IOException | IllegalStateException e) {
          close();
        } catch (RuntimeException e) {
          // The history can't be read now: the page connects again and misses nothing.
          emitter.complete();
        }
      } while (!news.compareAndSet(seen, 0));
    }

    private void close() {
      open.remove(this);
      subscription.close();
    }
  }
}
