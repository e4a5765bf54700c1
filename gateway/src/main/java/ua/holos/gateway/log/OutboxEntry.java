package ua.holos.gateway.log;

import java.time.Instant;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Effect;

/// An effect waiting to be carried out.
///
/// @param key `conversation:turn:index`, the same for every try
/// @param at when the turn that caused it was committed
/// @param attempt 1 for the first try; counted from the start of the process that tries
public record OutboxEntry(
    String key, ConversationId conversation, Effect effect, Instant at, int attempt) {}
