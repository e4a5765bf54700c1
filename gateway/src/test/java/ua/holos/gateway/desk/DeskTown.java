package ua.holos.gateway.desk;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import ua.holos.bot.conversation.ConversationEngine;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.DeskAnswer;
import ua.holos.bot.conversation.DeskCase;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.OfficeHours;
import ua.holos.bot.conversation.Operator;
import ua.holos.bot.message.Content;
import ua.holos.bot.message.Reply;
import ua.holos.bot.understanding.Intent;
import ua.holos.bot.understanding.Language;
import ua.holos.bot.understanding.Understanding;
import ua.holos.gateway.city.DemoCity;
import ua.holos.gateway.delivery.BotSends;
import ua.holos.gateway.log.EffectCarrier;
import ua.holos.gateway.log.OutboxEntry;
import ua.holos.gateway.log.TestLog;
import ua.holos.gateway.log.TestRedis;
import ua.holos.gateway.staff.Role;
import ua.holos.gateway.staff.Skill;
import ua.holos.gateway.staff.StaffMember;
import ua.holos.gateway.store.JsonCodec;

/// A contact centre for tests: a real Redis, the real log and engine on any number of replicas, and
/// the desk of each.
final class DeskTown implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(2);

  /// A test must not depend on the time of day.
  private static final OfficeHours ALWAYS =
      new OfficeHours(
          EnumSet.allOf(DayOfWeek.class), LocalTime.MIN, LocalTime.MAX, ZoneId.of("Europe/Kyiv"));

  private final TestRedis redis;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final ConversationEngine engine =
      new ConversationEngine(
          DemoCity.catalogue(), DemoCity.wording(), DemoCity.policy().with(ALWAYS));
  private final AtomicInteger numbers = new AtomicInteger();
  final Map<String, StaffMember> staff = new ConcurrentHashMap<>();

  /// What citizens were told: `<conversation> <author or bot>: <text>`.
  final List<String> said = new CopyOnWriteArrayList<>();

  /// What the queue told conversations.
  final List<Event.QueuePlaceFound> places = new CopyOnWriteArrayList<>();

  DeskTown(Path folder) {
    redis = TestRedis.start(folder.resolve("redis"));
  }

  /// Kills Redis; it is started again by itself.
  void killRedis() {
    redis.kill();
  }

  /// One replica with its desk.
  final class Replica implements AutoCloseable {
    final TestLog log =
        redis.log((state, event) -> {
          if (event instanceof Event.QueuePlaceFound found) {
            places.add(found);
          }
          return engine.handle(state, event);
        });
    final DeskWire wire = new DeskWire(log.redis());
    final DeskNews news = new WiredNews(wire);
    final RedisDesk desk = new RedisDesk(log.redis(), new JsonCodec());
    final DeskAnswers answers = new DeskAnswers(log.redis(), wire);
    final DeskRequests requests = new InboxRequests(log.inbox(), answers, Duration.ofSeconds(15));
    final Vanishing vanishing =
        new Vanishing(desk, log.inbox(), PATIENCE, Duration.ofSeconds(2), InstantSource.system());
    final RedisPresence presence =
        new RedisPresence(log.redis(), news, PATIENCE, InstantSource.system(), vanishing::left);
    final Fitness fitness = new Fitness(desk, DemoCity.catalogue());
    final Router router =
        new Router(
            log.redis(),
            desk,
            presence,
            id -> Optional.ofNullable(staff.get(id.toString())),
            new Routing(fitness::skilled),
            log.inbox(),
            InstantSource.system());
    final DeskRounds rounds =
        new DeskRounds(
            router,
            vanishing,
            presence,
            new DeskMending(desk, log.states(), InstantSource.system()),
            news,
            InstantSource.system());
    final BotSends botSends = new BotSends();
    private final HandlingTimes handled = new HandlingTimes(log.redis());
    final DeskCarrier carrier =
        new DeskCarrier(
            desk,
            presence,
            new QueueWait(desk, presence, handled, this::answers, InstantSource.system()),
            handled,
            answers,
            log.states(),
            news,
            conversation -> botSends.awaitQuiet(conversation, Duration.ofSeconds(1)),
            InstantSource.system());

    /// Whoever has no account takes everything.
    private boolean answers(Operator operator, DeskCase shown) {
      StaffMember member = staff.get(operator.id());
      return member == null || fitness.skilled(member, shown);
    }

    Replica() {
      open.add(this);
    }

    Replica started() {
      return started(one -> one);
    }

    /// @param change what stands in the place of the desk's carrier
    Replica started(UnaryOperator<EffectCarrier> change) {
      log.start(List.of(change.apply(carrier), new Mouth()), List.of());
      return this;
    }

    /// @param delivery how messages leave
    Replica started(EffectCarrier delivery) {
      log.start(List.of(carrier, delivery, new Mouth()), List.of());
      return this;
    }

    DeskAnswer ask(ConversationId conversation, Event.OfDesk event) {
      return switch (requests.ask(conversation, event)) {
        case DeskRequests.Result.Answered(var answer) -> answer;
        case DeskRequests.Result.Pending _ ->
            throw new AssertionError("No answer to " + event.request());
      };
    }

    DeskAnswer claim(ConversationId conversation, Operator operator) {
      return ask(conversation, new Event.ConversationClaimed(Instant.now(), request(), operator));
    }

    DeskAnswer reply(ConversationId conversation, Operator operator, String text) {
      return ask(
          conversation,
          new Event.OperatorReplied(Instant.now(), request(), operator, text, List.of()));
    }

    DeskAnswer release(ConversationId conversation, Operator operator) {
      return ask(
          conversation, new Event.ConversationReleased(Instant.now(), request(), operator, false));
    }

    /// The citizen writes.
    void write(ConversationId who, String text) {
      append(who, text, Understanding.NOTHING);
    }

    /// The citizen asks for a person.
    void call(ConversationId who) {
      append(
          who,
          "оператора",
          new Understanding(
              Language.UKRAINIAN,
              Intent.HUMAN,
              1,
              null,
              List.of(),
              false,
              List.of(),
              Map.of(),
              List.of(),
              null));
    }

    private void append(ConversationId who, String text, Understanding read) {
      String id = request();
      var _ =
          log.inbox()
              .append(
                  who,
                  "test",
                  id,
                  new Event.MessageReceived(
                      Instant.now(), new Content.Text(text), id, null, read, null));
    }

    @Override
    public void close() {
      rounds.stop();
      log.close();
      wire.close();
    }
  }

  /// Says what is to be said.
  private final class Mouth implements EffectCarrier {
    @Override
    public boolean carries(Effect effect) {
      return !(effect instanceof Effect.OfDesk);
    }

    @Override
    public Carried carry(OutboxEntry entry) {
      if (entry.effect() instanceof Effect.SendMessage(Reply reply, _)) {
        String author = reply.author() == null ? "bot" : reply.author();
        said.add(entry.conversation().value() + " " + author + ": " + reply.text());
      }
      return new Carried.Finished(List.of(), null);
    }
  }

  Replica replica() {
    return new Replica();
  }

  String request() {
    return "r" + numbers.incrementAndGet();
  }

  static ConversationId citizen(int number) {
    return new ConversationId("telegram:" + (1000 + number));
  }

  /// An operator with an account.
  StaffMember hired(String name, int parallel, Skill... skills) {
    StaffMember member =
        new StaffMember(
            UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            name,
            name,
            Set.of(Role.OPERATOR),
            Set.of(skills),
            parallel,
            true);
    staff.put(member.id().toString(), member);
    return member;
  }

  /// Who holds what, as the desk shows it.
  static Map<ConversationId, String> holders(LiveDesk desk) {
    Map<ConversationId, String> holders = new HashMap<>();
    for (LiveCase live : desk.all()) {
      if (live.shown().mode() instanceof ua.holos.bot.conversation.Mode.WithOperator held) {
        holders.put(live.conversation(), held.operator().name());
      }
    }
    return holders;
  }

  static Set<ConversationId> waiting(LiveDesk desk) {
    Set<ConversationId> waiting = new HashSet<>();
    desk.all().stream().filter(DeskOrder::waits).forEach(live -> waiting.add(live.conversation()));
    return waiting;
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
    redis.close();
  }
}
