package ua.holos.gateway.log;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import ua.holos.bot.conversation.ConversationId;
import ua.holos.bot.conversation.Effect;

/// The carriers, and how many effects each may carry out at a time: counted for every channel, so
/// that a slow one takes no place from another.
final class Carriers {
  private final List<EffectCarrier> carriers;
  private final int concurrency;
  private final Map<String, Semaphore> places = new ConcurrentHashMap<>();

  Carriers(List<EffectCarrier> carriers, int concurrency) {
    this.carriers = List.copyOf(carriers);
    this.concurrency = concurrency;
  }

  /// The number of the carrier of an effect, -1 when there is none.
  int indexFor(Effect effect) {
    for (int i = 0; i < carriers.size(); i++) {
      if (carriers.get(i).carries(effect)) {
        return i;
      }
    }
    return -1;
  }

  EffectCarrier carrier(int index) {
    return carriers.get(index);
  }

  Semaphore places(int index, ConversationId conversation) {
    int colon = conversation.value().indexOf(':');
    String scheme = colon < 0 ? "" : conversation.value().substring(0, colon);
    return places.computeIfAbsent(index + ":" + scheme, _ -> new Semaphore(concurrency));
  }
}
