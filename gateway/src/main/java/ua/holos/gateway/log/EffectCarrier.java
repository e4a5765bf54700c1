package ua.holos.gateway.log;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;

/// Carries out the effects of one kind. Entries of one conversation and one carrier are carried out
/// one after another, in order; different conversations, and different carriers, in parallel, each
/// on a virtual thread, so that carrying may block.
public interface EffectCarrier {

  /// Whether this carrier is the one for an effect. Exactly one carrier is.
  boolean carries(Effect effect);

  /// Carries one effect out. An exception counts as [Later] with the log's own back-off; after the
  /// fifth it goes to the dead letters.
  Carried carry(OutboxEntry entry);

  /// What came of it.
  sealed interface Carried {

    /// Finished, well or badly: the entry is deleted and `events` enter the inbox, in one step.
    /// `delivery` goes to the journal, null where there is nothing to tell. With `givenUp`, the
    /// reason, the effect goes to the dead letters, where people decide about it; null where nobody
    /// need look.
    record Finished(List<Event> events, @Nullable DeliveryNote delivery, @Nullable String givenUp)
        implements Carried {
      public Finished {
        events = List.copyOf(events);
      }

      /// Finished, and nobody need look.
      public Finished(List<Event> events, @Nullable DeliveryNote delivery) {
        this(events, delivery, null);
      }
    }

    /// Not now: the entry stays, with all that is behind it, and is tried again after `delay`.
    /// `events` enter the inbox at once, each only the first time this entry tells it.
    record Later(Duration delay, List<Event> events) implements Carried {
      public Later {
        events = List.copyOf(events);
      }
    }
  }
}
