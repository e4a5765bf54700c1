package ua.holos.channel.sms;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Gives incoming messages their ids, because an SMSC gives none.
///
/// An SMSC delivers a message again only if it didn't get our answer, or didn't like it: the
/// session ended shortly after, we answered late, or we asked for another try. Only then is the
/// same text from the same number within minutes the same message and gets the same id, so that the
/// inbox knows it. In all other cases it is somebody who says «Так» a second time.
final class SeenLately {
  /// SMSCs try again within minutes.
  private static final Duration REMEMBERED = Duration.ofMinutes(5);

  /// An SMSC that has waited this long for an answer may have stopped waiting.
  private static final Duration PROMPT = Duration.ofSeconds(3);

  /// Answers of this age may not have arrived when a session ends.
  private static final Duration ON_THE_WAY = Duration.ofMinutes(1);

  private static final int MOST = 20_000;

  private final Map<String, Seen> seen =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
          return size() > MOST;
        }
      };
  private long lastStamp;
  private int session;

  /// When something arrived, and in which of the sessions that followed one another.
  record Arrival(Instant at, int session) {}

  /// @param at when it was answered, or arrived as long as it isn't
  /// @param doubtful whether the SMSC may not know our answer
  private record Seen(String id, Instant at, boolean doubtful) {}

  /// Something arrives at this moment.
  synchronized Arrival arrival(Instant now) {
    return new Arrival(now, session);
  }

  /// The id of a message that arrives now.
  ///
  /// @param fingerprint of the message: the same for the same words between the same numbers
  synchronized String id(String fingerprint, Instant now) {
    Seen before = seen.remove(fingerprint);
    if (before != null && before.doubtful() && now.isBefore(before.at().plus(REMEMBERED))) {
      seen.put(fingerprint, new Seen(before.id(), now, true));
      return before.id();
    }
    // The time makes it another message than the same words at another time.
    lastStamp = Math.max(lastStamp + 1, now.toEpochMilli());
    String id = fingerprint + "-" + lastStamp;
    seen.put(fingerprint, new Seen(id, now, true));
    return id;
  }

  /// The message was answered.
  ///
  /// @param good whether the answer was that we have it
  synchronized void answered(String fingerprint, Arrival arrival, Instant now, boolean good) {
    Seen entry = seen.get(fingerprint);
    if (entry != null) {
      boolean late = now.isAfter(arrival.at().plus(PROMPT)) || arrival.session() != session;
      seen.put(fingerprint, new Seen(entry.id(), now, late || !good));
    }
  }

  /// A session ended: its last answers may not have arrived.
  synchronized void sessionEnded(Instant now) {
    session++;
    seen.replaceAll((_, entry) ->
        entry.at().isAfter(now.minus(ON_THE_WAY)) ? new Seen(entry.id(), entry.at(), true) : entry);
  }
}
