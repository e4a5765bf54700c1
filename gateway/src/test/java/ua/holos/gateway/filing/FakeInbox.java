package ua.holos.gateway.filing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ua.holos.bot.channel.InboundSink.Acceptance;
import ua.holos.bot.channel.InboxUnavailableException;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Event;
import ua.holos.gateway.log.EventInbox;

/// An inbox in memory that can be away.
final class FakeInbox implements EventInbox {
  final List<Event.StatusChanged> events = new ArrayList<>();
  final List<Event.AppealCorrected> corrections = new ArrayList<>();
  final List<ConversationId> conversations = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  boolean away;

  @Override
  public synchronized Acceptance append(
      ConversationId conversation, String source, String sourceId, Event event) {
    if (away) {
      throw new InboxUnavailableException("away", new IllegalStateException());
    }
    if (!seen.add(source + " " + sourceId)) {
      return Acceptance.DUPLICATE;
    }
    conversations.add(conversation);
    if (event instanceof Event.AppealCorrected corrected) {
      corrections.add(corrected);
    } else {
      events.add((Event.StatusChanged) event);
    }
    return Acceptance.APPENDED;
  }

  List<String> updateIds() {
    return events.stream().map(Event.StatusChanged::updateId).toList();
  }

  /// Forgets everything that was appended.
  void forget() {
    conversations.clear();
    events.clear();
    corrections.clear();
    seen.clear();
  }
}
