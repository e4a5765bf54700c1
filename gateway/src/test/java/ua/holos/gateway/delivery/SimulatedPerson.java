package ua.holos.gateway.delivery;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.channel.InboundSink.Acceptance;
import ua.holos.bot.conversation.AppealNews;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.ConversationEngine;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.News;
import ua.holos.bot.conversation.QuietHours;
import ua.holos.bot.conversation.Transition;
import ua.holos.channel.support.BackOff;
import ua.holos.gateway.log.ConversationStates;
import ua.holos.gateway.log.EffectCarrier;
import ua.holos.gateway.log.EffectCarrier.Carried;
import ua.holos.gateway.log.EventInbox;
import ua.holos.gateway.log.OutboxEntry;

/// One person with several linked conversations, and all that Holos does for them: the real engine,
/// the real delivery and the real choice of the next channel, on a clock that a test turns. The log
/// is a model of its own: events one after another, effects of a conversation and carrier in order.
final class SimulatedPerson implements ConversationStates, EventInbox {
  /// A moment's work, in the order of time, and of coming in at the same time.
  private record Task(Instant at, long number, Runnable work) {}

  private record Arrival(ConversationId conversation, Event event) {}

  private record LaneKey(ConversationId conversation, EffectCarrier carrier) {}

  private final ConversationEngine engine;
  private final PriorityQueue<Task> agenda =
      new PriorityQueue<>(Comparator.comparing(Task::at).thenComparingLong(Task::number));
  private final Map<ConversationId, Conversation> states = new HashMap<>();
  private final Map<String, Long> timers = new HashMap<>();
  private final Map<LaneKey, Deque<OutboxEntry>> lanes = new HashMap<>();
  private final Deque<Arrival> arrivals = new ArrayDeque<>();
  private final Set<String> appended = new HashSet<>();
  private final List<EffectCarrier> carriers;
  private boolean working;
  private long numbers;

  Instant now;

  /// What each followed message tells, by its key.
  final Map<String, AppealNews> newsByKey = new HashMap<>();

  /// Appeals of which nothing could be told in any channel at some time.
  final List<Event.NewsUndelivered> undelivered = new ArrayList<>();

  SimulatedPerson(
      ConversationEngine engine, QuietHours quiet, List<FakeAdapter> channels, Instant start) {
    this.engine = engine;
    this.now = start;
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    ChannelAdapters adapters = new ChannelAdapters(List.copyOf(channels));
    MessageDelivery delivery =
        new MessageDelivery(
            adapters,
            new ProcessPace(() -> now),
            new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(2), () -> 0L),
            () -> now,
            new DeliveryHealth(),
            new DeliveryMeters(meters),
            quiet,
            new DeliverySettings(Map.of()),
            this,
            new BotSends());
    NewsForwarding forwarding =
        new NewsForwarding(new NextChannel(adapters, this), this, this, () -> now, meters);
    carriers = List.of(delivery, forwarding);
  }

  @Override
  public Optional<Conversation> find(ConversationId conversation) {
    return Optional.ofNullable(states.get(conversation));
  }

  void put(Conversation state) {
    states.put(state.id(), state);
  }

  Conversation state(String contact) {
    return states.getOrDefault(
        new ConversationId(contact), Conversation.begin(new ConversationId(contact)));
  }

  @Override
  public Acceptance append(
      ConversationId conversation, String source, String sourceId, Event event) {
    if (!appended.add(conversation.value() + source + sourceId)) {
      return Acceptance.DUPLICATE;
    }
    arrivals.add(new Arrival(conversation, event));
    return Acceptance.APPENDED;
  }

  /// Puts an event into a conversation's inbox now.
  void happen(String contact, Event event) {
    arrivals.add(new Arrival(new ConversationId(contact), event));
  }

  void at(Instant moment, Runnable work) {
    agenda.add(new Task(moment, numbers++, work));
  }

  /// Works off everything up to a moment.
  void runUntil(Instant end) {
    takeTurns();
    while (!agenda.isEmpty() && !agenda.element().at().isAfter(end)) {
      Task task = agenda.remove();
      now = task.at().isAfter(now) ? task.at() : now;
      task.work().run();
      takeTurns();
    }
    now = end;
  }

  private void takeTurns() {
    if (working) {
      return;
    }
    working = true;
    while (!arrivals.isEmpty()) {
      Arrival arrival = arrivals.remove();
      turn(arrival.conversation(), arrival.event());
    }
    working = false;
  }

  private void turn(ConversationId id, Event event) {
    if (event instanceof Event.NewsUndelivered nowhere) {
      undelivered.add(nowhere);
    }
    Conversation state = states.getOrDefault(id, Conversation.begin(id));
    Transition transition = engine.handle(state, event);
    states.put(id, transition.next());
    for (News news : transition.next().news()) {
      if (news.key() != null) {
        newsByKey.putIfAbsent(news.key(), news.change());
      }
    }
    for (int i = 0; i < transition.effects().size(); i++) {
      carry(id, transition.key(i), transition.effects().get(i));
    }
  }

  private void carry(ConversationId id, String key, Effect effect) {
    switch (effect) {
      case Effect.SetTimer(String name, Instant due) -> {
        String timer = id.value() + " " + name;
        long set = numbers;
        timers.put(timer, set);
        at(due, () -> elapsed(id, timer, name, set));
      }
      case Effect.CancelTimer(String name) -> timers.remove(id.value() + " " + name);
      default ->
          carriers.stream()
              .filter(carrier -> carrier.carries(effect))
              .findFirst()
              .ifPresent(carrier -> queue(new LaneKey(id, carrier), key, effect));
    }
  }

  private void elapsed(ConversationId id, String timer, String name, long set) {
    if (timers.remove(timer, set)) {
      arrivals.add(new Arrival(id, new Event.TimerElapsed(now, name)));
    }
  }

  private void queue(LaneKey lane, String key, Effect effect) {
    Deque<OutboxEntry> entries = lanes.computeIfAbsent(lane, _ -> new ArrayDeque<>());
    entries.add(new OutboxEntry(key, lane.conversation(), effect, now, 1));
    if (entries.size() == 1) {
      at(now, () -> work(lane));
    }
  }

  private void work(LaneKey lane) {
    Deque<OutboxEntry> entries = lanes.getOrDefault(lane, new ArrayDeque<>());
    OutboxEntry head = entries.element();
    OutboxEntry seen =
        new OutboxEntry(
            head.key(),
            head.conversation(),
            head.effect(),
            head.at(),
            1,
            entries.stream()
                .skip(1)
                .map(entry -> topic(entry.effect()))
                .filter(topic -> !topic.isEmpty())
                .collect(Collectors.toSet()));
    switch (lane.carrier().carry(seen)) {
      case Carried.Finished finished -> {
        finished.events().forEach(event -> arrivals.add(new Arrival(head.conversation(), event)));
        entries.remove();
        if (!entries.isEmpty()) {
          at(now, () -> work(lane));
        }
      }
      case Carried.Later later -> at(now.plus(later.delay()), () -> work(lane));
    }
  }

  private static String topic(Effect effect) {
    @Nullable String topic =
        switch (effect) {
          case Effect.SendMessage message -> message.terms().topic();
          case Effect.Withdraw withdrawal -> withdrawal.topic();
          default -> null;
        };
    return topic == null ? "" : topic;
  }
}
