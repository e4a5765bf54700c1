package ua.holos.gateway.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// A phone, and the parts of messages that have come to it. Guarded by itself.
final class SmsPhone {

  /// A part on its way to this phone.
  ///
  /// @param receipt whether the sender wants to know what becomes of it
  record Arriving(long id, String sender, SmsPart part, Instant expires, boolean receipt) {}

  private record Key(String sender, int reference) {}

  private final List<SmscSimulator.Sms> received = new ArrayList<>();
  private final Map<Key, List<Arriving>> incomplete = new HashMap<>();
  private final List<Arriving> waiting = new ArrayList<>();
  private final List<Consumer<SmscSimulator.Sms>> listeners = new ArrayList<>();
  private SmscSimulator.PhoneState state = SmscSimulator.PhoneState.ON;

  synchronized SmscSimulator.PhoneState state() {
    return state;
  }

  /// Sets the state; the parts that waited for the phone, when it is on again.
  synchronized List<Arriving> become(SmscSimulator.PhoneState next) {
    state = next;
    if (next == SmscSimulator.PhoneState.OFF) {
      return List.of();
    }
    List<Arriving> arrived = List.copyOf(waiting);
    waiting.clear();
    return arrived;
  }

  synchronized void waitFor(Arriving part) {
    waiting.add(part);
  }

  /// Those that are past their time, while the phone is off.
  synchronized List<Arriving> expired(Instant now) {
    List<Arriving> late = waiting.stream().filter(part -> now.isAfter(part.expires())).toList();
    waiting.removeAll(late);
    return late;
  }

  /// Shows a part, or keeps it until the message is whole.
  synchronized void receive(Arriving arriving) {
    SmsPart part = arriving.part();
    Key key = new Key(arriving.sender(), part.reference());
    List<Arriving> parts =
        part.total() == 1
            ? new ArrayList<>()
            : incomplete.computeIfAbsent(key, _ -> new ArrayList<>());
    parts.removeIf(known -> known.part().number() == part.number());
    parts.add(arriving);
    if (parts.size() < part.total()) {
      return;
    }
    incomplete.remove(key);
    parts.sort(Comparator.comparingInt(known -> known.part().number()));
    StringBuilder text = new StringBuilder();
    parts.forEach(known -> text.append(known.part().text()));
    SmscSimulator.Sms sms = new SmscSimulator.Sms(arriving.sender(), text.toString(), parts.size());
    received.add(sms);
    listeners.forEach(listener -> listener.accept(sms));
  }

  synchronized void onReceived(Consumer<SmscSimulator.Sms> listener) {
    listeners.add(listener);
  }

  synchronized List<SmscSimulator.Sms> received() {
    return List.copyOf(received);
  }
}
