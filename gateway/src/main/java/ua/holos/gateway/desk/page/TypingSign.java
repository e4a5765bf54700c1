package ua.holos.gateway.desk.page;

import ua.holos.bot.conversation.ConversationId;

/// Lets the citizen see that somebody is writing, where the channel shows that.
interface TypingSign {
  void typing(ConversationId conversation);
}
