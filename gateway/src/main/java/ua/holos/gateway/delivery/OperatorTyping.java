package ua.holos.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ua.holos.bot.message.ContactUrn;

/// Shows people that an operator is writing to them, in the channels that can. Apart from messages:
/// it waits for none and delays none, and what becomes of it is told to nobody. Called from many
/// threads, as often as keys are pressed.
public final class OperatorTyping {
  private static final Logger log = LoggerFactory.getLogger(OperatorTyping.class);

  /// Telegram shows it for 5 seconds, the web chat for 6.
  private static final Duration SHOWN = Duration.ofSeconds(4);

  private static final int REMEMBERED = 1000;

  private final ChannelAdapters adapters;
  private final InstantSource clock;
  private final Map<ContactUrn, Instant> told =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ContactUrn, Instant> eldest) {
          return size() > REMEMBERED;
        }
      };

  OperatorTyping(ChannelAdapters adapters, InstantSource clock) {
    this.adapters = adapters;
    this.clock = clock;
  }

  /// This operator is writing to this person at the moment. Returns at once.
  ///
  /// @param operator the name that the person may know
  public void tell(ContactUrn contact, String operator) {
    if (isDue(contact)) {
      adapters
          .of(contact)
          .ifPresent(adapter ->
              Thread.startVirtualThread(() -> {
                try {
                  adapter.typing(contact, operator);
                } catch (RuntimeException e) {
                  log.debug("Typing isn't shown: {}", e.getClass().getSimpleName());
                }
              }));
    }
  }

  private synchronized boolean isDue(ContactUrn contact) {
    Instant now = clock.instant();
    Instant last = told.get(contact);
    if (last != null && now.isBefore(last.plus(SHOWN))) {
      return false;
    }
    told.remove(contact);
    told.put(contact, now);
    return true;
  }
}
