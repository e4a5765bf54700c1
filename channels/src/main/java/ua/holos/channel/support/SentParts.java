package ua.holos.channel.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import ua.holos.bot.channel.SendOutcome;

/// Sends long messages in parts, and remembers how far it came: a try after a failure goes on with
/// the part that failed, so that nobody reads a part twice. Called from many threads; the same
/// message by one at a time.
public final class SentParts {
  private static final int REMEMBERED = 1000;

  private final Map<String, List<String>> halfSent = new Recent();

  /// Sends the parts that aren't sent yet, in order, until one fails.
  ///
  /// @param key the message's key, the same for every try
  /// @param parts how many there are, at least 1; the same for every try
  /// @param part sends one of them, counted from 0
  /// @return the platform's ids of all parts, or what came of the part that failed
  public SendOutcome send(String key, int parts, IntFunction<SendOutcome> part) {
    if (parts == 1) {
      return part.apply(0);
    }
    List<String> ids;
    synchronized (halfSent) {
      ids = new ArrayList<>(halfSent.getOrDefault(key, List.of()));
    }
    while (ids.size() < parts) {
      switch (part.apply(ids.size())) {
        case SendOutcome.Accepted accepted -> ids.addAll(accepted.externalIds());
        case SendOutcome failed -> {
          synchronized (halfSent) {
            halfSent.put(key, List.copyOf(ids));
          }
          return failed;
        }
      }
    }
    synchronized (halfSent) {
      halfSent.remove(key);
    }
    return new SendOutcome.Accepted(ids);
  }

  /// What was sent of the messages of which a part failed; the oldest are forgotten.
  private static final class Recent extends LinkedHashMap<String, List<String>> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, List<String>> eldest) {
      return size() > REMEMBERED;
    }
  }
}
