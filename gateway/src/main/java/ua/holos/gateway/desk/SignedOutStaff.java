package ua.holos.gateway.desk;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import redis.clients.jedis.exceptions.JedisException;
import ua.holos.bot.channel.InboxUnavailableException;
import ua.holos.gateway.staff.SignedOut;

/// Whoever signs out is gone at once: what they hold goes back to the queue without waiting for the
/// signs of their browser to stop.
final class SignedOutStaff {
  private static final Logger log = LoggerFactory.getLogger(SignedOutStaff.class);

  private final Presence presence;

  SignedOutStaff(Presence presence) {
    this.presence = presence;
  }

  @EventListener
  void signedOut(SignedOut event) {
    try {
      presence.left(event.member().operator());
    } catch (JedisException | InboxUnavailableException e) {
      // Nobody is kept from signing out; what they hold is freed when their signs have stopped.
      log.warn("What staff {} held is freed later: Redis is away", event.member().id());
    }
  }
}
