package ua.holos.gateway.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.HandOff;

/// How long a citizen has to wait, as far as it can be told.
final class QueueWait {
  /// Until there are figures.
  private static final Duration USUAL = Duration.ofMinutes(5);

  private final LiveDesk desk;
  private final Presence presence;
  private final HandlingTimes handled;
  private final InstantSource clock;

  QueueWait(LiveDesk desk, Presence presence, HandlingTimes handled, InstantSource clock) {
    this.desk = desk;
    this.presence = presence;
    this.handled = handled;
    this.clock = clock;
  }

  /// Where a conversation stands that waits.
  ///
  /// @param handOff as its state has it: the desk may not show it yet
  Event.QueuePlaceFound of(ConversationId conversation, HandOff handOff) {
    Instant now = clock.instant();
    int place = DeskOrder.place(desk.all(), conversation, handOff);
    int able = able(presence.present());
    return new Event.QueuePlaceFound(now, place, minutes(place, able), able > 0);
  }

  /// Where one stands that doesn't wait any more.
  Event.QueuePlaceFound gone() {
    return new Event.QueuePlaceFound(clock.instant(), 0, null, able(presence.present()) > 0);
  }

  private static int able(List<Presence.Present> present) {
    return (int) present.stream().filter(one -> one.state() != Presence.State.AWAY).count();
  }

  private @Nullable Integer minutes(int place, int able) {
    if (able == 0) {
      return null;
    }
    long seconds = handled.median().orElse(USUAL).toSeconds() * place;
    return (int) Math.max(1, Math.ceilDiv(seconds, able * 60L));
  }
}
