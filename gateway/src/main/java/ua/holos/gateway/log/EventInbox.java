package ua.holos.gateway.log;

import ua.holos.bot.channel.InboundSink.Acceptance;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Event;

/// The one door by which events enter a conversation. When `append` returns, the event is durable.
public interface EventInbox {

  /// Appends an event once: the same source and source id within 48 hours is a duplicate.
  ///
  /// @param source who says so: a channel's code, `core`, `outbox`, `timer`
  /// @param sourceId the source's own id of the event
  /// @throws ua.holos.bot.channel.InboxUnavailableException when Redis can't be reached
  Acceptance append(ConversationId conversation, String source, String sourceId, Event event);
}
