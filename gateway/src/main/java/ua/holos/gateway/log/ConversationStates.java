package ua.holos.gateway.log;

import java.util.Optional;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.ConversationId;

/// The conversations as they stand, for whoever has to know of another one than their own.
public interface ConversationStates {

  /// The state after the last committed turn; empty when nothing was said yet, or it is long ago.
  ///
  /// @throws redis.clients.jedis.exceptions.JedisException when Redis can't be reached
  Optional<Conversation> find(ConversationId conversation);
}
