package ua.holos.gateway.log;

import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Transition;

/// Takes one turn: understands the event and lets the engine decide. Called for one event of a
/// conversation at a time, from several threads for different conversations.
public interface TurnTaker {

  /// What the event leads to.
  Turn take(Conversation state, Event event);

  /// A turn that was taken.
  ///
  /// @param event with what was understood of it
  /// @param transition what it leads to
  record Turn(Event event, Transition transition) {}
}
