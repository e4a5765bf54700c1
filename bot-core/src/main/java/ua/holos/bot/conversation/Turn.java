package ua.holos.bot.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.appeal.Category;
import ua.holos.bot.form.Draft;
import ua.holos.bot.form.Question;
import ua.holos.bot.message.Priority;
import ua.holos.bot.message.QuickReply;
import ua.holos.bot.message.Reply;

/// The working state of one turn: starts as the conversation was, is changed by those who handle
/// the event, ends as the transition. Lives in one call of the engine.
final class Turn {
  /// Longer texts leave as messages of their own.
  private static final int LONGEST_JOINED = 3_000;

  private static final int MOST_APPEALS = 20;

  final Instant at;
  final Setting setting;
  private final Conversation before;
  private final List<Effect> effects = new ArrayList<>();
  private @Nullable QuickReply extra;

  Mode mode;
  @Nullable Draft draft;
  List<Draft> waiting;
  @Nullable Question asked;
  List<Offer> offered;
  List<Filing> filings;
  List<OwnAppeal> appeals;
  Person person;
  @Nullable Album album;
  int drafts;
  int misunderstood;

  /// Whether this turn takes over what another conversation of the person told: that is not told
  /// back.
  boolean toldByAnother;

  Turn(Conversation before, Instant at, Setting setting) {
    this.before = before;
    this.at = at;
    this.setting = setting;
    mode = before.mode();
    draft = before.draft();
    waiting = new ArrayList<>(before.waiting());
    asked = before.asked();
    offered = before.offered();
    filings = new ArrayList<>(before.filings());
    appeals = new ArrayList<>(before.appeals());
    person = before.person();
    album = before.album();
    drafts = before.drafts();
    misunderstood = before.misunderstood();
  }

  ConversationId id() {
    return before.id();
  }

  Optional<Category> category(String code) {
    return setting.catalogue().category(code);
  }

  @Nullable Category categoryOf(Draft one) {
    String code = one.problem().category();
    return code == null ? null : category(code).orElse(null);
  }

  /// The category's name as citizens read it, the code when the city pack has dropped it.
  String nameOf(String code) {
    return category(code).map(Category::name).orElse(code);
  }

  Draft begin() {
    drafts++;
    return Draft.begun(drafts, at);
  }

  String words(String key) {
    return setting.wording().say(key);
  }

  String words(String key, Map<String, ?> arguments) {
    return setting.wording().say(key, arguments);
  }

  void say(String key) {
    reply(words(key), List.of(), Priority.REPLY);
  }

  void say(String key, Map<String, ?> arguments) {
    reply(words(key, arguments), List.of(), Priority.REPLY);
  }

  /// Says something. Several things said in one turn leave as one message, as long as only the last
  /// of them has buttons.
  void reply(String text, List<List<QuickReply>> questionRows, Priority priority) {
    if (person.stopped()) {
      return;
    }
    List<List<QuickReply>> rows = questionRows;
    if (extra != null) {
      rows = new ArrayList<>(rows);
      rows.add(List.of(extra));
      extra = null;
    }
    if (!rows.isEmpty()) {
      offered =
          rows.stream()
              .flatMap(List::stream)
              .filter(button -> button.kind() == QuickReply.Kind.REPLY)
              .map(button -> new Offer(button.payload(), button.label()))
              .toList();
    }
    int last = lastMessage();
    if (last >= 0
        && effects.get(last) instanceof Effect.SendMessage(Reply before, _)
        && before.rows().isEmpty()
        && before.priority() == priority
        && before.text().length() + text.length() < LONGEST_JOINED) {
      Reply joined = new Reply(before.text() + "\n\n" + text, rows, priority);
      effects.set(last, new Effect.SendMessage(joined));
      return;
    }
    effects.add(new Effect.SendMessage(new Reply(text, rows, priority)));
  }

  /// Position of the message said last, -1 when there is none to join.
  private int lastMessage() {
    for (int i = effects.size() - 1; i >= 0; i--) {
      if (effects.get(i) instanceof Effect.SendMessage) {
        return i;
      }
    }
    return -1;
  }

  /// Puts one more button under the next message.
  void withButton(Tap tap, String labelKey) {
    extra = QuickReply.of(tap.payload(), words(labelKey));
  }

  void effect(Effect effect) {
    effects.add(effect);
  }

  /// The appeal with a number, null when it isn't the person's own.
  @Nullable OwnAppeal appeal(String number) {
    for (OwnAppeal appeal : appeals) {
      if (appeal.number().equals(number)) {
        return appeal;
      }
    }
    return null;
  }

  /// Remembers an appeal, in place of the one with the same number.
  void remember(OwnAppeal appeal) {
    for (int i = 0; i < appeals.size(); i++) {
      if (appeals.get(i).number().equals(appeal.number())) {
        appeals.set(i, appeal);
        return;
      }
    }
    appeals.add(appeal);
    if (appeals.size() > MOST_APPEALS && !dropForeign()) {
      appeals.removeFirst();
    }
  }

  /// Remembers an appeal of another conversation beside those of this one, which it never pushes
  /// out.
  ///
  /// @param fresh whether it is the latest
  void adopt(OwnAppeal foreign, boolean fresh) {
    appeals.add(fresh ? appeals.size() : 0, foreign);
    if (appeals.size() > MOST_APPEALS) {
      dropForeign();
    }
  }

  private boolean dropForeign() {
    return appeals.stream()
        .filter(appeal -> appeal.home() != null)
        .min(Comparator.comparing(OwnAppeal::statusAt))
        .map(appeals::remove)
        .orElse(false);
  }

  /// What has changed here is told to the person's other conversations.
  private void share() {
    if (toldByAnother || person.links().isEmpty()) {
      return;
    }
    Map<String, OwnAppeal> known =
        before.appeals().stream().collect(Collectors.toMap(OwnAppeal::number, a -> a, (a, _) -> a));
    for (OwnAppeal appeal : appeals) {
      OwnAppeal was = known.get(appeal.number());
      if (was == null || !appeal.looksAs(was)) {
        effects.add(new Effect.ShareAppeal(appeal.from(id().contact()), person.others()));
      }
    }
  }

  Transition finish() {
    share();
    return new Transition(
        new Conversation(
            before.id(),
            before.turn() + 1,
            mode,
            draft,
            waiting,
            asked,
            offered,
            filings,
            appeals,
            person,
            album,
            drafts,
            misunderstood),
        effects);
  }
}
