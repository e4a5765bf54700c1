package ua.holos.gateway.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.DeskCase;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Operator;

/// How long a citizen has to wait, as far as it can be told.
final class QueueWait {
  /// Until there are figures.
  private static final Duration USUAL = Duration.ofMinutes(5);

  private final LiveDesk desk;
  private final Presence presence;
  private final HandlingTimes handled;
  private final BiPredicate<Operator, DeskCase> answers;
  private final InstantSource clock;

  /// @param answers whether somebody at the desk is one who may take a conversation
  QueueWait(
      LiveDesk desk,
      Presence presence,
      HandlingTimes handled,
      BiPredicate<Operator, DeskCase> answers,
      InstantSource clock) {
    this.desk = desk;
    this.presence = presence;
    this.handled = handled;
    this.answers = answers;
    this.clock = clock;
  }

  /// Where a conversation stands that waits.
  ///
  /// @param shown as its state has it: the desk may not show it yet
  Event.QueuePlaceFound of(ConversationId conversation, DeskCase shown) {
    Instant now = clock.instant();
    int place = DeskOrder.place(desk.all(), conversation, shown.handOff());
    int able = able(shown);
    return new Event.QueuePlaceFound(now, place, minutes(place, able), able > 0);
  }

  /// Where one stands that doesn't wait any more.
  Event.QueuePlaceFound gone() {
    return new Event.QueuePlaceFound(clock.instant(), 0, null, false);
  }

  /// How many there are who may take it: whoever only looks on, is away or lacks the skill is no
  /// reason to wait.
  private int able(DeskCase shown) {
    return (int)
        presence.present().stream()
            .filter(one -> one.state() != Presence.State.AWAY)
            .filter(one -> answers.test(one.operator(), shown))
            .count();
  }

  private @Nullable Integer minutes(int place, int able) {
    if (able == 0) {
      return null;
    }
    long seconds = handled.median().orElse(USUAL).toSeconds() * place;
    return (int) Math.max(1, Math.ceilDiv(seconds, able * 60L));
  }
}
