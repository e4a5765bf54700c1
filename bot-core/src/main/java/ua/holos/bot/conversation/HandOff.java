package ua.holos.bot.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Why a conversation went to people, and since when it is with them.
///
/// @param reason `asked`, `misunderstood`, `distress`, `emergency-unsure`, `bot-complaint`,
///   `reopened`, or `taken-over` when an operator stepped in unasked
/// @param calledAt when the operator was called: the place in the queue is counted from here, also
///   after a return to it
/// @param front whether it goes before everybody who may wait
/// @param wanted who is to take it, null when anybody may
public record HandOff(
    String reason, Instant calledAt, boolean front, @Nullable Destination wanted) {

  HandOff wanting(@Nullable Destination newWanted) {
    return new HandOff(reason, calledAt, front, newWanted);
  }

  HandOff ahead() {
    return new HandOff(reason, calledAt, true, wanted);
  }
}
