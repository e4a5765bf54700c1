package ua.holos.gateway.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import ua.holos.bot.conversation.ConversationId;

/// What was given up: events that no turn could be taken for, and effects that no carrier could
/// carry out. They stay until somebody has looked at them.
public final class DeadLetters {
  private final Redis redis;
  private final Partitions partitions;

  DeadLetters(Redis redis, Partitions partitions) {
    this.redis = redis;
    this.partitions = partitions;
  }

  /// Something that was given up.
  ///
  /// @param partition where it is
  /// @param id its id there
  /// @param kind `event` or `effect`
  /// @param key the inbox's id of an event, the key of an effect
  /// @param conversation whose it is
  /// @param at when it was given up
  /// @param error the class of the last error
  public record DeadLetter(
      int partition,
      String id,
      String kind,
      String key,
      ConversationId conversation,
      Instant at,
      String error) {}

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

  /// The oldest dead letters of all partitions, at most `limit` of each.
  public List<DeadLetter> list(int limit) {
    List<DeadLetter> letters = new ArrayList<>();
    for (int partition = 0; partition < partitions.count(); partition++) {
      for (Redis.Entry entry : redis.after(partitions.keys(partition).dead(), "0-0", limit)) {
        String id = Bytes.text(entry.id());
        letters.add(
            new DeadLetter(
                partition,
                id,
                Bytes.text(entry.value("w")),
                Bytes.text(entry.value("k")),
                new ConversationId(Bytes.text(entry.value("c"))),
                Instant.ofEpochMilli(Long.parseLong(id.substring(0, id.indexOf('-')))),
                Bytes.text(entry.value("r"))));
      }
    }
    return letters;
  }
}
