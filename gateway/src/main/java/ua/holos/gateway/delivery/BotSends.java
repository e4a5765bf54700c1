package ua.holos.gateway.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import ua.holos.bot.conversation.ConversationId;

/// The bot's messages that this replica is handing to platforms at this moment. Whoever takes a
/// conversation is told so only when none is on its way any more: a message that was looked at
/// before they took it has then arrived, and one that is looked at afterwards isn't sent.
///
/// It knows of this replica alone, which carries out all that a conversation leads to as long as it
/// owns it; what an outlived owner still has in its hands it can't know of.
public final class BotSends {
  private final Map<ConversationId, Integer> sending = new HashMap<>();

  /// A message is about to be looked at and sent; [#end] follows whatever happens.
  synchronized void begin(ConversationId conversation) {
    sending.merge(conversation, 1, Integer::sum);
  }

  synchronized void end(ConversationId conversation) {
    sending.computeIfPresent(conversation, (_, count) -> count == 1 ? null : count - 1);
    notifyAll();
  }

  /// Waits until nothing of the bot's is on its way to a conversation.
  ///
  /// @param patience how long at most: a platform may hang
  /// @return whether it is quiet now
  public synchronized boolean awaitQuiet(ConversationId conversation, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (sending.containsKey(conversation)) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return false;
        }
        wait(left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
