package ua.holos.bot.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  List<News> news;
  List<Event.DeliveryReported> early;
  @Nullable Album album;
  int drafts;
  int misunderstood;

  /// What an operator is told at the end of the turn, when the desk shows it already.
  Effect.@Nullable AnswerDesk answer;

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
    news = new ArrayList<>(before.news());
    early = new ArrayList<>(before.early());
    album = before.album();
    drafts = before.drafts();
    misunderstood = before.misunderstood();
  }

  ConversationId id() {
    return before.id();
  }

  /// The news on its way as it was before this turn.
  List<News> newsBefore() {
    return before.news();
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
    say(key, Map.of());
  }

  void say(String key, Map<String, ?> arguments) {
    reply(words(key, arguments), List.of(), Priority.REPLY, brief(key, arguments));
  }

  /// The short form of a message, null when the wording has none.
  @Nullable String brief(String key, Map<String, ?> arguments) {
    return WordingKeys.hasBrief(key) ? words(key + WordingKeys.BRIEF, arguments) : null;
  }

  void reply(String text, List<List<QuickReply>> questionRows, Priority priority) {
    reply(text, questionRows, priority, null);
  }

  /// Says something. Several things said in one turn leave as one message, as long as only the last
  /// of them has buttons.
  void reply(
      String text, List<List<QuickReply>> questionRows, Priority priority, @Nullable String brief) {
    if (person.stopped() || held()) {
      return;
    }
    List<List<QuickReply>> rows = offering(questionRows);
    Reply reply = new Reply(text, rows, priority, shortForm(text, rows, brief));
    int last = lastMessage();
    if (last >= 0
        && effects.get(last) instanceof Effect.SendMessage(Reply before, Terms terms)
        && !terms.followed()
        && before.author() == null
        && before.rows().isEmpty()
        && before.priority() == priority
        && before.text().length() + text.length() < LONGEST_JOINED) {
      effects.set(last, new Effect.SendMessage(joined(before, reply), terms));
      return;
    }
    Terms terms = new Terms(null, false, false, false, null, person.heardAt());
    effect(new Effect.SendMessage(reply, terms));
  }

  /// Says something whose further course is followed: a message of its own.
  ///
  /// @return its key
  /// @throws IllegalStateException when an operator holds the conversation: news waits then
  String follow(Reply reply, Terms terms) {
    if (held()) {
      throw new IllegalStateException("An operator speaks now");
    }
    List<List<QuickReply>> rows = offering(reply.rows());
    effects.add(
        new Effect.SendMessage(
            new Reply(reply.text(), rows, reply.priority(), reply.brief()), terms));
    return Transition.key(before.id(), before.turn() + 1, effects.size() - 1);
  }

  /// The buttons that are shown from now on.
  private List<List<QuickReply>> offering(List<List<QuickReply>> questionRows) {
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
    return rows;
  }

  /// Where a number is an answer of its own («3» for the floor), the choices can't be numbered: the
  /// short form names them in words.
  private @Nullable String shortForm(
      String text, List<List<QuickReply>> rows, @Nullable String brief) {
    boolean answer = mode instanceof Mode.WithBot && Taps.wantsNumber(asked);
    if (rows.isEmpty() || brief != null || !answer) {
      return brief;
    }
    String choices =
        rows.stream()
            .flatMap(List::stream)
            .filter(button -> button.kind() == QuickReply.Kind.REPLY)
            .map(QuickReply::label)
            .collect(Collectors.joining(", "));
    return choices.isEmpty()
        ? text
        : text + "\n" + words("choices.in-words", Map.of("choices", choices));
  }

  private static Reply joined(Reply first, Reply second) {
    boolean briefer = first.brief() != null || second.brief() != null;
    boolean possible = second.rows().isEmpty() || second.brief() != null;
    String brief =
        briefer && possible
            ? Objects.requireNonNullElse(first.brief(), first.text())
                + "\n"
                + Objects.requireNonNullElse(second.brief(), second.text())
            : null;
    return new Reply(
        first.text() + "\n\n" + second.text(), second.rows(), second.priority(), brief);
  }

  /// Whether an operator holds the conversation: then the bot says nothing at all.
  boolean held() {
    return mode instanceof Mode.WithOperator;
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

  /// Asks the host to do something. Whatever the bot would say while an operator holds the
  /// conversation is dropped here, whoever wanted to say it.
  void effect(Effect effect) {
    boolean ofBot =
        effect instanceof Effect.SendMessage(Reply reply, Terms _) && reply.author() == null;
    if (!ofBot || !held()) {
      effects.add(effect);
    }
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
    if (before.mode() instanceof Mode.AwaitingOperator
        && !(mode instanceof Mode.AwaitingOperator)) {
      effects.add(new Effect.CancelTimer(Operators.QUEUE));
    }
    Conversation next =
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
            news,
            early,
            album,
            drafts,
            misunderstood);
    show(next);
    if (answer != null) {
      effects.add(answer);
    }
    return new Transition(next, effects);
  }

  /// What the desk shows of the conversation follows it.
  private void show(Conversation next) {
    DeskCase was = DeskCase.of(before);
    DeskCase now = DeskCase.of(next);
    if (!Objects.equals(was, now)) {
      effects.add(now == null ? new Effect.LeaveDesk() : new Effect.ShowOnDesk(now));
    }
  }
}
