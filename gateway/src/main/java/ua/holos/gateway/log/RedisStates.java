package ua.holos.gateway.log;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.gateway.store.JsonCodec;
import ua.holos.gateway.store.UnreadableRecordException;

/// Reads states from Redis.
record RedisStates(Redis redis, Partitions partitions, JsonCodec codec)
    implements ConversationStates {
  private static final Logger log = LoggerFactory.getLogger(RedisStates.class);

  @Override
  public Optional<Conversation> find(ConversationId conversation) {
    int partition = partitions.of(conversation);
    byte[] stored = redis.get(partitions.keys(partition).state(conversation));
    try {
      return stored == null ? Optional.empty() : Optional.of(codec.readState(stored));
    } catch (UnreadableRecordException e) {
      log.error("The state of a conversation in partition {} can't be read", partition);
      return Optional.empty();
    }
  }
}
