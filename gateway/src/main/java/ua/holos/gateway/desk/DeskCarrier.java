package ua.holos.gateway.desk;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ua.holos.bot.conversation.Conversation;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.DeskCase;
import ua.holos.bot.conversation.Effect;
import ua.holos.bot.conversation.Event;
import ua.holos.bot.conversation.Mode;
import ua.holos.bot.conversation.Operator;
import ua.holos.gateway.log.ConversationStates;
import ua.holos.gateway.log.EffectCarrier;
import ua.holos.gateway.log.OutboxEntry;
import ua.holos.gateway.log.ShownKey;

/// Carries what concerns the desk: shows conversations on it and takes them off, tells where they
/// stand in the queue, and gives operators their answers.
final class DeskCarrier implements EffectCarrier {
  private static final Logger log = LoggerFactory.getLogger(DeskCarrier.class);

  private final RedisDesk desk;
  private final RedisPresence presence;
  private final QueueWait queue;
  private final HandlingTimes handled;
  private final DeskAnswers answers;
  private final ConversationStates states;
  private final DeskNews news;
  private final Predicate<ConversationId> quiet;
  private final InstantSource clock;

  /// @param quiet waits until nothing that the bot said is on its way to a citizen any more
  DeskCarrier(
      RedisDesk desk,
      RedisPresence presence,
      QueueWait queue,
      HandlingTimes handled,
      DeskAnswers answers,
      ConversationStates states,
      DeskNews news,
      Predicate<ConversationId> quiet,
      InstantSource clock) {
    this.desk = desk;
    this.presence = presence;
    this.queue = queue;
    this.handled = handled;
    this.answers = answers;
    this.states = states;
    this.news = news;
    this.quiet = quiet;
    this.clock = clock;
  }

  @Override
  public boolean carries(Effect effect) {
    return effect instanceof Effect.OfDesk;
  }

  @Override
  public Carried carry(OutboxEntry entry) {
    if (!(entry.effect() instanceof Effect.OfDesk effect)) {
      throw new IllegalArgumentException("Not about the desk: " + entry.key());
    }
    ConversationId conversation = entry.conversation();
    return switch (effect) {
      case Effect.CallOperator _, Effect.FindQueuePlace _ -> placed(entry);
      case Effect.ShowOnDesk(var shown) -> {
        changed(entry, desk.show(conversation, turn(entry), shown, clock.instant()), shown);
        yield finished();
      }
      case Effect.LeaveDesk _ -> {
        changed(entry, desk.leave(conversation, turn(entry), clock.instant()), null);
        yield finished();
      }
      case Effect.AnswerDesk(var request, var answer) -> {
        if (answer.holder() != null && !quiet.test(conversation)) {
          log.info(
              "{} is answered though a message of the bot is still on its way",
              ShownKey.of(entry.key()));
        }
        answers.give(conversation, request, answer);
        yield finished();
      }
      // The picture of the conversation follows the one, the record has the other.
      case Effect.DismissOperator _, Effect.KeepRating _ -> finished();
    };
  }

  private static Carried finished(Event... events) {
    return new Carried.Finished(List.of(events), null);
  }

  /// By the state that is committed, which is this turn's or a later one: the picture of this turn
  /// comes only behind the call.
  private Carried placed(OutboxEntry entry) {
    ConversationId conversation = entry.conversation();
    Conversation state = states.find(conversation).orElse(null);
    if (state == null || state.mode() instanceof Mode.WithBot) {
      return finished(queue.gone());
    }
    if (state.mode() instanceof Mode.WithOperator) {
      return finished();
    }
    DeskCase shown = Objects.requireNonNull(DeskCase.of(state), "It waits");
    if (desk.find(conversation).isEmpty()) {
      // Not yet, or a Redis that failed over has lost it: whoever waits is to be seen. Less one, so
      // that the picture that this turn itself may bring counts.
      changed(entry, desk.show(conversation, state.turn() - 1, shown, clock.instant()), shown);
    }
    return finished(queue.of(conversation, shown));
  }

  private void changed(OutboxEntry entry, RedisDesk.Found found, @Nullable DeskCase now) {
    if (!found.changed()) {
      return;
    }
    if (found.before() != null && found.before().mode() instanceof Mode.WithOperator was) {
      Operator holder =
          now != null && now.mode() instanceof Mode.WithOperator is ? is.operator() : null;
      if (!was.operator().equals(holder)) {
        presence.letGo(was.operator(), entry.at());
      }
      if (now == null) {
        handled.add(Duration.between(was.since(), entry.at()));
      }
    }
    news.tell(new DeskNews.Change(DeskNews.Kind.QUEUE, null));
  }

  /// The number of the turn in `conversation:turn:index`.
  private static long turn(OutboxEntry entry) {
    String key = entry.key();
    int second = key.lastIndexOf(':');
    return Long.parseLong(key, key.lastIndexOf(':', second - 1) + 1, second, 10);
  }
}
