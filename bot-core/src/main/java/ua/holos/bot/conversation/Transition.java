package ua.holos.bot.conversation;

import java.util.List;

/// What one event leads to: the next state, and what is to be done.
public record Transition(Conversation next, List<Effect> effects) {
  public Transition {
    effects = List.copyOf(effects);
  }

  /// The key of an effect: the same turn and position give the same key, so that a turn that is
  /// worked out again can't act twice.
  public String key(int index) {
    return key(next.id(), next.turn(), index);
  }

  static String key(ConversationId conversation, long turn, int index) {
    return conversation.value() + ":" + turn + ":" + index;
  }
}
