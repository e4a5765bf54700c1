package ua.holos.gateway.desk;

import java.time.Duration;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Event;
import ua.holos.gateway.log.EventInbox;

/// Requests by way of the inbox.
final class InboxRequests implements DeskRequests {
  /// The source of what operators do.
  static final String SOURCE = "desk";

  private final EventInbox inbox;
  private final DeskAnswers answers;
  private final Duration patience;

  InboxRequests(EventInbox inbox, DeskAnswers answers, Duration patience) {
    this.inbox = inbox;
    this.answers = answers;
    this.patience = patience;
  }

  @Override
  public Result ask(ConversationId conversation, Event.OfDesk event) {
    return answers
        .after(
            () -> {
              var _ = inbox.append(conversation, SOURCE, event.request(), event);
            },
            conversation,
            event.request(),
            patience)
        .<Result>map(Result.Answered::new)
        .orElseGet(Result.Pending::new);
  }
}
