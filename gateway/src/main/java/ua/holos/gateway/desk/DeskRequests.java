package ua.holos.gateway.desk;

import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.DeskAnswer;
import ua.holos.bot.conversation.Event;

/// The way of an operator's doing into the conversation, and of the answer back.
public interface DeskRequests {

  /// Puts the event into the conversation's inbox and waits a few seconds for what becomes of it.
  /// The same request twice is done once.
  ///
  /// @throws ua.holos.bot.channel.InboxUnavailableException when it could not be put there: nothing
  ///   was done
  Result ask(ConversationId conversation, Event.OfDesk event);

  /// What is known of a request.
  sealed interface Result {
    /// The conversation has decided.
    record Answered(DeskAnswer answer) implements Result {}

    /// It is kept and will be decided; nothing is known yet.
    record Pending() implements Result {}
  }
}
