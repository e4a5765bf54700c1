package ua.holos.gateway.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ua.holos.bot.channel.InboundSink.Acceptance;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Mode;
import ua.holos.bot.conversation.OwnAppeal;
import ua.holos.bot.conversation.Person;
import ua.holos.gateway.log.ConversationStates;
import ua.holos.gateway.log.EventInbox;

/// Conversations in memory, and what was put into their inboxes.
final class KnownConversations implements ConversationStates, EventInbox {
  record Appended(ConversationId conversation, String source, String id, Event event) {}

  final Map<ConversationId, Conversation> states = new HashMap<>();
  final List<Appended> appended = new ArrayList<>();

  @Override
  public Optional<Conversation> find(ConversationId conversation) {
    return Optional.ofNullable(states.get(conversation));
  }

  @Override
  public Acceptance append(
      ConversationId conversation, String source, String sourceId, Event event) {
    boolean known =
        appended.stream()
            .anyMatch(one -> one.conversation().equals(conversation) && one.id().equals(sourceId));
    if (known) {
      return Acceptance.DUPLICATE;
    }
    appended.add(new Appended(conversation, source, sourceId, event));
    return Acceptance.APPENDED;
  }

  /// Puts somebody into a conversation.
  void put(String contact, Person person) {
    ConversationId id = new ConversationId(contact);
    states.put(id, with(states.getOrDefault(id, Conversation.begin(id)), person));
  }

  /// Puts a conversation into somebody's hands.
  void hold(String contact, Mode mode) {
    ConversationId id = new ConversationId(contact);
    states.put(id, with(Conversation.begin(id), mode));
  }

  private static Conversation with(Conversation state, Mode mode) {
    return new Conversation(
        state.id(),
        state.turn(),
        mode,
        state.draft(),
        state.waiting(),
        state.asked(),
        state.offered(),
        state.filings(),
        state.appeals(),
        state.person(),
        state.news(),
        state.early(),
        state.album(),
        state.drafts(),
        state.misunderstood());
  }

  /// The same conversation with another person.
  static Conversation with(Conversation state, Person person) {
    return with(state, person, state.appeals());
  }

  /// The same conversation with other appeals.
  static Conversation with(Conversation state, List<OwnAppeal> appeals) {
    return with(state, state.person(), appeals);
  }

  private static Conversation with(Conversation state, Person person, List<OwnAppeal> appeals) {
    return new Conversation(
        state.id(),
        state.turn(),
        state.mode(),
        state.draft(),
        state.waiting(),
        state.asked(),
        state.offered(),
        state.filings(),
        appeals,
        person,
        state.news(),
        state.early(),
        state.album(),
        state.drafts(),
        state.misunderstood());
  }
}
