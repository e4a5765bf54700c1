package ua.holos.gateway.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.gateway.store.JsonCodec;
import ua.holos.gateway.store.UnreadableRecordException;

/// What was given up: events that no turn could be taken for, effects that no carrier could carry
/// out, messages that a platform refused or that came too late. They stay until people have them
/// done once more, or dismiss them.
public final class DeadLetters {
  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
  private static final Pattern ID = Pattern.compile("\\d{1,18}-\\d{1,18}");
  private static final int PAGE = 200;

  private final Redis redis;
  private final Partitions partitions;
  private final JsonCodec codec;

  DeadLetters(Redis redis, Partitions partitions, JsonCodec codec) {
    this.redis = redis;
    this.partitions = partitions;
    this.codec = codec;
  }

  /// Something that was given up. Its text is whatever the event or the effect carries; nothing of
  /// it is in `toString`.
  ///
  /// @param partition where it is
  /// @param id its id there
  /// @param kind `event` or `effect`
  /// @param key the inbox's id of an event, the key of an effect
  /// @param conversation whose it is
  /// @param at when it was given up
  /// @param error the class of the last error; of a message `rejected: …` or `expired`
  /// @param event null when it is an effect, or can't be read by this version
  /// @param effect null when it is an event, or can't be read by this version
  public record DeadLetter(
      int partition,
      String id,
      String kind,
      String key,
      ConversationId conversation,
      Instant at,
      String error,
      @Nullable Event event,
      @Nullable Effect effect) {

    /// The error without its details: what letters are counted and handled together by.
    public String reason() {
      int colon = error.indexOf(':');
      return colon < 0 ? error : error.substring(0, colon);
    }

    /// The channel's code.
    public String channel() {
      return conversation.contact().scheme();
    }

    @Override
    public String toString() {
      return "%s %d/%s: %s".formatted(kind, partition, id, reason());
    }
  }

  /// How many there are of each kind.
  public record Counts(long events, long effects) {}

  /// What became of a wish to have a letter's contents done once more.
  public enum Redriven {
    /// It is in the inbox, and no dead letter any more.
    DONE,
    /// There is no such letter: somebody was faster.
    GONE,
    /// It was written by a newer version; it stays.
    UNREADABLE
  }

  static List<byte[]> event(String id, byte[] conversation, byte[] event, String error) {
    return fields("event", Bytes.of(id), conversation, event, error);
  }

  static List<byte[]> effect(String key, ConversationId conversation, byte[] effect, String error) {
    return fields("effect", Bytes.of(key), Bytes.of(conversation.value()), effect, error);
  }

  private static List<byte[]> fields(
      String kind, byte[] key, byte[] conversation, byte[] payload, String error) {
    return List.of(
        Bytes.of("w"),
        Bytes.of(kind),
        Bytes.of("k"),
        key,
        Bytes.of("c"),
        conversation,
        Bytes.of("p"),
        payload,
        Bytes.of("r"),
        Bytes.of(error));
  }

  /// The oldest dead letters, at most `limit` of each partition, oldest first.
  public List<DeadLetter> list(int limit) {
    List<DeadLetter> letters = new ArrayList<>();
    for (int partition = 0; partition < partitions.count(); partition++) {
      for (Redis.Entry entry : redis.after(partitions.keys(partition).dead(), "0-0", limit)) {
        letters.add(letter(partition, entry));
      }
    }
    letters.sort(Comparator.comparing(DeadLetter::at));
    return letters;
  }

  /// One letter, empty when it is no longer there.
  public Optional<DeadLetter> find(int partition, String id) {
    return entry(partition, id).map(entry -> letter(partition, entry));
  }

  /// How many there are. Reads them all.
  public Counts count() {
    long events = 0;
    long effects = 0;
    for (int partition = 0; partition < partitions.count(); partition++) {
      byte[] stream = partitions.keys(partition).dead();
      String last = "0-0";
      List<Redis.Entry> page;
      do {
        page = redis.after(stream, last, PAGE);
        for (Redis.Entry entry : page) {
          if (isEvent(entry)) {
            events++;
          } else {
            effects++;
          }
          last = Bytes.text(entry.id());
        }
      } while (page.size() == PAGE);
    }
    return new Counts(events, effects);
  }

  /// Has a letter's contents done once more: an event is handled like a new one; an effect goes to
  /// its conversation as [Event.EffectRedriven], so that it has its place in the order of things
  /// and a key of its own. In the inbox and no dead letter any more: that is one atomic step, so
  /// that a second click, or a repeat after a lost answer, does nothing.
  public Redriven redrive(int partition, String id) {
    Optional<Redis.Entry> found = entry(partition, id);
    if (found.isEmpty()) {
      return Redriven.GONE;
    }
    Redis.Entry entry = found.get();
    byte[] event;
    try {
      event =
          isEvent(entry)
              ? entry.value("p")
              : codec.writeEvent(
                  new Event.EffectRedriven(
                      Instant.now(),
                      Bytes.text(entry.value("k")),
                      codec.readEffect(entry.value("p"))));
    } catch (UnreadableRecordException e) {
      return Redriven.UNREADABLE;
    }
    PartitionKeys keys = partitions.keys(partition);
    Object moved =
        redis.run(
            new Redis.Call(
                Script.REDRIVE,
                List.of(keys.dead(), keys.inbox()),
                List.of(entry.id(), Bytes.of(partition), entry.value("c"), event)));
    if (!Long.valueOf(1).equals(moved)) {
      return Redriven.GONE;
    }
    log.info("Dead letter {}/{} ({}) is sent again", partition, id, Bytes.text(entry.value("w")));
    return Redriven.DONE;
  }

  /// Puts a letter away for good; whether it was still there.
  public boolean dismiss(int partition, String id) {
    Optional<Redis.Entry> entry = entry(partition, id);
    if (entry.isEmpty() || !redis.deleteEntry(partitions.keys(partition).dead(), id)) {
      return false;
    }
    log.info(
        "Dead letter {}/{} ({}) was dismissed", partition, id, Bytes.text(entry.get().value("w")));
    return true;
  }

  private Optional<Redis.Entry> entry(int partition, String id) {
    return partition < 0 || partition >= partitions.count() || !ID.matcher(id).matches()
        ? Optional.empty()
        : redis.at(partitions.keys(partition).dead(), id).stream().findFirst();
  }

  private static boolean isEvent(Redis.Entry entry) {
    return Bytes.text(entry.value("w")).equals("event");
  }

  private DeadLetter letter(int partition, Redis.Entry entry) {
    String id = Bytes.text(entry.id());
    byte[] contents = entry.value("p");
    Event event = null;
    Effect effect = null;
    try {
      if (isEvent(entry)) {
        event = codec.readEvent(contents);
      } else {
        effect = codec.readEffect(contents);
      }
    } catch (UnreadableRecordException e) {
      log.debug("The dead letter {}/{} can't be read by this version", partition, id);
    }
    return new DeadLetter(
        partition,
        id,
        Bytes.text(entry.value("w")),
        Bytes.text(entry.value("k")),
        new ConversationId(Bytes.text(entry.value("c"))),
        Instant.ofEpochMilli(Long.parseLong(id.substring(0, id.indexOf('-')))),
        Bytes.text(entry.value("r")),
        event,
        effect);
  }
}
