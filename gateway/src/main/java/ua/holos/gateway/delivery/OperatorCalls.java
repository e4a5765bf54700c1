package ua.holos.gateway.delivery;

import java.util.List;
import ua.holos.bot.conversation.Effect;
import ua.holos.gateway.log.EffectCarrier;
import ua.holos.gateway.log.OutboxEntry;

/// Calls for an operator: the journal has them, from where the operators' queue is read, and
/// nothing else is to be done.
final class OperatorCalls implements EffectCarrier {

  @Override
  public boolean carries(Effect effect) {
    return effect instanceof Effect.OfDesk;
  }

  @Override
  public Carried carry(OutboxEntry entry) {
    return new Carried.Finished(List.of(), null);
  }
}
