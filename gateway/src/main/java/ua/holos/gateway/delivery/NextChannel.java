package ua.holos.gateway.delivery;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.channel.ChannelAdapter;
import ua.holos.bot.channel.ChannelCapabilities.Feature;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Link;
import ua.holos.bot.conversation.Person;
import ua.holos.bot.message.ContactUrn;
import ua.holos.gateway.log.ConversationStates;

/// Chooses where news is tried next: among the person's channels that are alive and untried the
/// preferred one, then those that reach a person who isn't looking, then the cheapest now, then the
/// one where the person wrote last.
final class NextChannel {
  private final ChannelAdapters adapters;
  private final ConversationStates states;

  NextChannel(ChannelAdapters adapters, ConversationStates states) {
    this.adapters = adapters;
    this.states = states;
  }

  /// Where to, if there is anywhere.
  ///
  /// @param from the conversation that passes the news on
  Optional<ContactUrn> of(ConversationId from, Effect.PassOn news, Instant now) {
    Optional<Person> person = states.find(from).map(Conversation::person);
    String preferred = person.map(Person::preferred).orElse(null);
    Set<ContactUrn> contacts = new LinkedHashSet<>();
    contacts.addAll(linked(person, now));
    contacts.add(from.contact());
    contacts.add(news.home());
    if (person.isPresent() && parted(from, person.get(), news.home())) {
      contacts.retainAll(Set.of(news.home()));
    }
    contacts.removeAll(Set.copyOf(news.tried()));
    return contacts.stream()
        .flatMap(contact -> candidate(contact, now).stream())
        .min(order(preferred))
        .map(Candidate::contact);
  }

  /// Nobody, when the number that joined them may be another person's by now.
  private static List<ContactUrn> linked(Optional<Person> person, Instant now) {
    return person
        .filter(one -> one.proof() == null || one.proof().holds(now))
        .map(Person::links)
        .orElse(List.of())
        .stream()
        .map(Link::to)
        .toList();
  }

  /// Whether the appeal lives where this person no longer is: it is nothing to the others then.
  private static boolean parted(ConversationId from, Person person, ContactUrn home) {
    return !home.equals(from.contact())
        && person.links().stream().noneMatch(link -> link.to().equals(home));
  }

  /// @param cost of one message now, in hryvnias
  private record Candidate(
      ContactUrn contact, boolean reaches, BigDecimal cost, @Nullable Instant heardAt) {}

  private Optional<Candidate> candidate(ContactUrn contact, Instant now) {
    Optional<ChannelAdapter> adapter = adapters.of(contact);
    Optional<Person> there = states.find(ConversationId.of(contact)).map(Conversation::person);
    if (adapter.isEmpty() || there.map(Person::stopped).orElse(false)) {
      return Optional.empty();
    }
    Instant heardAt = there.map(Person::heardAt).orElse(null);
    return Optional.of(
        new Candidate(
            contact,
            adapter.get().capabilities().can(Feature.PUSH),
            adapter.get().capabilities().price().of(1, heardAt, now),
            heardAt));
  }

  private static Comparator<Candidate> order(@Nullable String preferred) {
    return Comparator.comparing((Candidate one) -> !one.contact().scheme().equals(preferred))
        .thenComparing(one -> !one.reaches())
        .thenComparing(Candidate::cost)
        .thenComparing(
            Candidate::heardAt, Comparator.nullsLast(Comparator.<Instant>reverseOrder()));
  }
}
