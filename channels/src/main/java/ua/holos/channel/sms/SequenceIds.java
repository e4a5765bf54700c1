package ua.holos.channel.sms;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// The keys by which TurboSMS tells a repeated request from a new one (`sequence_id`): the same for
/// every try of a text of which no answer came, and another one after a refusal, because TurboSMS
/// answers a repeated request with what it said first, which would refuse the message for ever.
final class SequenceIds {
  private static final int REMEMBERED = 1000;

  private final Map<String, Integer> refusals =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > REMEMBERED;
        }
      };

  /// A UUID, because a message's key bears the phone number.
  synchronized String of(String key, int index) {
    String text = key + "/" + index;
    String tried = text + "/" + refusals.getOrDefault(text, 0);
    return UUID.nameUUIDFromBytes(tried.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /// The text was certainly not taken.
  synchronized void refused(String key, int index) {
    refusals.merge(key + "/" + index, 1, Integer::sum);
  }

  /// The text was taken.
  synchronized void taken(String key, int index) {
    refusals.remove(key + "/" + index);
  }
}
