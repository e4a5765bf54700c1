package ua.holos.gateway.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.SetParams;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Mode;
import ua.holos.gateway.log.EventInbox;
import ua.holos.gateway.staff.Role;
import ua.holos.gateway.staff.StaffMember;

/// Gives waiting conversations to operators who are ready. One replica does at a time; what is done
/// twice all the same has the same name, and of what has its name only the first counts.
final class Router {
  private static final String LOCK = "holos:{desk}:routing";
  private static final String GIVEN = "holos:{desk}:given";
  private static final Duration LOCKED = Duration.ofSeconds(10);

  /// So long what was given may take to be seen on the desk.
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(30);

  private static final String UNLOCK =
      """
      if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
      return 1
      """;

  /// The accounts, as far as there are any.
  interface Accounts {
    Optional<StaffMember> find(UUID id);
  }

  private final String name = UUID.randomUUID().toString();
  private final UnifiedJedis redis;
  private final LiveDesk desk;
  private final Presence presence;
  private final Accounts accounts;
  private final Routing routing;
  private final EventInbox inbox;
  private final InstantSource clock;

  Router(
      UnifiedJedis redis,
      LiveDesk desk,
      Presence presence,
      Accounts accounts,
      Routing routing,
      EventInbox inbox,
      InstantSource clock) {
    this.redis = redis;
    this.desk = desk;
    this.presence = presence;
    this.accounts = accounts;
    this.routing = routing;
    this.inbox = inbox;
    this.clock = clock;
  }

  /// Something that was given and isn't seen on the desk yet.
  private record Given(String operator, Instant waitingSince, Instant at) {
    String write() {
      return operator + " " + waitingSince + " " + at;
    }

    static Given read(String stored) {
      String[] parts = stored.split(" ", 3);
      return new Given(parts[0], Instant.parse(parts[1]), Instant.parse(parts[2]));
    }
  }

  /// Routes once, if no other replica does.
  ///
  /// @return how many were given
  /// @throws redis.clients.jedis.exceptions.JedisException when Redis can't be reached
  /// @throws ua.holos.bot.channel.InboxUnavailableException when Redis can't be written
  int route() {
    List<Presence.Present> present =
        presence.present().stream().filter(one -> one.state() != Presence.State.AWAY).toList();
    if (present.stream().noneMatch(one -> one.state() == Presence.State.READY)) {
      return 0;
    }
    if (redis.set(LOCK, name, SetParams.setParams().nx().px(LOCKED.toMillis())) == null) {
      return 0;
    }
    try {
      return route(present);
    } finally {
      redis.eval(UNLOCK, List.of(LOCK), List.of(name));
    }
  }

  private int route(List<Presence.Present> present) {
    List<LiveCase> all = desk.all();
    Instant now = clock.instant();
    Map<ConversationId, Given> given = given(all, now);
    List<LiveCase> waiting =
        all.stream()
            .filter(DeskOrder::waits)
            .filter(live -> !given.containsKey(live.conversation()))
            .toList();
    if (waiting.isEmpty()) {
      return 0;
    }
    List<Routing.Candidate> candidates = new ArrayList<>();
    for (Presence.Present one : present) {
      account(one).ifPresent(member -> candidates.add(candidate(one, member, all, given)));
    }
    List<Routing.Decision> decisions = routing.decide(waiting, candidates, now);
    Map<ConversationId, LiveCase> byId =
        waiting.stream().collect(Collectors.toMap(LiveCase::conversation, live -> live));
    for (Routing.Decision decision : decisions) {
      LiveCase live = byId.get(decision.conversation());
      if (live != null && live.shown().mode() instanceof Mode.AwaitingOperator mode) {
        give(decision, mode, now);
      }
    }
    return decisions.size();
  }

  private Optional<StaffMember> account(Presence.Present one) {
    return accounts
        .find(UUID.fromString(one.operator().id()))
        .filter(member -> member.active() && member.is(Role.OPERATOR));
  }

  private static Routing.Candidate candidate(
      Presence.Present one,
      StaffMember member,
      List<LiveCase> all,
      Map<ConversationId, Given> given) {
    long onTheirWay =
        given.values().stream().filter(it -> it.operator().equals(one.operator().id())).count();
    Instant idle = one.idleSince();
    for (LiveCase live : all) {
      if (live.shown().mode() instanceof Mode.WithOperator held
          && held.operator().id().equals(one.operator().id())
          && held.since().isAfter(idle)) {
        idle = held.since();
      }
    }
    return new Routing.Candidate(
        member, one.state() == Presence.State.READY, Fitness.held(member, all) + onTheirWay, idle);
  }

  private void give(Routing.Decision decision, Mode.AwaitingOperator waiting, Instant now) {
    ConversationId conversation = decision.conversation();
    // One name for each waiting: whoever routes next can't give it to somebody else as well.
    String request = "routed:" + conversation.value() + ":" + waiting.since();
    redis.hset(
        GIVEN,
        conversation.value(),
        new Given(decision.to().id().toString(), waiting.since(), now).write());
    var _ =
        inbox.append(
            conversation,
            InboxRequests.SOURCE,
            request,
            new Event.ConversationAssigned(now, request, decision.to().operator(), null));
  }

  /// What is on its way; what has arrived, or is lost, is forgotten.
  private Map<ConversationId, Given> given(List<LiveCase> all, Instant now) {
    Map<ConversationId, Instant> waiting = new HashMap<>();
    for (LiveCase live : all) {
      if (live.shown().mode() instanceof Mode.AwaitingOperator mode) {
        waiting.put(live.conversation(), mode.since());
      }
    }
    Map<ConversationId, Given> onTheirWay = new HashMap<>();
    redis
        .hgetAll(GIVEN)
        .forEach((id, stored) -> {
          ConversationId conversation = new ConversationId(id);
          Given one = Given.read(stored);
          if (one.waitingSince().equals(waiting.get(conversation))
              && one.at().plus(ON_ITS_WAY).isAfter(now)) {
            onTheirWay.put(conversation, one);
          } else {
            redis.hdel(GIVEN, id);
          }
        });
    return onTheirWay;
  }
}
