package ua.holos.gateway.dialogue;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import ua.holos.bot.channel.InboundSink.Acceptance;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Event;
import ua.holos.gateway.contact.Contacts;
import ua.holos.gateway.log.EffectCarrier;
import ua.holos.gateway.log.EffectCarrier.Carried;
import ua.holos.gateway.log.EventInbox;
import ua.holos.gateway.log.OutboxEntry;
import ua.holos.gateway.log.TestRedis;

/// Several conversations of a dialogue, with the real carrier and the real index between them.
final class Town implements EventInbox {
  private final Function<String, Stage> newcomer;
  private final EffectCarrier carrier;
  private final Map<String, Stage> stages = new HashMap<>();
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private final Set<String> seen = new HashSet<>();
  private Instant now = Instant.EPOCH;
  private boolean busy;

  /// The code that was sent last.
  String code = "";

  Town(TestRedis redis, boolean smsIsOn, Function<String, Stage> newcomer) {
    redis.client().flushAll();
    this.newcomer = newcomer;
    this.carrier = Contacts.carrier(redis.client(), this, smsIsOn, () -> now);
  }

  Stage stage(String conversation) {
    return stages.computeIfAbsent(
        conversation,
        id -> {
          Stage stage = newcomer.apply(id);
          stage.town = this;
          return stage;
        });
  }

  Iterable<Stage> all() {
    return stages.values();
  }

  @Override
  public Acceptance append(
      ConversationId conversation, String source, String sourceId, Event event) {
    if (!seen.add(source + sourceId)) {
      return Acceptance.DUPLICATE;
    }
    if (event instanceof Event.CodeRequested requested) {
      code = requested.code();
    }
    waiting.add(() -> stage(conversation.value()).play(event));
    return Acceptance.APPENDED;
  }

  /// Effects are carried after the turn, and what they lead to after that.
  void carry(OutboxEntry entry) {
    waiting.add(() -> {
      Stage stage = stage(entry.conversation().value());
      now = stage.now;
      if (carrier.carry(entry) instanceof Carried.Finished finished) {
        finished.events().forEach(stage::play);
      }
    });
  }

  /// Goes on until nothing more happens by itself.
  void settle() {
    if (busy) {
      return;
    }
    busy = true;
    while (!waiting.isEmpty()) {
      waiting.removeFirst().run();
    }
    busy = false;
  }
}
