package ua.holos.gateway.log;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.conversation.ConversationId;

/// The partitions: a fixed number, and which conversation is in which.
final class Partitions {
  static final int DEFAULT = 8;
  private static final byte[] KEY = Bytes.of("holos:partitions");

  private final List<PartitionKeys> keys;

  private Partitions(int number) {
    keys = IntStream.range(0, number).mapToObj(PartitionKeys::of).toList();
  }

  /// Stores the number at the first start, and checks it at every later one.
  ///
  /// @param wanted what the settings say, null for "as it is"
  /// @throws IllegalArgumentException when the settings say another number than is stored
  static Partitions open(Redis redis, @Nullable Integer wanted) {
    redis.setIfAbsent(KEY, Bytes.of(wanted == null ? DEFAULT : wanted));
    byte[] stored = redis.get(KEY);
    if (stored == null) {
      throw new IllegalStateException("Redis forgot the number of partitions at once");
    }
    int number = (int) Bytes.number(stored);
    if (wanted != null && wanted != number) {
      throw new IllegalArgumentException(
          "holos.partitions: found "
              + wanted
              + ", expected "
              + number
              + ", as this Redis was set up with: conversations would be looked for in the wrong"
              + " place");
    }
    return new Partitions(number);
  }

  int count() {
    return keys.size();
  }

  PartitionKeys keys(int partition) {
    return keys.get(partition);
  }

  int of(ConversationId conversation) {
    CRC32C hash = new CRC32C();
    hash.update(conversation.value().getBytes(StandardCharsets.UTF_8));
    return (int) (hash.getValue() % keys.size());
  }
}
