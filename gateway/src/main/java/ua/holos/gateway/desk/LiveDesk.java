package ua.holos.gateway.desk;

import java.util.List;
import java.util.Optional;
import ua.holos.bot.conversation.ConversationId;

/// All conversations that people have or are to have. Kept in Redis, so that it is right while SQL
/// is away.
public interface LiveDesk {

  /// Those that wait first, in the order in which they are to be taken; then those that are held,
  /// the longest unanswered first.
  List<LiveCase> all();

  Optional<LiveCase> find(ConversationId conversation);
}
