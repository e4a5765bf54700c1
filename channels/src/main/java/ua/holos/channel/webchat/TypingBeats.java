package ua.holos.channel.webchat;

import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ua.holos.bot.channel.TypingListener;
import ua.holos.bot.message.ContactUrn;

/// Passes on that people are typing, for each browser at most every three seconds, and apart from
/// what they send: who types much may write as much as before.
final class TypingBeats {
  private static final Logger log = LoggerFactory.getLogger(TypingBeats.class);
  private static final int PER_MINUTE = 20;

  private final TypingListener listener;
  private final MessagePace pace;

  TypingBeats(TypingListener listener, InstantSource clock) {
    this.listener = listener;
    this.pace = new MessagePace(PER_MINUTE, clock);
  }

  void of(ContactUrn contact) {
    if (!pace.allows(contact.path())) {
      return;
    }
    Thread.startVirtualThread(() -> {
      try {
        listener.types(contact);
      } catch (RuntimeException e) {
        log.debug("Nobody heard of a typing person: {}", e.getClass().getSimpleName());
      }
    });
  }
}
