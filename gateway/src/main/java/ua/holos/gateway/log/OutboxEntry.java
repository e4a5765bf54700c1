package ua.holos.gateway.log;

import java.time.Instant;
import java.util.Set;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Effect;

/// An effect waiting to be carried out.
///
/// @param key `conversation:turn:index`, the same for every try
/// @param at when the turn that caused it was committed
/// @param attempt 1 for the first try; counted from the start of the process that tries
/// @param topicsBehind what the entries behind it, of the same conversation and carrier, are about;
///   only for a disposable message, and of the next hundred entries
public record OutboxEntry(
    String key,
    ConversationId conversation,
    Effect effect,
    Instant at,
    int attempt,
    Set<String> topicsBehind) {
  public OutboxEntry {
    topicsBehind = Set.copyOf(topicsBehind);
  }

  /// An entry with nothing behind it.
  public OutboxEntry(
      String key, ConversationId conversation, Effect effect, Instant at, int attempt) {
    this(key, conversation, effect, at, attempt, Set.of());
  }
}
