package ua.holos.gateway.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.DeskCase;
import ua.holos.gateway.log.ConversationStates;

/// Compares the desk with the conversations. A Redis that failed over may have forgotten the last
/// turns and kept what they showed, or a conversation may have been forgotten of old: the desk
/// follows.
final class DeskMending {
  private static final Logger log = LoggerFactory.getLogger(DeskMending.class);

  /// What was shown lately may be ahead of the state that is read, or behind it.
  private static final Duration SETTLED = Duration.ofMinutes(2);

  private final RedisDesk desk;
  private final ConversationStates states;
  private final InstantSource clock;

  DeskMending(RedisDesk desk, ConversationStates states, InstantSource clock) {
    this.desk = desk;
    this.states = states;
    this.clock = clock;
  }

  /// @return how many were put right
  int mend() {
    Instant settled = clock.instant().minus(SETTLED);
    int mended = 0;
    for (Map.Entry<ConversationId, DeskEntry> one : desk.entries().entrySet()) {
      if (one.getValue().at().isBefore(settled) && mend(one.getKey(), one.getValue())) {
        mended++;
      }
    }
    if (mended > 0) {
      log.info("{} conversations on the desk follow their state again", mended);
    }
    return mended;
  }

  private boolean mend(ConversationId conversation, DeskEntry entry) {
    Conversation state = states.find(conversation).orElse(null);
    DeskCase right = state == null ? null : DeskCase.of(state);
    if (state == null || right == null) {
      return desk.mend(conversation, entry, null);
    }
    if (right.equals(entry.shown())) {
      return false;
    }
    // Less one: the picture that this turn itself brings, perhaps in a moment, is to count.
    return desk.mend(conversation, entry, new DeskEntry(state.turn() - 1, clock.instant(), right));
  }
}
