package ua.holos.gateway.desk.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import ua.holos.bot.channel.InboxUnavailableException;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.DeskAnswer;
import ua.holos.bot.conversation.DeskCase;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Mode;
import ua.holos.bot.conversation.Operator;
import ua.holos.gateway.desk.DeskNews;
import ua.holos.gateway.desk.DeskRequests;
import ua.holos.gateway.desk.LiveCase;
import ua.holos.gateway.desk.LiveDesk;
import ua.holos.gateway.desk.Presence;
import ua.holos.gateway.staff.AuditTrail;
import ua.holos.gateway.staff.StaffMember;

/// The desk without Redis: conversations in memory, and answers as the test wants them.
final class FakeDesk implements LiveDesk, DeskRequests, DeskNews, AuditTrail {
  final Map<String, Conversation> conversations = new ConcurrentSkipListMap<>();
  final List<Event.OfDesk> asked = new CopyOnWriteArrayList<>();
  final List<AuditTrail.Entry> lines = new CopyOnWriteArrayList<>();
  final List<Consumer<Change>> followers = new CopyOnWriteArrayList<>();
  volatile Result next = answered(DeskAnswer.Outcome.DONE, null);
  volatile boolean inboxAway;
  volatile boolean redisAway;
  volatile boolean sqlAway;
  volatile @Nullable StaffMember signedIn;

  static Result answered(DeskAnswer.Outcome outcome, @Nullable Operator holder) {
    return new Result.Answered(new DeskAnswer(outcome, holder));
  }

  void reset() {
    conversations.clear();
    asked.clear();
    lines.clear();
    next = answered(DeskAnswer.Outcome.DONE, null);
    inboxAway = false;
    redisAway = false;
    sqlAway = false;
  }

  void add(Conversation conversation) {
    conversations.put(conversation.id().value(), conversation);
  }

  @Override
  public List<LiveCase> all() {
    if (redisAway) {
      throw new JedisConnectionException("away");
    }
    return conversations.values().stream()
        .filter(one -> !(one.mode() instanceof Mode.WithBot))
        .map(FakeDesk::live)
        .toList();
  }

  private static LiveCase live(Conversation one) {
    var draft = one.draft();
    return new LiveCase(
        one.id(),
        new DeskCase(
            one.mode(),
            one.person().name(),
            one.person().language(),
            draft == null ? null : draft.problem().category(),
            draft == null ? null : draft.place().address(),
            "Печерський"));
  }

  @Override
  public Optional<LiveCase> find(ConversationId conversation) {
    return all().stream().filter(one -> one.conversation().equals(conversation)).findFirst();
  }

  Optional<Conversation> state(ConversationId conversation) {
    if (redisAway) {
      throw new JedisConnectionException("away");
    }
    return Optional.ofNullable(conversations.get(conversation.value()));
  }

  @Override
  public Result ask(ConversationId conversation, Event.OfDesk event) {
    if (inboxAway) {
      throw new InboxUnavailableException("away", new IllegalStateException());
    }
    asked.add(event);
    return next;
  }

  @Override
  public void tell(Change change) {
    followers.forEach(follower -> follower.accept(change));
  }

  @Override
  public Subscription follow(Consumer<Change> follower) {
    followers.add(follower);
    return () -> followers.remove(follower);
  }

  @Override
  public void add(AuditTrail.Entry entry) {
    if (sqlAway) {
      throw new DataAccessResourceFailureException("away");
    }
    lines.add(entry);
  }

  /// Who is there.
  static final class Colleagues implements Presence {
    final List<Present> present = new CopyOnWriteArrayList<>();

    @Override
    public void beat(Operator operator, @Nullable ConversationId looking, boolean typing) {
      present.removeIf(one -> one.operator().equals(operator));
      present.add(
          new Present(operator, State.TAKING, Instant.now(), looking, typing, Instant.now()));
    }

    @Override
    public void state(Operator operator, State state) {
      present.removeIf(one -> one.operator().equals(operator));
      present.add(new Present(operator, state, Instant.now(), null, false, Instant.now()));
    }

    @Override
    public void left(Operator operator) {
      present.removeIf(one -> one.operator().equals(operator));
    }

    @Override
    public List<Present> present() {
      return List.copyOf(present);
    }

    @Override
    public Duration patience() {
      return Duration.ofMinutes(2);
    }
  }
}
