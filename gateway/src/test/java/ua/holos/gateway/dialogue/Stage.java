package ua.holos.gateway.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.ConversationEngine;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Link;
import ua.holos.bot.conversation.Mode;
import ua.holos.bot.conversation.News;
import ua.holos.bot.conversation.Person;
import ua.holos.bot.conversation.Terms;
import ua.holos.bot.conversation.Transition;
import ua.holos.bot.message.ContactUrn;
import ua.holos.bot.message.QuickReply;
import ua.holos.bot.message.Reply;
import ua.holos.gateway.log.OutboxEntry;
import ua.holos.gateway.store.JsonCodec;

/// Plays one dialogue: the engine with a clock and timers, and the codec between all turns, as the
/// log has it.
final class Stage {
  private static final Instant FRIDAY_MORNING = Instant.parse("2026-10-16T07:00:00Z");
  private static final JsonCodec CODEC = new JsonCodec();

  private final ConversationEngine engine;
  private final Map<String, Instant> timers = new TreeMap<>();
  private final List<Reply> allReplies = new ArrayList<>();
  private final List<String> references = new ArrayList<>();

  Conversation state;

  /// Carries what goes to the person's other conversations; null when a dialogue has none.
  @Nullable Town town;

  Instant now = FRIDAY_MORNING;

  /// What the current step of the dialogue has led to.
  final List<Reply> replies = new ArrayList<>();

  final List<Effect> effects = new ArrayList<>();

  /// The terms of the messages of the current step.
  final List<Terms> terms = new ArrayList<>();

  /// The keys of all followed messages.
  final List<String> followed = new ArrayList<>();

  Stage(ConversationEngine engine) {
    this(engine, "telegram:4711");
  }

  /// @param contact with whom the conversation is held
  Stage(ConversationEngine engine, String contact) {
    this.engine = engine;
    state = Conversation.begin(new ConversationId(contact));
  }

  void begin() {
    replies.clear();
    effects.clear();
    terms.clear();
  }

  void play(Event event) {
    Event stored = CODEC.readEvent(CODEC.writeEvent(event));
    assertThat(stored).isEqualTo(event);
    Transition transition = engine.handle(state, stored);
    assertThat(engine.handle(state, stored)).as("the same again").isEqualTo(transition);
    assertThat(transition.next().turn()).isEqualTo(state.turn() + 1);
    state = CODEC.readState(CODEC.writeState(transition.next()));
    assertThat(state).as("state read back").isEqualTo(transition.next());
    if (transition.next().mode() instanceof Mode.WithOperator) {
      assertThat(transition.effects())
          .as("what the bot says while an operator holds the conversation")
          .noneMatch(effect ->
              effect instanceof Effect.SendMessage(var reply, var _) && reply.author() == null);
    }
    for (int i = 0; i < transition.effects().size(); i++) {
      Effect effect = transition.effects().get(i);
      Effect read = CODEC.readEffect(CODEC.writeEffect(effect));
      assertThat(read).isEqualTo(effect);
      carry(transition.key(i), read);
    }
    assertThat(state.news().stream().filter(news -> news.is(News.Stage.SENDING)))
        .as("news whose message was said")
        .allSatisfy(news -> assertThat(followed).contains(news.key()));
  }

  private void carry(String key, Effect effect) {
    switch (effect) {
      case Effect.SendMessage(var reply, var on) -> {
        check(reply);
        terms.add(on);
        if (on.followed()) {
          followed.add(key);
        }
        replies.add(reply);
        allReplies.add(reply);
      }
      case Effect.SetTimer(var name, var due) -> timers.put(name, due);
      case Effect.CancelTimer(var name) -> timers.remove(name);
      case Effect.FileAppeal(var draft) -> {
        references.add(draft.reference());
        effects.add(effect);
      }
      case Effect.ReopenAppeal _,
          Effect.CommentAppeal _,
          Effect.OfDesk _,
          Effect.PassOn _,
          Effect.Outdate _,
          Effect.Withdraw _ ->
          effects.add(effect);
      case Effect.OfContact contact -> {
        if (town == null) {
          effects.add(contact);
        } else {
          town.carry(new OutboxEntry(key, state.id(), contact, now, 1));
        }
      }
    }
  }

  /// What holds for every message that Holos sends.
  private static void check(Reply reply) {
    assertThat(reply.text()).isNotBlank().doesNotContain("null", "{", "  ");
    for (QuickReply button : reply.quickReplies()) {
      assertThat(button.payload().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(64);
      assertThat(button.label()).isNotBlank();
    }
    assertThat(reply.quickReplies().stream().map(QuickReply::payload).toList())
        .doesNotHaveDuplicates();
  }

  /// Lets time pass; timers go off when they are due.
  void pass(Duration time) {
    Instant end = now.plus(time);
    while (true) {
      Map.Entry<String, Instant> next =
          timers.entrySet().stream()
              .filter(timer -> !timer.getValue().isAfter(end))
              .min(Map.Entry.comparingByValue())
              .orElse(null);
      if (next == null) {
        now = end;
        return;
      }
      String name = next.getKey();
      now = next.getValue().isAfter(now) ? next.getValue() : now;
      timers.remove(name);
      play(new Event.TimerElapsed(now, name));
    }
  }

  /// Lets time pass until the city's clocks show a time.
  void passUntil(LocalTime time) {
    ZonedDateTime local = now.atZone(ZoneId.of("Europe/Kyiv"));
    ZonedDateTime then = local.with(time);
    pass(Duration.between(local, then.isAfter(local) ? then : then.plusDays(1)));
  }

  /// Joins further channels of the person to the conversation.
  void link(List<ContactUrn> contacts, @Nullable String preferred) {
    Person before = state.person();
    Person linked =
        new Person(
            before.name(),
            before.phone(),
            before.stopped(),
            before.heardAt(),
            before.proof(),
            contacts.stream().map(contact -> new Link(contact, now)).toList(),
            preferred);
    state =
        new Conversation(
            state.id(),
            state.turn(),
            state.mode(),
            state.draft(),
            state.waiting(),
            state.asked(),
            state.offered(),
            state.filings(),
            state.appeals(),
            linked,
            state.news(),
            state.early(),
            state.album(),
            state.drafts(),
            state.misunderstood());
  }

  /// The button with a label, of the latest message that has it.
  QuickReply button(String label) {
    return find(allReplies.reversed(), label);
  }

  /// The button with a label, of the first message that had it.
  QuickReply oldButton(String label) {
    return find(allReplies, label);
  }

  private static QuickReply find(List<Reply> messages, String label) {
    for (Reply reply : messages) {
      for (QuickReply button : reply.quickReplies()) {
        if (button.label().equals(label)) {
          return button;
        }
      }
    }
    throw new AssertionError("no message has a button " + label);
  }

  /// The reference of the n-th filed appeal, from 1; of the latest without a number.
  String reference(@Nullable Object number) {
    return number == null
        ? references.getLast()
        : references.get(Integer.parseInt(number.toString()) - 1);
  }
}
