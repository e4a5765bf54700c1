package ua.holos.bot.conversation;

import org.jspecify.annotations.Nullable;

/// What became of something that an operator wanted to do.
///
/// @param holder who has the conversation now, null when no operator does
public record DeskAnswer(Outcome outcome, @Nullable Operator holder) {

  /// Done, or why not.
  public enum Outcome {
    DONE,
    /// Another operator has the conversation.
    HELD,
    /// Nobody has it: it is the bot's, or waits in the queue.
    NOT_HELD,
    /// Routing found that it doesn't wait any more.
    NOT_WAITING,
    /// There is no such transfer any more.
    NO_TRANSFER,
    /// The transfer is for somebody else.
    NOT_FOR_YOU
  }

  public boolean done() {
    return outcome == Outcome.DONE;
  }
}
