package ua.holos.gateway.delivery;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ua.holos.gateway.log.DeliveryNote;

/// The messages that this process sent last. An entry that is carried out again, because the log
/// lost its partition before it could note the end, is answered from here: only the death of the
/// process can send a message twice.
final class SentLately {
  private static final int REMEMBERED = 10_000;

  private final Map<String, DeliveryNote> notes =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, DeliveryNote> eldest) {
          return size() > REMEMBERED;
        }
      };

  synchronized @Nullable DeliveryNote note(String key) {
    return notes.get(key);
  }

  synchronized void remember(DeliveryNote note) {
    notes.put(note.key(), note);
  }
}
