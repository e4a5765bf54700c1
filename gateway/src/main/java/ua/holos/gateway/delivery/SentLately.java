package ua.holos.gateway.delivery;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ua.holos.gateway.log.EffectCarrier.Carried;

/// The messages that this process sent last, and what was told of each. An entry that is carried
/// out again, because the log lost its partition before it could note the end, is answered from
/// here: only the death of the process can send a message twice.
final class SentLately {
  private static final int REMEMBERED = 10_000;

  private final Map<String, Carried.Finished> told =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Carried.Finished> eldest) {
          return size() > REMEMBERED;
        }
      };

  synchronized Carried.@Nullable Finished of(String key) {
    return told.get(key);
  }

  synchronized void remember(String key, Carried.Finished finished) {
    told.put(key, finished);
  }
}
