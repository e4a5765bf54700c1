package ua.holos.gateway.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Operator;

/// Who is at the desk, what they look at, and where they type. Kept in Redis for all replicas.
public interface Presence {

  /// How an operator takes conversations.
  enum State {
    /// Takes them from the queue.
    TAKING,
    /// Is also given them, as routing sees fit.
    READY,
    /// Isn't available for a while; keeps what is held.
    AWAY
  }

  /// An operator or a supervisor whose browser was heard of lately.
  ///
  /// @param looking the conversation that is open on the page, null when none
  /// @param typing whether they are writing in it
  /// @param idleSince when they last let a conversation go, or came
  record Present(
      Operator operator,
      State state,
      Instant seenAt,
      @Nullable ConversationId looking,
      boolean typing,
      Instant idleSince) {}

  /// The browser is there. Called by every open page each few seconds.
  void beat(Operator operator, @Nullable ConversationId looking, boolean typing);

  /// How they take conversations from now on; TAKING until they say otherwise.
  void state(Operator operator, State state);

  /// Signed out: gone at once, what is held is freed.
  void left(Operator operator);

  /// Those heard of within the time after which a conversation is freed.
  List<Present> present();

  default Optional<Present> find(String operatorId) {
    return present().stream().filter(one -> one.operator().id().equals(operatorId)).findFirst();
  }

  /// After how long without a sign what an operator holds goes back to the queue.
  Duration patience();
}
