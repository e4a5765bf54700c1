package ua.holos.gateway.desk;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.HandOff;
import ua.holos.bot.conversation.Mode;

/// In what order conversations are to be taken, and looked at.
final class DeskOrder {
  private DeskOrder() {}

  /// What people are called for when somebody may be in danger.
  private static final Set<String> DANGER = Set.of("distress", "emergency-unsure");

  /// Danger first, then who goes before everybody else for another reason, then who has waited
  /// longest in all.
  private static final Comparator<HandOff> QUEUE =
      Comparator.comparingInt(DeskOrder::rank).thenComparing(HandOff::calledAt);

  /// Those that wait in their order; then those that are held, the longest unanswered first.
  static final Comparator<LiveCase> AS_SHOWN =
      Comparator.comparing((LiveCase live) -> !waits(live))
          .thenComparing((one, other) ->
              waits(one)
                  ? QUEUE.compare(one.shown().handOff(), other.shown().handOff())
                  : unanswered(one).compareTo(unanswered(other)))
          .thenComparing(live -> live.conversation().value());

  private static int rank(HandOff handOff) {
    if (!handOff.front()) {
      return 2;
    }
    return DANGER.contains(handOff.reason()) ? 0 : 1;
  }

  static boolean waits(LiveCase live) {
    return live.shown().mode() instanceof Mode.AwaitingOperator;
  }

  private static Instant unanswered(LiveCase live) {
    return live.shown().mode() instanceof Mode.WithOperator held && held.unansweredSince() != null
        ? held.unansweredSince()
        : Instant.MAX;
  }

  /// The place of a conversation in the queue, from 1.
  ///
  /// @param all what is on the desk, perhaps without this conversation
  static int place(List<LiveCase> all, ConversationId conversation, HandOff handOff) {
    long ahead =
        all.stream()
            .filter(DeskOrder::waits)
            .filter(other -> !other.conversation().equals(conversation))
            .filter(other -> isAhead(other, conversation, handOff))
            .count();
    return (int) ahead + 1;
  }

  private static boolean isAhead(LiveCase other, ConversationId conversation, HandOff handOff) {
    int order = QUEUE.compare(other.shown().handOff(), handOff);
    return order < 0
        || order == 0 && other.conversation().value().compareTo(conversation.value()) < 0;
  }
}
