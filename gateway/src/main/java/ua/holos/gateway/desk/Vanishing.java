package ua.holos.gateway.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Mode;
import ua.holos.bot.conversation.Operator;
import ua.holos.gateway.log.EventInbox;

/// Frees what operators hold whose browsers are gone. Every replica looks; that a holding is ended
/// twice is impossible, because the request is named after it.
final class Vanishing {
  private final LiveDesk desk;
  private final EventInbox inbox;
  private final Duration patience;
  private final Duration interval;
  private final InstantSource clock;
  private @Nullable Instant watchingSince;
  private Instant looked = Instant.EPOCH;

  /// @param patience after how long without a sign somebody is gone
  /// @param interval how often it is looked
  Vanishing(
      LiveDesk desk, EventInbox inbox, Duration patience, Duration interval, InstantSource clock) {
    this.desk = desk;
    this.inbox = inbox;
    this.patience = patience;
    this.interval = interval;
    this.clock = clock;
  }

  /// Looks who is gone, and frees what they hold. Nobody is gone whom this process couldn't have
  /// heard of: after a start, and after an interruption, everybody gets the whole time again.
  ///
  /// @param seen when each was heard of last
  /// @throws redis.clients.jedis.exceptions.JedisException when Redis can't be reached
  /// @throws ua.holos.bot.channel.InboxUnavailableException when Redis can't be written
  synchronized void look(Map<String, Instant> seen) {
    Instant now = clock.instant();
    if (watchingSince == null || looked.plus(interval.multipliedBy(4)).isBefore(now)) {
      watchingSince = now;
    }
    looked = now;
    for (LiveCase live : desk.all()) {
      if (live.shown().mode() instanceof Mode.WithOperator held) {
        Instant heard = seen.getOrDefault(held.operator().id(), Instant.EPOCH);
        Instant sign = latest(latest(heard, held.since()), watchingSince);
        if (sign.plus(patience).isBefore(now)) {
          free(live.conversation(), held, now);
        }
      }
    }
  }

  /// It couldn't be looked: who was heard of meanwhile isn't known.
  synchronized void interrupted() {
    watchingSince = null;
  }

  /// Frees at once what an operator holds who has left.
  void left(Operator operator) {
    Instant now = clock.instant();
    for (LiveCase live : desk.all()) {
      if (live.shown().mode() instanceof Mode.WithOperator held
          && held.operator().id().equals(operator.id())) {
        free(live.conversation(), held, now);
      }
    }
  }

  private void free(ConversationId conversation, Mode.WithOperator held, Instant now) {
    String request =
        "vanished:" + held.operator().id() + ":" + conversation.value() + ":" + held.since();
    var _ =
        inbox.append(
            conversation,
            InboxRequests.SOURCE,
            request,
            new Event.OperatorVanished(now, request, held.operator(), held.since()));
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
