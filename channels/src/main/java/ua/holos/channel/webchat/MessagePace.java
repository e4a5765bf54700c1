package ua.holos.channel.webchat;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// How fast one browser may write: so many messages a minute, refilled evenly. Remembers the 10,000
/// browsers that wrote last.
final class MessagePace {

  private static final int REMEMBERED = 10_000;
  private static final double MINUTE = 60_000;

  private final int perMinute;
  private final InstantSource clock;
  private final Map<String, Allowance> allowances =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Allowance> eldest) {
          return size() > REMEMBERED;
        }
      };

  MessagePace(int perMinute, InstantSource clock) {
    this.perMinute = perMinute;
    this.clock = clock;
  }

  /// Takes one message out of the allowance; false when there is none left.
  synchronized boolean allows(String browser) {
    long now = clock.millis();
    Allowance before = allowances.getOrDefault(browser, new Allowance(perMinute, now));
    double left = Math.min(perMinute, before.left + (now - before.at) * perMinute / MINUTE);
    boolean allowed = left >= 1;
    allowances.put(browser, new Allowance(allowed ? left - 1 : left, now));
    return allowed;
  }

  private record Allowance(double left, long at) {}
}
