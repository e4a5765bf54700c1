package ua.holos.gateway.log;

import java.time.Instant;
import java.util.List;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;

/// One line of the history of all conversations of a partition, in order.
public sealed interface JournalEntry {

  /// The stream's id of the entry; ids of one partition grow.
  String position();

  ConversationId conversation();

  Instant at();

  /// A turn: the event, and the effects it led to.
  record TurnTaken(
      String position,
      ConversationId conversation,
      Instant at,
      long turn,
      Event event,
      List<Effect> effects)
      implements JournalEntry {
    public TurnTaken {
      effects = List.copyOf(effects);
    }

    /// The same at a position.
    TurnTaken at(String newPosition) {
      return new TurnTaken(newPosition, conversation, at, turn, event, effects);
    }
  }

  /// An outgoing message left, or failed.
  record MessageDelivered(
      String position, ConversationId conversation, Instant at, DeliveryNote delivery)
      implements JournalEntry {}
}
