package ua.holos.channel.sms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What was sent of messages of which a part failed, so that the next try goes on there; the oldest
/// are forgotten.
final class HalfSent {
  private static final int REMEMBERED = 1000;

  private final Map<String, Progress> progress =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Progress> eldest) {
          return size() > REMEMBERED;
        }
      };

  /// How far a message has come.
  ///
  /// @param reference by which a phone joins its parts
  /// @param externalIds of the parts that were taken, in order
  record Progress(int reference, List<String> externalIds) {
    Progress {
      externalIds = List.copyOf(externalIds);
    }
  }

  /// Where a message goes on.
  ///
  /// @param reference for a message that begins now
  synchronized Progress of(String key, int reference) {
    return progress.getOrDefault(key, new Progress(reference, List.of()));
  }

  synchronized void failed(String key, Progress reached) {
    if (!reached.externalIds().isEmpty()) {
      progress.put(key, reached);
    }
  }

  synchronized void done(String key) {
    progress.remove(key);
  }
}
