package ua.holos.gateway.log;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Effect;
import ua.holos.gateway.store.JsonCodec;
import ua.holos.gateway.store.UnreadableRecordException;

/// How many messages wait in the outboxes of all partitions, for people to see.
public final class WaitingMessages {
  /// As many are looked at in each partition; with more, it is "at least so many".
  private static final int LOOKED_AT = 1_000;

  private final Redis redis;
  private final Partitions partitions;
  private final JsonCodec codec;

  WaitingMessages(Redis redis, Partitions partitions, JsonCodec codec) {
    this.redis = redis;
    this.partitions = partitions;
    this.codec = codec;
  }

  /// What waits in one channel.
  ///
  /// @param oldest when the turn was taken that caused the message which waits longest
  public record Waiting(int messages, Instant oldest) {
    private Waiting and(Waiting other) {
      return new Waiting(
          messages + other.messages, oldest.isBefore(other.oldest) ? oldest : other.oldest);
    }
  }

  /// What waits in all channels.
  ///
  /// @param more whether there are more than were looked at
  public record All(Map<String, Waiting> byChannel, boolean more) {}

  /// Counts them.
  public All count() {
    Map<String, Waiting> byChannel = new TreeMap<>();
    boolean more = false;
    for (int partition = 0; partition < partitions.count(); partition++) {
      List<Redis.Entry> entries =
          redis.after(partitions.keys(partition).outbox(), "0-0", LOOKED_AT);
      more |= entries.size() == LOOKED_AT;
      for (Redis.Entry entry : entries) {
        if (isMessage(entry)) {
          byChannel.merge(
              new ConversationId(Bytes.text(entry.value("c"))).contact().scheme(),
              new Waiting(1, Instant.ofEpochMilli(Bytes.number(entry.value("a")))),
              Waiting::and);
        }
      }
    }
    return new All(byChannel, more);
  }

  private boolean isMessage(Redis.Entry entry) {
    try {
      return codec.readEffect(entry.value("f")) instanceof Effect.SendMessage;
    } catch (UnreadableRecordException e) {
      return false;
    }
  }
}
