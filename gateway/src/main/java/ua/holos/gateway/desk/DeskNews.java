package ua.holos.gateway.desk;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.conversation.ConversationId;

/// Calls the open pages of all replicas when there is something new to show.
public interface DeskNews {

  /// Something that pages show has changed.
  ///
  /// @param conversation whose, null when it is the queue or who is present; null for
  ///   [Kind#CONVERSATION] when it may be any, after an interruption
  record Change(Kind kind, @Nullable ConversationId conversation) {}

  /// What has changed.
  enum Kind {
    /// Who waits, who holds what.
    QUEUE,
    /// Messages, notes, delivery states of a conversation, as the record has them now.
    CONVERSATION,
    /// Who is present, looks and types.
    PRESENCE
  }

  /// Tells all replicas. While Redis is away nobody hears it; everybody looks afterwards.
  void tell(Change change);

  /// Follows the changes until the subscription is closed. Called on a virtual thread, one at a
  /// time for a follower.
  Subscription follow(Consumer<Change> follower);

  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
