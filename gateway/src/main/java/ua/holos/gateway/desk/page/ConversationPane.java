package ua.holos.gateway.desk.page;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import redis.clients.jedis.exceptions.JedisException;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Mode;
import ua.holos.gateway.city.Departments;
import ua.holos.gateway.desk.LiveCase;
import ua.holos.gateway.desk.LiveDesk;
import ua.holos.gateway.desk.Presence;
import ua.holos.gateway.log.ConversationStates;
import ua.holos.gateway.staff.StaffMember;

/// Gathers what is shown of a conversation. It is shown only after that was written down; while it
/// can't be, the conversation can be taken and answered all the same, unread.
@Component
final class ConversationPane {
  private static final Logger log = LoggerFactory.getLogger(ConversationPane.class);
  private static final int LINES = 100;
  private static final int WORDS = 10;

  /// What led to the call was said a little before it.
  private static final Duration BEFORE_CALL = Duration.ofHours(1);

  private final ConversationStates states;
  private final LiveDesk desk;
  private final Presence presence;
  private final ThreadReader thread;
  private final PersonReader people;
  private final CaseReading reading;
  private final ThreadViews messages;
  private final ConversationViews views;
  private final ViewTrail trail;
  private final Departments departments;
  private final Doings doings;

  ConversationPane(
      ConversationStates states,
      LiveDesk desk,
      Presence presence,
      ThreadReader thread,
      PersonReader people,
      CaseReading reading,
      ThreadViews messages,
      ConversationViews views,
      ViewTrail trail,
      Departments departments,
      Doings doings) {
    this.states = states;
    this.desk = desk;
    this.presence = presence;
    this.thread = thread;
    this.people = people;
    this.reading = reading;
    this.messages = messages;
    this.views = views;
    this.trail = trail;
    this.departments = departments;
    this.doings = doings;
  }

  /// All of it, for somebody who opens it.
  void open(
      Model model, StaffMember member, String id, Locale locale, HttpServletResponse response) {
    model.addAttribute("conversation", id);
    if (!known(id)) {
      response.setStatus(404);
      model.addAttribute("head", null);
      return;
    }
    Conversation conversation = head(model, member, id, response);
    try {
      trail.opened(member, id);
      lines(model, id, ThreadReader.Place.END, locale);
      facts(model, member, id, conversation);
      model.addAttribute("readable", true);
    } catch (DataAccessException e) {
      log.warn("A conversation can't be shown: {}", e.getClass().getSimpleName());
      model.addAttribute("readable", false);
    }
  }

  /// Whether it could be one at all.
  private static boolean known(String id) {
    try {
      new ConversationId(id).contact();
      return id.length() <= 200;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// Who has it, and what may be done. Needs Redis only.
  @Nullable Conversation head(
      Model model, StaffMember member, String id, HttpServletResponse response) {
    Conversation conversation = null;
    int place = 0;
    try {
      conversation = states.find(new ConversationId(id)).orElse(null);
      if (conversation != null && conversation.mode() instanceof Mode.AwaitingOperator) {
        place = place(id);
      }
      model.addAttribute("colleagues", presence.present());
    } catch (JedisException e) {
      response.setStatus(503);
      model.addAttribute("colleagues", List.of());
    }
    model.addAttribute("head", views.head(id, conversation, member, place));
    model.addAttribute("departments", departments.all());
    model.addAttribute("me", member.id().toString());
    return conversation;
  }

  private int place(String id) {
    List<LiveCase> all = desk.all();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).conversation().value().equals(id)) {
        return i + 1;
      }
    }
    return 0;
  }

  /// A page of what was said.
  ///
  /// @throws DataAccessException when SQL is away
  void lines(Model model, String id, ThreadReader.Place before, Locale locale) {
    ThreadReader.Page page = thread.before(id, before, LINES);
    model.addAttribute("conversation", id);
    model.addAttribute("messages", messages.of(page.lines(), locale));
    model.addAttribute("older", page.more() ? page.lines().getFirst().place().toString() : null);
  }

  /// What is known of the matter and of the person.
  ///
  /// @throws DataAccessException when SQL is away
  void facts(Model model, StaffMember member, String id, @Nullable Conversation conversation) {
    boolean mine =
        conversation != null
            && conversation.mode() instanceof Mode.WithOperator held
            && held.operator().id().equals(member.id().toString());
    model.addAttribute("conversation", id);
    model.addAttribute("matter", views.matter(understood(id, conversation), mine));
    model.addAttribute("person", conversation == null ? null : conversation.person());
    model.addAttribute(
        "channels", people.channels(id).stream().filter(one -> !one.urn().equals(id)).toList());
    model.addAttribute("appeals", people.appeals(id).stream().map(views::appeal).toList());
    model.addAttribute("categories", views.categories());
    model.addAttribute("mine", mine);
  }

  Optional<Conversation> find(String id) {
    return states.find(new ConversationId(id));
  }

  Understood understood(String id, @Nullable Conversation conversation) {
    Instant called =
        conversation == null
            ? doings.now()
            : switch (conversation.mode()) {
              case Mode.AwaitingOperator waiting -> waiting.handOff().calledAt();
              case Mode.WithOperator held -> held.handOff().calledAt();
              case Mode.WithBot _ -> doings.now();
            };
    return reading.read(conversation, thread.written(id, called.minus(BEFORE_CALL), WORDS));
  }
}
