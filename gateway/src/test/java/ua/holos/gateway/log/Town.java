package ua.holos.gateway.log;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Transition;
import ua.holos.bot.message.Content;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.Reply;
import ua.holos.bot.understanding.Understanding;
import ua.holos.gateway.log.EffectCarrier.Carried;
import ua.holos.gateway.store.JsonCodec;

/// A real Redis with any number of hosts on it, for tests. The engine answers each text with
/// `<turn>:<text>`, unless a test says otherwise.
final class Town implements AutoCloseable {
  private final @Nullable BundledRedis bundled;
  private final RedisAddress address;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final int partitions;

  /// What was said to whom, in the order of saying.
  final List<String> said = new CopyOnWriteArrayList<>();

  /// The journal as projected.
  final List<JournalEntry> journal = Collections.synchronizedList(new ArrayList<>());

  private final java.util.Map<Integer, String> journalPositions =
      new java.util.concurrent.ConcurrentHashMap<>();
  volatile boolean recordAway;

  volatile BiFunction<Conversation, Event, List<Effect>> engine = Town::answer;
  volatile Function<OutboxEntry, Carried> carrier = this::say;

  Town(Path folder) {
    this(folder, 4);
  }

  Town(Path folder, int partitions) {
    this.partitions = partitions;
    BundledRedis server = BundledRedis.start(folder);
    this.bundled = server;
    this.address = server.address();
  }

  Town(RedisAddress address) {
    this.partitions = 16;
    this.bundled = null;
    this.address = address;
  }

  BundledRedis server() {
    BundledRedis server = bundled;
    if (server == null) {
      throw new IllegalStateException("This town's Redis is another's");
    }
    return server;
  }

  /// One replica.
  final class Host implements AutoCloseable {
    final Redis redis = Redis.connect(address);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final LogBeginning beginning;
    final ConversationLog log;

    Host() {
      LogSettings.Tuning tuning =
          new LogSettings.Tuning(
              Duration.ofSeconds(1), Duration.ofDays(28), 32, 16, Duration.ofMillis(20));
      beginning =
          LogBeginning.open(
              redis,
              new LogSettings(
                  Path.of("unused"), partitions, new LogSettings.RedisSettings(""), tuning),
              new JsonCodec(),
              meters,
              false);
      log =
          new ConversationLog(
              beginning,
              () -> Town.this::take,
              () -> List.of(new TestCarrier()),
              () -> List.of(new TestProjection()));
    }

    Host started() {
      log.start();
      return this;
    }

    RedisInbox inbox() {
      return beginning.inbox();
    }

    void write(String person, String id, String text) {
      var _ = inbox().append(conversation(person), "telegram", person + id, text(text));
    }

    @Override
    public void close() {
      log.stop();
      beginning.close();
      redis.close();
    }
  }

  Host host() {
    Host host = new Host();
    open.add(host);
    return host;
  }

  /// A connection for looking at what is stored.
  RedisClient look() {
    RedisClient client =
        RedisClient.builder()
            .hostAndPort(address.nodes().iterator().next())
            .clientConfig(
                redis.clients.jedis.DefaultJedisClientConfig.builder()
                    .password(address.password())
                    .build())
            .build();
    open.add(client);
    return client;
  }

  static ConversationId conversation(String person) {
    return new ConversationId("telegram:" + person);
  }

  static Event text(String text) {
    return new Event.MessageReceived(
        Instant.parse("2026-03-01T10:00:00Z"),
        new Content.Text(text),
        "1",
        null,
        Understanding.NOTHING,
        null);
  }

  static String words(Event event) {
    return event instanceof Event.MessageReceived message
            && message.content() instanceof Content.Text(String text)
        ? text
        : event.getClass().getSimpleName();
  }

  static List<Effect> answer(Conversation state, Event event) {
    return List.of(message((state.turn() + 1) + ":" + words(event)));
  }

  static Effect message(String text) {
    return new Effect.SendMessage(new Reply(text, List.of(), Priority.REPLY));
  }

  private TurnTaker.Turn take(Conversation state, Event event) {
    List<Effect> effects = engine.apply(state, event);
    return new TurnTaker.Turn(event, new Transition(next(state), effects));
  }

  private static Conversation next(Conversation state) {
    return new Conversation(
        state.id(),
        state.turn() + 1,
        state.mode(),
        state.draft(),
        state.waiting(),
        state.asked(),
        state.offered(),
        state.filings(),
        state.appeals(),
        state.person(),
        state.news(),
        state.early(),
        state.album(),
        state.drafts(),
        state.misunderstood());
  }

  Carried say(OutboxEntry entry) {
    if (entry.effect() instanceof Effect.SendMessage(Reply reply, _)) {
      said.add(entry.conversation().contact().path() + " " + reply.text());
    }
    return new Carried.Finished(
        List.of(), new DeliveryNote(entry.key(), "sent", List.of("m1"), ""));
  }

  /// What was said to one person.
  List<String> saidTo(String person) {
    return said.stream()
        .filter(line -> line.startsWith(person + " "))
        .map(line -> line.substring(person.length() + 1))
        .toList();
  }

  private final class TestCarrier implements EffectCarrier {
    @Override
    public boolean carries(Effect effect) {
      return true;
    }

    @Override
    public Carried carry(OutboxEntry entry) {
      return carrier.apply(entry);
    }
  }

  private final class TestProjection implements JournalProjection {
    @Override
    public java.util.Optional<String> position(int partition) {
      return java.util.Optional.ofNullable(journalPositions.get(partition));
    }

    @Override
    public void apply(int partition, List<JournalEntry> entries) {
      if (recordAway) {
        throw new IllegalStateException("The database is away");
      }
      journal.addAll(entries);
      journalPositions.put(partition, entries.getLast().position());
    }
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
    if (bundled != null) {
      bundled.close();
    }
  }
}
