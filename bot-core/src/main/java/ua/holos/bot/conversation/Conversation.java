package ua.holos.bot.conversation;

import ua.holos.bot.understanding.Expectation;

/// The state of one conversation between two turns.
public record Conversation(ConversationId id, long turn) {

  /// A conversation in which nothing was said yet.
  public static Conversation begin(ConversationId id) {
    return new Conversation(id, 0);
  }

  /// What the next message is expected to be.
  public Expectation expectation() {
    return Expectation.ANYTHING;
  }
}
