package ua.holos.gateway.contact;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Proof;
import ua.holos.bot.message.ContactUrn;
import ua.holos.gateway.log.EffectCarrier;
import ua.holos.gateway.log.EventInbox;
import ua.holos.gateway.log.OutboxEntry;

/// Carries between the conversations of one person: who has proved a number, codes, joining and
/// parting, shared appeals. Whatever a conversation tells goes through the other's inbox, once: a
/// repeat has the same id.
final class ContactCarrier implements EffectCarrier {
  /// The source of these events in the inboxes.
  static final String SOURCE = "contacts";

  private final ContactIndex index;
  private final OneTimeCodes codes;
  private final EventInbox inbox;
  private final Predicate<String> smsReaches;
  private final boolean smsIsOn;
  private final InstantSource clock;
  private final MeterRegistry meters;

  /// @param smsReaches whether SMS may be sent to a number that a person asks it for
  /// @param smsIsOn whether there is a channel for SMS
  ContactCarrier(
      ContactIndex index,
      OneTimeCodes codes,
      EventInbox inbox,
      Predicate<String> smsReaches,
      boolean smsIsOn,
      InstantSource clock,
      MeterRegistry meters) {
    this.index = index;
    this.codes = codes;
    this.inbox = inbox;
    this.smsReaches = smsReaches;
    this.smsIsOn = smsIsOn;
    this.clock = clock;
    this.meters = meters;
  }

  @Override
  public boolean carries(Effect effect) {
    return effect instanceof Effect.OfContact;
  }

  @Override
  public Carried carry(OutboxEntry entry) {
    if (!(entry.effect() instanceof Effect.OfContact effect)) {
      throw new IllegalArgumentException("Not about contacts: " + entry.key());
    }
    ContactUrn here = entry.conversation().contact();
    Instant now = clock.instant();
    return switch (effect) {
      case Effect.KeepContact(var phone, var at) -> {
        index.keep(phone, here, at);
        yield finished();
      }
      case Effect.FindContacts(var phone, var asked) -> finished(found(here, phone, asked, now));
      case Effect.SendCode(var phone) ->
          finished(new Event.CodeSent(now, phone, sendCode(entry, here, phone, now)));
      case Effect.CheckCode(var phone, var code) -> {
        OneTimeCodes.Checked checked = codes.check(phone, entry.conversation(), entry.key(), code);
        count(checked.right() ? "code-right" : "code-wrong");
        yield finished(new Event.CodeChecked(now, phone, checked.right(), checked.left()));
      }
      case Effect.LinkContacts link -> {
        link(entry, here, link, now);
        yield finished();
      }
      case Effect.UnlinkContacts(var phone, var others) -> {
        unlink(entry, here, phone, others, now);
        yield finished();
      }
      case Effect.ShareAppeal(var appeal, var to) -> {
        to.forEach(other -> tell(entry, other, new Event.AppealShared(now, here, appeal)));
        yield finished();
      }
      case Effect.SharePreference(var preferred, var to) -> {
        to.forEach(other -> tell(entry, other, new Event.PreferenceShared(now, here, preferred)));
        yield finished();
      }
    };
  }

  private static Carried finished(Event... events) {
    return new Carried.Finished(List.of(events), null);
  }

  private Event found(ContactUrn here, String phone, boolean asked, Instant now) {
    List<ContactUrn> others =
        index.proved(phone, now.minus(Proof.HOLDS)).stream()
            .filter(other -> !other.equals(here))
            .sorted((one, other) -> one.toString().compareTo(other.toString()))
            .toList();
    boolean sms = smsIsOn && here.phone() == null && smsReaches.test(phone);
    return new Event.ContactsFound(now, phone, others, sms, asked);
  }

  private Event.CodeSent.Way sendCode(
      OutboxEntry entry, ContactUrn here, String phone, Instant now) {
    if (smsIsOn && !smsReaches.test(phone)) {
      count("code-impossible");
      return Event.CodeSent.Way.IMPOSSIBLE;
    }
    Optional<OneTimeCodes.Issued> issued =
        codes.issue(phone, entry.conversation(), entry.key(), now);
    if (issued.isEmpty()) {
      count("code-too-often");
      return Event.CodeSent.Way.TOO_OFTEN;
    }
    List<ContactUrn> readers =
        smsIsOn
            ? List.of(ContactUrn.ofPhone(phone))
            : index.proved(phone, now.minus(Proof.HOLDS)).stream()
                .filter(other -> !other.equals(here))
                .toList();
    Event requested = new Event.CodeRequested(now, issued.get().code(), here.scheme());
    // A request that is carried out again has a new code, and only the last one counts.
    readers.forEach(reader -> tell(entry.key() + "/" + issued.get().id(), reader, requested));
    count("code-sent");
    return smsIsOn ? Event.CodeSent.Way.SMS : Event.CodeSent.Way.CHAT;
  }

  private void link(OutboxEntry entry, ContactUrn here, Effect.LinkContacts link, Instant now) {
    ContactIndex.Joined joined =
        index.join(link.phone(), here, link.others(), now.minus(Proof.HOLDS));
    for (ContactUrn member : joined.members()) {
      if (!member.equals(here)) {
        tell(
            entry,
            member,
            new Event.ContactLinked(
                now,
                joined.contact(),
                here,
                link.phone(),
                link.since(),
                link.appeals(),
                link.preferred()));
      }
    }
    count("linked");
  }

  private void unlink(
      OutboxEntry entry, ContactUrn here, String phone, List<ContactUrn> others, Instant now) {
    List<ContactUrn> remaining = index.leave(phone, here);
    Set<ContactUrn> all = new LinkedHashSet<>(others);
    all.addAll(remaining);
    all.remove(here);
    all.forEach(
        other -> tell(entry, other, new Event.ContactUnlinked(now, here, remaining.size() < 2)));
    count("unlinked");
  }

  private void tell(OutboxEntry entry, ContactUrn other, Event event) {
    tell(entry.key(), other, event);
  }

  private void tell(String id, ContactUrn other, Event event) {
    // Ids are told apart by partition, not by conversation.
    var _ = inbox.append(ConversationId.of(other), SOURCE, id + ">" + other, event);
  }

  private void count(String what) {
    meters.counter("holos.contacts", "what", what).increment();
  }
}
