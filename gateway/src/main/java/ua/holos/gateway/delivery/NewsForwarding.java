package ua.holos.gateway.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Link;
import ua.holos.bot.message.ContactUrn;
import ua.holos.gateway.log.ConversationStates;
import ua.holos.gateway.log.EffectCarrier;
import ua.holos.gateway.log.EventInbox;
import ua.holos.gateway.log.OutboxEntry;
import ua.holos.gateway.log.ShownKey;

/// Passes news on to the person's next channel when it didn't arrive in one, and calls it back when
/// there is something newer.
final class NewsForwarding implements EffectCarrier {
  private static final Logger log = LoggerFactory.getLogger(NewsForwarding.class);

  /// The source of these events in the inbox.
  static final String SOURCE = "news";

  private static final int REMEMBERED = 10_000;

  private final NextChannel next;
  private final ConversationStates states;
  private final EventInbox inbox;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final Counter undelivered;

  /// Choices made: an entry that is carried out again goes where it went, although the second look
  /// might choose otherwise.
  private final Map<String, ContactUrn> chosen =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ContactUrn> eldest) {
          return size() > REMEMBERED;
        }
      };

  NewsForwarding(
      NextChannel next,
      ConversationStates states,
      EventInbox inbox,
      InstantSource clock,
      MeterRegistry meters) {
    this.next = next;
    this.states = states;
    this.inbox = inbox;
    this.clock = clock;
    this.meters = meters;
    this.undelivered =
        Counter.builder("holos.delivery.undelivered")
            .description("News of appeals that arrived in none of the person's channels")
            .register(meters);
  }

  @Override
  public boolean carries(Effect effect) {
    return effect instanceof Effect.PassOn || effect instanceof Effect.Outdate;
  }

  @Override
  public Carried carry(OutboxEntry entry) {
    switch (entry.effect()) {
      case Effect.PassOn news -> passOn(entry, news);
      case Effect.Outdate(String number, Instant since) -> outdate(entry, number, since);
      default -> throw new IllegalArgumentException("Not news: " + entry.key());
    }
    return new Carried.Finished(List.of(), null);
  }

  private void passOn(OutboxEntry entry, Effect.PassOn news) {
    Instant now = clock.instant();
    Optional<ContactUrn> to = choice(entry, news, now);
    if (to.isEmpty()) {
      log.warn(
          "News {} of an appeal arrived in none of the person's channels",
          ShownKey.of(entry.key()));
      Event.StatusChanged change = news.change();
      append(
          ConversationId.of(news.home()),
          entry,
          new Event.NewsUndelivered(now, change.number(), change.at()));
      undelivered.increment();
      return;
    }
    List<ContactUrn> tried = new ArrayList<>(news.tried());
    tried.add(to.get());
    append(
        ConversationId.of(to.get()),
        entry,
        new Event.NewsPassedOn(now, news.appeal(), news.change(), news.home(), tried));
    Counter.builder("holos.delivery.passed-on")
        .description("News of appeals passed on to another channel of the person")
        .tag("channel", to.get().scheme())
        .register(meters)
        .increment();
  }

  private Optional<ContactUrn> choice(OutboxEntry entry, Effect.PassOn news, Instant now) {
    synchronized (chosen) {
      ContactUrn before = chosen.get(entry.key());
      if (before != null) {
        return Optional.of(before);
      }
    }
    Optional<ContactUrn> to = next.of(entry.conversation(), news, now);
    to.ifPresent(contact -> {
      synchronized (chosen) {
        chosen.put(entry.key(), contact);
      }
    });
    return to;
  }

  private void outdate(OutboxEntry entry, String number, Instant since) {
    List<Link> links =
        states
            .find(entry.conversation())
            .map(Conversation::person)
            .map(person -> person.links())
            .orElse(List.of());
    for (Link link : links) {
      append(
          ConversationId.of(link.to()),
          entry,
          new Event.NewsOutdated(clock.instant(), number, since));
    }
  }

  /// A repeat is harmless: the entry's key is the event's id.
  private void append(ConversationId conversation, OutboxEntry entry, Event event) {
    var _ = inbox.append(conversation, SOURCE, entry.key() + ">" + conversation.value(), event);
  }
}
