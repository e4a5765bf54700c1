package ua.holos.gateway.desk;

import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.DeskCase;

/// A conversation that people have, or are to have, as it is this moment.
public record LiveCase(ConversationId conversation, DeskCase shown) {}
